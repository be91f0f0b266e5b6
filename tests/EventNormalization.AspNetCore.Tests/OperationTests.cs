using System;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;
using EventNormalization.Queries;
using EventNormalization.Storage;
using EventNormalization.Totals;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Xunit;
using static EventNormalization.AspNetCore.Tests.FailedActionTests;

namespace EventNormalization.AspNetCore.Tests;

/// <summary>Acts on many failed events over HTTP.</summary>
public sealed class OperationTests
{
    private const string Where = """{"where":{}}""";

    [Fact]
    public async Task A_retry_of_all_that_is_open_is_an_operation_that_tells_how_far_it_is()
    {
        await using var host = await TestHost.StartAsync();
        await RecordManyAsync(host, 250);
        await RecordAsync(host, """{"client_id":"shop","metric":"m"}""", FailedEventState.Rejected);

        var response = await PostAsync(host, "retry", Where);
        var begun = (await ReadAsync(response)).GetProperty("operation");
        var done = await EndAsync(host, response.Headers.Location!);

        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        Assert.Equal(
            ("retry", "anonymous", 251),
            (begun.GetProperty("kind").GetString(), begun.GetProperty("by").GetString(),
                begun.GetProperty("total").GetInt32()));
        Assert.Equal($"/v1/operations/{begun.GetProperty("id").GetString()}", response.Headers.Location!.ToString());
        Assert.Equal(("done", 251), (done.GetProperty("state").GetString(), done.GetProperty("done").GetInt32()));
        Assert.Equal((250, 1, 0), (CountOf(done, "accepted"), CountOf(done, "rejected"), CountOf(done, "ignored")));
        Assert.Equal(250, await StoredAsync(host));
    }

    [Fact]
    public async Task Groups_are_chosen_by_reason_field_state_client_and_text()
    {
        await using var host = await TestHost.StartAsync();
        await RecordManyAsync(host, 3);
        var hash = await RecordAsync(host, """{"client_id":"shop","metric":"m"}""", FailedEventState.Rejected);

        var some = """
            {"where":{"reason":"amount.format","field":"amount","state":"rejected","client":"shop","contains":"m"},
            "note":"x"}
            """;
        var done = await EndAsync(host, (await PostAsync(host, "discard", some)).Headers.Location!);
        var none = await ReadAsync(await PostAsync(host, "discard", """{"where":{"field":"metric"},"note":"x"}"""));

        Assert.Equal((1, 1), (done.GetProperty("total").GetInt32(), CountOf(done, "discarded")));
        Assert.Equal(
            FailedEventState.Discarded, (await QueueOf(host).FindAsync(Ingestion.ContentHash.Parse(hash)))!.State);
        Assert.Equal("done", none.GetProperty("operation").GetProperty("state").GetString());
        Assert.Equal(0, none.GetProperty("operation").GetProperty("total").GetInt32());
    }

    [Fact]
    public async Task Named_events_that_are_settled_or_not_there_are_ignored_and_counted()
    {
        await using var host = await TestHost.StartAsync();
        var hash = await RecordAsync(
            host, """{"client_id":"c","metric":"m","amount":1,"ts":1705314600}""", FailedEventState.Pending);
        var hashes = $$"""{"hashes":["{{hash}}","{{new string('0', 64)}}"]}""";

        var first = await EndAsync(host, (await PostAsync(host, "retry", hashes)).Headers.Location!);
        var second = await EndAsync(host, (await PostAsync(host, "retry", hashes)).Headers.Location!);

        Assert.Equal((1, 1), (CountOf(first, "accepted"), CountOf(first, "ignored")));
        Assert.Equal((0, 2), (CountOf(second, "accepted"), CountOf(second, "ignored")));
        Assert.Equal(1, await StoredAsync(host));
    }

    [Fact]
    public async Task A_dry_run_tells_what_would_be_understood_also_by_another_schema_and_stores_nothing()
    {
        await using var host = await TestHost.StartAsync();
        await RecordManyAsync(host, 2);
        await RecordAsync(
            host, """{"client_id":"shop","metric":"m","price":7,"ts":1705314600}""", FailedEventState.Rejected);

        var now = await ReadAsync(await PostAsync(host, "retry", """{"where":{},"dry_run":true}"""));
        var other = await ReadAsync(await PostAsync(
            host,
            "retry",
            """{"where":{},"dry_run":true,"schema":{"fields":{"amount":{"aliases":["price"]}}}}"""));

        Assert.Equal(
            """{"entries":3,"understood":2,"refused":1,"reasons":[{"code":"amount.missing","count":1}]}""",
            now.GetRawText());
        Assert.Equal("""{"entries":3,"understood":3,"refused":0,"reasons":[]}""", other.GetRawText());
        Assert.Equal(0, await StoredAsync(host));
        Assert.Empty((await ReadAsync(await host.Client.GetAsync(new Uri("/v1/operations", UriKind.Relative))))
            .GetProperty("operations").EnumerateArray());
    }

