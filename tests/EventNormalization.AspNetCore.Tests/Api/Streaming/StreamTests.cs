using System;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Text;
using System.Threading.Tasks;
using EventNormalization.Api.Streaming;
using EventNormalization.Ingestion;
using EventNormalization.Pipeline;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Xunit;

namespace EventNormalization.AspNetCore.Tests.Api.Streaming;

public sealed class StreamTests
{
    [Fact]
    public async Task An_accepted_event_shows_with_its_record_and_its_position()
    {
        await using var host = await ListeningHost.StartAsync();
        await using var stream = await OpenStream.StartAsync(host.Client, "?outcomes=true");

        var result = await IngestAsync(host, Sale(1));

        var (id, shown) = await stream.NextItemAsync("outcome");
        Assert.Equal("0.1.0", id);
        Assert.Equal(
            "accepted client_A sales 1.5 EUR 2024-01-15T10:30:01Z " + result.Id,
            string.Join(' ', Text(shown, "outcome"), Text(shown, "client_id"), Text(shown, "metric"),
                shown.GetProperty("amount").GetRawText(), Text(shown, "currency"), Text(shown, "timestamp"),
                Text(shown, "event_id")));
        Assert.Equal("no", stream.Response.Headers.GetValues("X-Accel-Buffering").Single());
        Assert.Equal("text/event-stream", stream.Response.Content.Headers.ContentType!.ToString());
    }

    [Fact]
    public async Task A_duplicate_and_a_rejected_delivery_show_too()
    {
        await using var host = await ListeningHost.StartAsync();
        await IngestAsync(host, Sale(1));
        await using var stream = await OpenStream.StartAsync(host.Client, "?outcomes=true");

        await IngestAsync(host, Sale(1));
        await IngestAsync(host, "{\"amount\":\"many\"}");

        var (id, duplicate) = await stream.NextItemAsync("outcome");
        var rejected = await stream.NextAsync("outcome");
        Assert.Equal(("duplicate", "client_A"), (Text(duplicate, "outcome"), Text(duplicate, "client_id")));
        Assert.Equal(
            ("rejected", ContentHash.Of("{\"amount\":\"many\"}"u8).ToString()),
            (Text(rejected, "outcome"), Text(rejected, "hash")));
        Assert.True(string.IsNullOrEmpty(id));
        Assert.False(rejected.TryGetProperty("client_id", out _));
    }

