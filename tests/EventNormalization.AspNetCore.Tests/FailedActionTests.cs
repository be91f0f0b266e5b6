using System;
using System.Net;
using System.Net.Http;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;
using EventNormalization.Ingestion;
using EventNormalization.Normalization;
using EventNormalization.Queries;
using EventNormalization.Storage;
using EventNormalization.Storage.Authoring;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Xunit;

namespace EventNormalization.AspNetCore.Tests;

/// <summary>Acts on one failed event over HTTP.</summary>
public sealed class FailedActionTests
{
    private const string Good = """{"client_id":"shop","metric":"sales","amount":"12.50","ts":1705314600}""";
    private const string Bad = """{"client_id":"shop","metric":"sales","amount":"12,5O","ts":1705314600}""";

    [Fact]
    public async Task A_retry_says_what_became_of_it_and_the_next_one_why_it_is_ignored()
    {
        await using var host = await TestHost.StartAsync();
        var hash = await RecordAsync(host, Good, FailedEventState.Pending);

        var first = await ActAsync(host, hash, "retry", "{}");
        var second = await ActAsync(host, hash, "retry", "{}");

        Assert.Equal(("accepted", "settled"), (OutcomeOf(first), StateOf(first)));
        Assert.False(first.TryGetProperty("why", out _));
        Assert.Equal("ignored", OutcomeOf(second));
        Assert.StartsWith(
            "Nothing of it is open: it is settled, by anonymous #", WhyOf(second), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_not_understood_stays_refused_until_it_is_edited()
    {
        await using var host = await TestHost.StartAsync();
        var hash = await RecordAsync(host, Bad, FailedEventState.Rejected);

        var retried = await ActAsync(host, hash, "retry", "{}");
        var edited = await ActAsync(host, hash, "edit", JsonOf("content", Good));

        Assert.Equal(("rejected", "rejected"), (OutcomeOf(retried), StateOf(retried)));
        Assert.Contains("12,5O", WhyOf(retried), StringComparison.Ordinal);
        Assert.Equal(("accepted", "settled"), (OutcomeOf(edited), StateOf(edited)));
    }

    [Fact]
    public async Task A_discard_needs_a_note_and_is_taken_back_by_reopening()
    {
        await using var host = await TestHost.StartAsync();
        var hash = await RecordAsync(host, Good, FailedEventState.Pending);

        var refused = await PostAsync(host, hash, "discard", "{}");
        var discarded = await ActAsync(host, hash, "discard", JsonOf("note", "a test"));
        var ignored = await ActAsync(host, hash, "retry", "{}");
        var reopened = await ActAsync(host, hash, "reopen", "{}");

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains("note: found nothing", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(("discarded", "discarded"), (OutcomeOf(discarded), StateOf(discarded)));
        Assert.Equal("ignored", OutcomeOf(ignored));
        Assert.StartsWith(
            "Nothing of it is open: it is discarded, by anonymous at ", WhyOf(ignored), StringComparison.Ordinal);
        Assert.Equal(("reopened", "pending"), (OutcomeOf(reopened), StateOf(reopened)));
    }

    [Fact]
    public async Task What_is_archived_is_not_archived_again()
    {
        await using var host = await TestHost.StartAsync();
        var hash = await RecordAsync(host, Good, FailedEventState.Pending);

        var first = await ActAsync(host, hash, "archive", "{}");
        var second = await ActAsync(host, hash, "archive", "{}");

        Assert.Equal("archived", OutcomeOf(first));
        Assert.Equal(("ignored", "It is archived already."), (OutcomeOf(second), WhyOf(second)));
    }

    [Fact]
    public async Task What_another_holds_is_left_to_it()
    {
        await using var host = await TestHost.StartAsync();
        var hash = await RecordAsync(host, Good, FailedEventState.Pending);
        var now = Instant.FromDateTimeOffset(TimeProvider.System.GetUtcNow());
        await QueueOf(host).LeaseAsync(
            new QueueStep { Id = new AppendId(9, 1), By = "night worker", At = now },
            new LeaseRequest { Until = now + Duration.FromMinutes(1), FirstName = new AppendId(9, 2) });

        var retried = await ActAsync(host, hash, "retry", "{}");

        Assert.Equal(("leased", "retrying"), (OutcomeOf(retried), StateOf(retried)));
        Assert.StartsWith("night worker retries it, until ", WhyOf(retried), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("retry", """{"by":"the boss"}""", "by: no such member is known here; known are: none.")]
    [InlineData("discard", """{"note":"x","by":"the boss"}""", "by: no such member is known here; known are: note.")]
    [InlineData("edit", """{"content":7}""", "content: expected a text.")]
    [InlineData("edit", """{"content":""}""", "content: found nothing, expected the bytes to be read")]
    [InlineData("edit", """{"content":"\ud800"}""", "content: expected a text.")]
    [InlineData("retry", "[]", "Expected a JSON object.")]
    [InlineData("retry", "{", "Not JSON: ")]
    [InlineData("archive", """{"note":"a","note":"b"}""", "Not JSON: ")]
    public async Task A_body_that_says_something_else_is_refused(string act, string body, string detail)
    {
        await using var host = await TestHost.StartAsync();
        var hash = await RecordAsync(host, Good, FailedEventState.Pending);

        var response = await PostAsync(host, hash, act, body);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
        var problem = await ReadAsync(response);
        Assert.StartsWith(detail, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal(FailedEventState.Pending, (await QueueOf(host).FindAsync(ContentHash.Parse(hash)))!.State);
    }

    [Theory]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("nothing")]
    public async Task What_is_not_there_is_not_found(string hash)
    {
        await using var host = await TestHost.StartAsync();

        var response = await PostAsync(host, hash, "retry", "{}");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal(
            "urn:event-normalization:failed.unknown", (await ReadAsync(response)).GetProperty("type").GetString());
    }

    [Fact]
    public async Task A_form_is_no_act()
    {
        await using var host = await TestHost.StartAsync();
        var hash = await RecordAsync(host, Good, FailedEventState.Pending);

        using var form = new StringContent("{}", Encoding.UTF8, "text/plain");
        var response = await host.Client.PostAsync(new Uri($"/v1/failed/{hash}/retry", UriKind.Relative), form);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, response.StatusCode);
    }

    [Fact]
    public async Task Who_acts_is_the_principal_of_the_host()
    {
        await using var host = await TestHost.StartAsync(
            events => events.Services.AddSingleton<Microsoft.AspNetCore.Hosting.IStartupFilter>(new SignedIn("ann")));
        var hash = await RecordAsync(host, Good, FailedEventState.Pending);

        await ActAsync(host, hash, "discard", JsonOf("note", "a test"));

        var action = Assert.Single(await QueueOf(host).ReadActionsAsync(ContentHash.Parse(hash)));
        Assert.Equal(
            (FailedActionKind.Discarded, "ann", "a test"), (action.Kind, action.By, action.Note));
    }

    internal static IFailedEventQueue QueueOf(TestHost host) => host.Services.GetRequiredService<IFailedEventQueue>();

    internal static async Task<string> RecordAsync(TestHost host, string raw, FailedEventState state)
    {
        var utf8 = Encoding.UTF8.GetBytes(raw);
        var code = state == FailedEventState.Rejected ? "amount.format" : "store.unavailable";
        var delivery = new FailedDelivery
        {
            Raw = utf8,
            ReceivedAt = Instant.FromUtc(2024, 6, 1, 0, 0),
            State = state,
            ClientId = "shop",
            Reasons = [new FieldError { Code = code, Field = code.Split('.')[0], Expected = "something else" }],
        };
        var name = new AppendId(1, unchecked((ulong)ContentHash.Of(utf8).GetHashCode()));
        await QueueOf(host).RecordAsync(name, [delivery]);
        return ContentHash.Of(utf8).ToString();
    }

    internal static async Task<JsonElement> ReadAsync(HttpResponseMessage response)
    {
        using var document = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync());
        return document.RootElement.Clone();
    }

    internal static string JsonOf(string name, string value)
    {
        using var buffer = new System.IO.MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString(name, value);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    private static async Task<HttpResponseMessage> PostAsync(TestHost host, string hash, string act, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        return await host.Client.PostAsync(new Uri($"/v1/failed/{hash}/{act}", UriKind.Relative), content);
    }

    private static async Task<JsonElement> ActAsync(TestHost host, string hash, string act, string body)
    {
        var response = await PostAsync(host, hash, act, body);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var result = await ReadAsync(response);
        Assert.Equal(hash, result.GetProperty("entry").GetProperty("raw_sha256").GetString());
        return result;
    }

    private static string? OutcomeOf(JsonElement result) => result.GetProperty("outcome").GetString();

    private static string? WhyOf(JsonElement result) => result.GetProperty("why").GetString();

    private static string? StateOf(JsonElement result) =>
        result.GetProperty("entry").GetProperty("state").GetString();
}