    [Theory]
    [InlineData("retry", "{}", "Expected either \"hashes\" or \"where\"")]
    [InlineData("retry", """{"hashes":[],"where":{}}""", "Expected either \"hashes\" or \"where\"")]
    [InlineData("retry", """{"hashes":["x"]}""", "hashes: expected texts of 64")]
    [InlineData("retry", """{"where":{"staet":"parked"}}""", "where.staet: no such member is known here; known are:")]
    [InlineData("retry", """{"where":{"state":"lost"}}""", "where.state: found \"lost\"; known are pending, retrying,")]
    [InlineData("retry", """{"where":{},"schema":{}}""", "schema: other rules can only be tried")]
    [InlineData("retry", """{"where":{},"dry_run":true,"schema":{"feilds":{}}}""", "schema: ")]
    [InlineData("discard", """{"where":{}}""", "note: found nothing, expected why")]
    [InlineData("discard", """{"where":{},"note":"x","dry_run":true}""", "dry_run: no such member is known here")]
    public async Task A_body_that_does_not_choose_is_refused_and_begins_nothing(string act, string body, string detail)
    {
        await using var host = await TestHost.StartAsync();

        var response = await PostAsync(host, act, body);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var problem = await ReadAsync(response);
        Assert.StartsWith(detail, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Empty(await ((IBulkOperationQueue)QueueOf(host)).ReadOperationsAsync(9));
    }

    [Fact]
    public async Task An_operation_that_a_dead_host_left_is_ended_by_the_next_one()
    {
        var (events, queue) = (new InMemoryEventStore(), new InMemoryFailedEventStore());
        await using (var first = await StartAsync(events, queue))
        {
            await RecordManyAsync(first, 120);
        }

        var dead = new QueueStep { Id = new AppendId(4711, 1), By = "ann", At = Instant.FromUtc(2024, 1, 1, 0, 0) };
        await queue.BeginOperationAsync(dead, new BulkRequest { Kind = BulkOperationKind.Retry });
        await queue.LeaseOperationAsync(
            new QueueStep { Id = new AppendId(4712, 1), By = "a dead host", At = dead.At },
            dead.At + Duration.FromMinutes(1));
        await using var host = await StartAsync(events, queue);

        var done = await EndAsync(host, new Uri("/v1/operations/0000000000001267", UriKind.Relative));

        Assert.Equal((120, "ann"), (CountOf(done, "accepted"), done.GetProperty("by").GetString()));
        Assert.Equal(120, await StoredAsync(host));
    }

    [Fact]
    public async Task An_operation_that_is_not_there_is_not_found()
    {
        await using var host = await TestHost.StartAsync();

        var response = await host.Client.GetAsync(new Uri("/v1/operations/7", UriKind.Relative));

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal(
            "urn:event-normalization:operation.unknown", (await ReadAsync(response)).GetProperty("type").GetString());
    }

    private static Task<TestHost> StartAsync(InMemoryEventStore events, InMemoryFailedEventStore queue) =>
        TestHost.StartAsync(builder =>
        {
            builder.Services.AddSingleton<IEventStore>(events);
            builder.Services.AddSingleton<IFailedEventQueue>(queue);
        });

    private static async Task RecordManyAsync(TestHost host, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var amount = i.ToString(CultureInfo.InvariantCulture);
            await RecordAsync(
                host,
                $$"""{"client_id":"shop","metric":"sales","amount":{{amount}},"ts":1705314600}""",
                FailedEventState.Pending);
        }
    }

    private static async Task<HttpResponseMessage> PostAsync(TestHost host, string act, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        return await host.Client.PostAsync(new Uri($"/v1/failed/{act}", UriKind.Relative), content);
    }

    /// <summary>Asks until the operation has ended, for at most a minute.</summary>
    private static async Task<JsonElement> EndAsync(TestHost host, Uri location)
    {
        var watch = Stopwatch.StartNew();
        while (true)
        {
            var operation = await ReadAsync(await host.Client.GetAsync(location));
            if (operation.GetProperty("state").GetString() != "running" || watch.Elapsed > TimeSpan.FromMinutes(1))
            {
                return operation;
            }

            await Task.Delay(20);
        }
    }

    private static int CountOf(JsonElement operation, string name) =>
        operation.GetProperty("counts").GetProperty(name).GetInt32();

    private static async Task<long> StoredAsync(TestHost host)
    {
        var totals = await host.Services.GetRequiredService<IEventReader>().ReadTotalsAsync(TotalsQuery.All);
        return totals.Sum(group => group.Count);
    }
}