    [Fact]
    public async Task What_is_posted_shows_whatever_becomes_of_it()
    {
        await using var host = await ListeningHost.StartAsync();
        await using var stream = await OpenStream.StartAsync(host.Client, "?outcomes=true");

        using var one = new StringContent("{}", Encoding.UTF8, "application/json");
        using var lines = new StringContent(Sale(1) + "\n" + Sale(1), Encoding.UTF8, "application/x-ndjson");
        using var rejected = await host.Client.PostAsync(new Uri("/v1/events", UriKind.Relative), one);
        using var stored = await host.Client.PostAsync(new Uri("/v1/events", UriKind.Relative), lines);

        var outcomes = new string[3];
        for (var i = 0; i < outcomes.Length; i++)
        {
            outcomes[i] = Text(await stream.NextAsync("outcome"), "outcome");
        }

        Assert.Equal(["accepted", "duplicate", "rejected"], outcomes.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task What_another_process_brings_into_the_stores_shows()
    {
        await using var host = await ListeningHost.StartAsync();
        await using var stream = await OpenStream.StartAsync(host.Client, "?outcomes=true");
        var other = host.Services.GetRequiredService<EventPipeline>();

        await other.IngestAsync(Encoding.UTF8.GetBytes(Sale(1)));
        await other.IngestAsync("{\"amount\":\"many\"}"u8.ToArray());

        var accepted = await stream.NextAsync("outcome");
        var rejected = await stream.NextAsync("outcome");
        Assert.Equal(("accepted", "rejected"), (Text(accepted, "outcome"), Text(rejected, "outcome")));
        Assert.Equal(ContentHash.Of("{\"amount\":\"many\"}"u8).ToString(), Text(rejected, "hash"));
    }

    [Fact]
    public async Task A_reader_that_resumes_gets_what_he_missed_once_and_then_what_comes()
    {
        await using var host = await ListeningHost.StartAsync();
        for (var i = 0; i < 5; i++)
        {
            await IngestAsync(host, Sale(i));
        }

        await using var stream = await OpenStream.StartAsync(host.Client, "?outcomes=true", lastEventId: "0.2.0");
        await IngestAsync(host, Sale(5));

        var ids = new string[4];
        for (var i = 0; i < ids.Length; i++)
        {
            ids[i] = (await stream.NextItemAsync("outcome")).Id ?? "none";
        }

        Assert.Equal(["0.3.0", "0.4.0", "0.5.0", "0.6.0"], ids);
    }

    [Fact]
    public async Task Totals_come_at_once_and_again_only_when_they_change()
    {
        await using var host = await ListeningHost.StartAsync();
        await IngestAsync(host, Sale(1));
        await using var stream = await OpenStream.StartAsync(host.Client, "?totals=true");

        var first = await stream.NextAsync("totals");
        await IngestAsync(host, Sale(1));
        var second = await stream.NextAsync("totals");

        Assert.Equal((1, 1, 0), Counts(first));
        Assert.Equal((2, 1, 1), Counts(second));
        Assert.True(second.GetProperty("holds").GetBoolean());
    }

    [Fact]
    public async Task Who_asks_for_outcomes_while_others_watch_totals_is_told_of_what_comes_from_then_on()
    {
        await using var host = await ListeningHost.StartAsync();
        await using var totals = await OpenStream.StartAsync(host.Client, "?totals=true");
        await IngestAsync(host, Sale(1));
        await IngestAsync(host, "{\"amount\":\"many\"}");
        while (Counts(await totals.NextAsync("totals")).Received < 2)
        {
        }

        await using var outcomes = await OpenStream.StartAsync(host.Client, "?outcomes=true");
        for (var i = 2; i < 5; i++)
        {
            await IngestAsync(host, Sale(i));
        }

        for (var i = 2; i < 5; i++)
        {
            Assert.Equal($"0.{i}.0", (await outcomes.NextItemAsync("outcome")).Id);
        }
    }

    [Fact]
    public async Task An_operation_shows_as_it_was_told()
    {
        await using var host = await ListeningHost.StartAsync();
        await using var stream = await OpenStream.StartAsync(host.Client, "?operations=true");

        host.Services.GetRequiredService<OutcomeFeed>().PublishOperation("""{"id":"7","state":"running"}"""u8);

        Assert.Equal("running", Text(await stream.NextAsync("operation"), "state"));
    }

    [Theory]
    [InlineData("?outcome=true", null, "outcome")]
    [InlineData("?outcomes=1", null, "outcomes")]
    [InlineData("?outcomes=false&totals=false&operations=false", null, "outcomes")]
    [InlineData("", "yesterday", "Last-Event-ID")]
    [InlineData("", "0.-1.0", "Last-Event-ID")]
    public async Task What_the_stream_does_not_know_is_refused_by_name(string query, string? lastEventId, string name)
    {
        await using var host = await ListeningHost.StartAsync();
        using var request = new HttpRequestMessage(
            HttpMethod.Get, new Uri("/v1/stream" + query, UriKind.Relative));
        request.Headers.TryAddWithoutValidation("Last-Event-ID", lastEventId);

        using var response = await host.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
        Assert.Contains(
            $"\"detail\":\"{name}: found", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_that_stops_does_not_wait_for_those_who_watch()
    {
        await using var host = await ListeningHost.StartAsync();
        await using var stream = await OpenStream.StartAsync(host.Client);
        await using var other = await OpenStream.StartAsync(host.Client);
        var watch = Stopwatch.StartNew();

        await host.StopAsync();

        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(5), watch.Elapsed.ToString());
        while (await stream.NextAsync() is not null)
        {
        }
    }

    [Fact]
    public async Task A_host_that_stops_does_not_wait_for_one_who_watches_and_reads_nothing()
    {
        await using var host = await ListeningHost.StartAsync();
        using var client = new System.Net.Sockets.TcpClient { ReceiveBufferSize = 1 << 12 };
        await client.ConnectAsync(host.Address.Host, host.Address.Port);
        await client.GetStream().WriteAsync("GET /v1/stream HTTP/1.1\r\nHost: localhost\r\n\r\n"u8.ToArray());
        var feed = host.Services.GetRequiredService<OutcomeFeed>();
        using var late = new System.Threading.CancellationTokenSource(OpenStream.WaitMax);
        while (feed.ReaderCount == 0)
        {
            late.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }

        var large = Encoding.UTF8.GetBytes("\"" + new string('x', 100_000) + "\"");
        for (var i = 0; i < 2_000; i++)
        {
            feed.PublishOperation(large);
            await Task.Yield();
        }

        var watch = Stopwatch.StartNew();
        await host.StopAsync();

        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(5), watch.Elapsed.ToString());
    }

    [Theory]
    [InlineData(IngestOutcome.Accepted)]
    [InlineData(IngestOutcome.Rejected)]
    public async Task Five_readers_each_see_each_of_three_thousand_events_or_how_many_they_did_not(
        IngestOutcome outcome)
    {
        // Events of 2024 are in the future of one who received them in 1970.
        var receivedAt = outcome == IngestOutcome.Accepted ? Instant.FromUtc(2024, 2, 1, 0, 0) : default;
        await using var host = await ListeningHost.StartAsync();
        var streams = await Task.WhenAll(
            Enumerable.Range(0, 5).Select(_ => OpenStream.StartAsync(host.Client, "?outcomes=true")));
        var reading = streams.Select(CountAsync).ToArray();

        for (var i = 0; i < 3_000; i += 500)
        {
            var raws = Enumerable.Range(i, 500)
                .Select(n => new RawEvent(Encoding.UTF8.GetBytes(Sale(n)), receivedAt)).ToArray();
            foreach (var result in await host.Services.GetRequiredService<EventPipeline>().IngestBatchAsync(raws))
            {
                Assert.Equal(outcome, result.Outcome);
                host.Services.GetRequiredService<OutcomeFeed>().Publish(result);
            }
        }

        Assert.All(await Task.WhenAll(reading), count => Assert.Equal(3_000, count));
        foreach (var stream in streams)
        {
            await stream.DisposeAsync();
        }

        static async Task<long> CountAsync(OpenStream stream)
        {
            var count = 0L;
            while (count < 3_000)
            {
                var item = await stream.NextAsync() ?? throw new System.IO.EndOfStreamException();
                count += item.EventType == "dropped"
                    ? System.Text.Json.JsonDocument.Parse(item.Data).RootElement.GetProperty("count").GetInt64()
                    : 1;
            }

            return count;
        }
    }

    internal static string Sale(int seconds) => string.Create(
        CultureInfo.InvariantCulture,
        $$"""{"client":"client_A","metric":"Sales","amount":"{{seconds}}.50 EUR","ts":{{1705314600 + seconds}}}""");

    /// <summary>What an endpoint that takes events does.</summary>
    internal static async Task<IngestResult> IngestAsync(ListeningHost host, string json)
    {
        var result = await host.Services.GetRequiredService<EventPipeline>()
            .IngestAsync(Encoding.UTF8.GetBytes(json));
        host.Services.GetRequiredService<OutcomeFeed>().Publish(result);
        return result;
    }

    internal static string Text(System.Text.Json.JsonElement json, string name) =>
        json.GetProperty(name).GetString()!;

    private static (long Received, long Accepted, long Duplicates) Counts(System.Text.Json.JsonElement totals) => (
        totals.GetProperty("received").GetInt64(), totals.GetProperty("accepted").GetInt64(),
        totals.GetProperty("duplicates").GetInt64());
}
