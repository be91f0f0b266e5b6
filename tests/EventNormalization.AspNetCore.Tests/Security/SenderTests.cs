using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Threading.Tasks;
using EventNormalization.Normalization;
using EventNormalization.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace EventNormalization.AspNetCore.Tests.Security;

/// <summary>Whose events a key may send.</summary>
public sealed class SenderTests
{
    [Fact]
    public async Task A_key_sends_events_of_its_own_client_and_of_no_other()
    {
        await using var host = await StartAsync();

        using var own = await PostAsync(host, "/v1/events", Event("ann", 1));
        using var foreign = await PostAsync(host, "/v1/events", Event("bob", 1));

        Assert.Equal(HttpStatusCode.Created, own.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, foreign.StatusCode);
        Assert.Contains("client_id.forbidden", await foreign.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await AssertOnlyAnnIsKnownAsync(host);
    }

    [Fact]
    public async Task In_a_batch_each_record_is_asked_about()
    {
        await using var host = await StartAsync();

        using var answer = await PostAsync(
            host, "/v1/events/batch", $"[{Event("ann", 1)},{Event("bob", 2)},{Event("ann", 3)}]");
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(
            ["accepted", "forbidden", "accepted"],
            json.RootElement.GetProperty("results").EnumerateArray().Select(OutcomeOf));
        Assert.Equal(2, json.RootElement.GetProperty("counts").GetProperty("received").GetInt64());
        await AssertOnlyAnnIsKnownAsync(host);
    }

    [Fact]
    public async Task In_a_stream_each_line_is_asked_about()
    {
        await using var host = await StartAsync();

        using var answer = await PostAsync(
            host, "/v1/events", $"{Event("bob", 1)}\n{Event("ann", 2)}\n", "application/x-ndjson");
        var lines = (await answer.Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal(
            ["forbidden", "accepted"], lines.Select(line => OutcomeOf(JsonDocument.Parse(line).RootElement)));
        await AssertOnlyAnnIsKnownAsync(host);
    }

    [Fact]
    public async Task Of_an_envelope_each_record_is_asked_about_and_a_foreign_one_costs_its_neighbours_nothing()
    {
        await using var host = await StartAsync();

        using var answer = await PostAsync(host, "/v1/events", Envelope(("ann", 1), ("bob", 2), ("ann", 3)));
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(["accepted", "forbidden", "accepted"], OutcomesOf(json.RootElement));
        var forbidden = json.RootElement.GetProperty("results")[1];
        Assert.Equal("client_id.forbidden", forbidden.GetProperty("errors")[0].GetProperty("code").GetString());
        Assert.False(forbidden.TryGetProperty("hash", out _));
        Assert.Equal((2, 2, 1), CountsOf(json.RootElement));
        await AssertOnlyAnnIsKnownAsync(host, 2);
    }

    [Fact]
    public async Task In_a_list_of_envelopes_each_record_of_each_is_asked_about()
    {
        await using var host = await StartAsync();
        var list = $"[{Envelope(("ann", 1), ("bob", 2))},{Event("bob", 3)},{Envelope(("ann", 4))},{Event("ann", 5)}]";

        using var answer = await PostAsync(host, "/v1/events/batch", list);
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());

        Assert.Equal(["forbidden", "forbidden", "accepted", "accepted"], OutcomesOf(json.RootElement));
        Assert.Equal(["accepted", "forbidden"], OutcomesOf(json.RootElement.GetProperty("results")[0]));
        Assert.Equal((3, 3, 2), CountsOf(json.RootElement));
        await AssertOnlyAnnIsKnownAsync(host, 3);
    }

    [Fact]
    public async Task In_a_stream_of_envelopes_each_record_is_asked_about()
    {
        await using var host = await StartAsync();

        using var answer = await PostAsync(
            host, "/v1/events", Envelope(("bob", 1), ("ann", 2)) + "\n" + Event("ann", 3), "application/x-ndjson");
        var lines = (await answer.Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonDocument.Parse(line).RootElement).ToArray();

        Assert.Equal(["forbidden", "accepted"], lines.Select(OutcomeOf));
        Assert.Equal(["forbidden", "accepted"], OutcomesOf(lines[0]));
        await AssertOnlyAnnIsKnownAsync(host, 2);
    }

    private static async Task AssertOnlyAnnIsKnownAsync(TestHost host, long? receivedCount = null)
    {
        var clients = await host.Services.GetRequiredService<IEventReader>().ReadStatisticsAsync().ToListAsync();
        var failed = await host.Services.GetRequiredService<IFailedEventQueue>().ReadStatisticsAsync().ToListAsync();

        Assert.Equal(["ann"], clients.Select(client => client.ClientId));
        Assert.Empty(failed);
        Assert.Equal(receivedCount ?? clients[0].ReceivedCount, clients[0].ReceivedCount);
    }

    private static IEnumerable<string?> OutcomesOf(JsonElement answer) =>
        answer.GetProperty("results").EnumerateArray().Select(OutcomeOf);

    private static (long Received, long Accepted, long Forbidden) CountsOf(JsonElement answer)
    {
        var counts = answer.GetProperty("counts");
        return (
            counts.GetProperty("received").GetInt64(), counts.GetProperty("accepted").GetInt64(),
            counts.GetProperty("forbidden").GetInt64());
    }

    private static string? OutcomeOf(JsonElement result) => result.GetProperty("outcome").GetString();

    private static Task<TestHost> StartAsync() => ProbedHost.StartAsync(
        builder =>
        {
            HeaderAuthentication.Add(builder.Services);
            builder.UseSchema(EventSchemaFile.Read("""{"records":["items"]}"""u8.ToArray()).Schema!);
            builder.UseAccess(access => access.MaySend = (sender, client) =>
                sender.FindFirst(System.Security.Claims.ClaimTypes.NameIdentifier)?.Value == client);
        },
        group => group.RequireAuthorization());

    private static async Task<HttpResponseMessage> PostAsync(
        TestHost host, string path, string body, string type = "application/json")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(type);
        request.Headers.Add(HeaderAuthentication.Header, "ann");
        return await host.Client.SendAsync(request);
    }

    private static string Envelope(params (string Client, int Amount)[] events) =>
        $$"""{"items":[{{string.Join(',', events.Select(one => Event(one.Client, one.Amount)))}}]}""";

    private static string Event(string client, int amount) =>
        $$"""{"client_id":"{{client}}","metric":"m","amount":{{amount}},"ts":1705314600}""";
}
