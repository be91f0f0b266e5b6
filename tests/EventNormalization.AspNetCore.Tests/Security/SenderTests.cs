using System;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Threading.Tasks;
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

    private static async Task AssertOnlyAnnIsKnownAsync(TestHost host)
    {
        var clients = await host.Services.GetRequiredService<IEventReader>().ReadStatisticsAsync().ToListAsync();
        var failed = await host.Services.GetRequiredService<IFailedEventQueue>().ReadStatisticsAsync().ToListAsync();

        Assert.Equal(["ann"], clients.Select(client => client.ClientId));
        Assert.Empty(failed);
    }

    private static string? OutcomeOf(JsonElement result) => result.GetProperty("outcome").GetString();

    private static Task<TestHost> StartAsync() => ProbedHost.StartAsync(
        builder =>
        {
            HeaderAuthentication.Add(builder.Services);
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

    private static string Event(string client, int amount) =>
        $$"""{"client_id":"{{client}}","metric":"m","amount":{{amount}},"ts":1705314600}""";
}
