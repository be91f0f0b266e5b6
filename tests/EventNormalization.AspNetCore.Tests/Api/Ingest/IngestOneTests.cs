using System.Threading.Tasks;
using EventNormalization.Ingestion;
using EventNormalization.Normalization;
using EventNormalization.Storage;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace EventNormalization.AspNetCore.Tests.Api.Ingest;

/// <summary><c>POST events</c> with one event.</summary>
public sealed class IngestOneTests
{
    private const string Broken =
        """{"client_id":"client_A","metric":"sales","amount":"12,5O","timestamp":1705314600}""";

    [Fact]
    public async Task A_new_event_is_201_with_its_record_and_where_to_find_it()
    {
        await using var host = await IngestHost.StartAsync();

        var answer = await host.PostAsync(IngestHost.Messy);

        Assert.Equal((201, "application/json"), (answer.Code, answer.MediaType));
        Assert.Equal(
            "{\"outcome\":\"accepted\",\"event_id\":\"" + IngestHost.Id + "\",\"record\":" + IngestHost.Record
                + ",\"occurrences\":1,\"first_received_at\":\"" + IngestHost.ReceivedAt + "\"}",
            answer.Body);
        Assert.Equal("events/" + IngestHost.Id, answer.Location);
    }

    [Fact]
    public async Task The_same_event_in_another_spelling_is_200_and_counted_as_a_duplicate()
    {
        await using var host = await IngestHost.StartAsync();
        await host.PostAsync(IngestHost.Messy);

        var answer = await host.PostAsync("\uFEFF\r\n  " + IngestHost.Spelt + "\n");

        Assert.Equal(200, answer.Code);
        Assert.Equal(
            "{\"outcome\":\"duplicate\",\"event_id\":\"" + IngestHost.Id + "\",\"record\":" + IngestHost.Record
                + ",\"occurrences\":2,\"first_received_at\":\"" + IngestHost.ReceivedAt + "\"}",
            answer.Body);
        Assert.Equal(2, await host.ReceivedAsync());
    }

    [Fact]
    public async Task An_event_that_is_not_understood_is_422_with_every_reason_and_is_kept()
    {
        await using var host = await IngestHost.StartAsync();
        var hash = ContentHash.Of(System.Text.Encoding.UTF8.GetBytes(Broken));

        var answer = await host.PostAsync(Broken + "\n");

        Assert.Equal((422, "application/problem+json"), (answer.Code, answer.MediaType));
        Assert.Equal("urn:event-normalization:event.rejected", answer.Text("type"));
        Assert.Equal(("rejected", hash.ToString()), (answer.Text("outcome"), answer.Text("hash")));
        var error = Assert.Single(answer.Json.GetProperty("errors").EnumerateArray());
        Assert.Equal("amount.format", error.GetProperty("code").GetString());
        Assert.Equal("\"12,5O\"", error.GetProperty("found").GetString());
        Assert.Equal(0, error.GetProperty("candidates").GetArrayLength());
        Assert.Equal(1, (await host.Failed.FindAsync(hash))!.Occurrences);
    }

    [Fact]
    public async Task Readings_between_which_it_would_have_to_guess_are_named()
    {
        await using var host = await IngestHost.StartAsync();

        var answer = await host.PostAsync(
            """{"client_id":"client_A","metric":"sales","amount":1,"timestamp":"03/04/2024"}""");

        var error = Assert.Single(answer.Json.GetProperty("errors").EnumerateArray());
        Assert.Equal("timestamp.ambiguous", error.GetProperty("code").GetString());
        Assert.Equal(2, error.GetProperty("candidates").GetArrayLength());
    }

    [Theory]
    [InlineData("{")]
    [InlineData("\"text\"")]
    [InlineData("7")]
    [InlineData("nonsense")]
    [InlineData("{\"client_id\":\"a\",\"client_id\":\"b\"}")]
    public async Task What_is_no_event_is_rejected_and_kept_too(string body)
    {
        await using var host = await IngestHost.StartAsync();

        var answer = await host.PostAsync(body);

        Assert.Equal((422, "rejected"), (answer.Code, answer.Text("outcome")));
        Assert.Equal(1, await host.ReceivedAsync());
    }

    [Fact]
    public async Task An_event_that_only_the_failed_event_store_could_keep_is_202()
    {
        await using var host = await IngestHost.StartAsync();
        host.Events.Plan = FaultPlan.Always(FaultKind.ThrowBefore);

        var answer = await host.PostAsync(IngestHost.Spelt);

        var hash = ContentHash.Of(System.Text.Encoding.UTF8.GetBytes(IngestHost.Spelt));
        Assert.Equal(202, answer.Code);
        Assert.Equal(
            "{\"outcome\":\"deferred\",\"event_id\":\"" + IngestHost.Id + "\",\"record\":" + IngestHost.Record
                + ",\"hash\":\"" + hash + "\"}",
            answer.Body);
        Assert.Equal(1, await host.ReceivedAsync());
    }

    [Fact]
    public async Task Another_event_with_the_key_of_a_stored_one_is_409_with_both_ids()
    {
        var schema = EventSchemaFile.Read("""{"fields":{"key":{"aliases":["order"]}}}"""u8.ToArray())
            .Schemas!;
        await using var host = await IngestHost.StartAsync(
            configure: services => services.AddSingleton(
                new EventNormalization.Identity.EventIdentifier(schema)));
        var first = await host.PostAsync(
            """{"client_id":"a","metric":"m","amount":1,"timestamp":1705314600,"order":"7"}""");

        var answer = await host.PostAsync(
            """{"client_id":"a","metric":"m","amount":2,"timestamp":1705314600,"order":"7"}""");

        Assert.Equal((409, "conflict"), (answer.Code, answer.Text("outcome")));
        Assert.Equal(first.Text("event_id"), answer.Text("stored_id"));
        Assert.NotEqual(answer.Text("event_id"), answer.Text("stored_id"));
        Assert.Equal(64, answer.Text("hash").Length);
        Assert.Equal(2, await host.ReceivedAsync());
    }

    [Fact]
    public async Task What_neither_store_could_keep_is_503_and_was_not_received()
    {
        await using var host = await IngestHost.StartAsync();
        host.Events.Plan = FaultPlan.Always(FaultKind.ThrowBefore);
        host.Failed.Plan = FaultPlan.Always(FaultKind.ThrowBefore);

        var answer = await host.PostAsync(IngestHost.Spelt);

        Assert.Equal((503, "5"), (answer.Code, answer.RetryAfter));
        Assert.Equal("urn:event-normalization:store.unavailable", answer.Text("type"));
        Assert.Equal("not_kept", answer.Text("outcome"));
        Assert.Equal(0, await host.ReceivedAsync());

        Assert.Equal(201, (await host.PostAsync(IngestHost.Spelt)).Code);
    }

    [Theory]
    [InlineData(FaultKind.ThrowAfter)]
    [InlineData(FaultKind.TimeoutAfter)]
    [InlineData(FaultKind.ThrowBefore)]
    [InlineData(FaultKind.Partial)]
    public async Task An_answer_that_got_lost_once_costs_nothing(FaultKind kind)
    {
        await using var host = await IngestHost.StartAsync();
        host.Events.Plan = FaultPlan.Always(kind).UpToAttempt(1);

        var answer = await host.PostAsync(IngestHost.Spelt);

        Assert.Equal((201, 1), (answer.Code, answer.Json.GetProperty("occurrences").GetInt32()));
        Assert.Equal(1, await host.ReceivedAsync());
    }
}
