using System;
using System.Globalization;
using System.Net.Http;
using System.Text;
using System.Threading.Tasks;
using EventNormalization.Api.Wire;
using Xunit;

namespace EventNormalization.AspNetCore.Tests.Api.Ingest;

/// <summary>Slow, late, large and vanishing clients of the real server.</summary>
public sealed class IngestServerTests
{
    private const string Json = "application/json";
    private const string Ndjson = "application/x-ndjson";

    [Fact]
    public async Task A_line_is_answered_before_the_next_one_is_sent()
    {
        await using var host = await KestrelHost.StartAsync();
        using var client = await host.ConnectAsync();

        await client.BeginAsync("/v1/events", Ndjson);
        for (var line = 1; line <= 3; line++)
        {
            await client.SendChunkAsync(Event(line) + "\n");
            await client.ReadUntilAsync($"{{\"line\":{line},\"outcome\":\"accepted\"");
        }

        await client.EndAsync();
        await client.ReadUntilAsync("\r\n0\r\n\r\n");
        Assert.Equal(3, await host.ReceivedAsync());
    }

    [Fact]
    public async Task A_client_that_reads_only_at_the_end_has_all_its_results()
    {
        const int count = 40_000;
        await using var host = await KestrelHost.StartAsync();
        using var client = await host.ConnectAsync();

        await client.BeginAsync("/v1/events", Ndjson);
        await SendAsync(client, count);
        await client.EndAsync();
        await client.ReadUntilAsync("\r\n0\r\n\r\n");

        Assert.Equal(count, Occurrences(client.ToBody(), "\"outcome\":\"accepted\""));
        Assert.Contains($"{{\"line\":{count},", client.ToBody(), StringComparison.Ordinal);
        Assert.Equal(count, await host.ReceivedAsync());
    }

    [Fact]
    public async Task A_client_that_leaves_too_much_unread_is_told_where_its_stream_ended()
    {
        await using var host = await KestrelHost.StartAsync(new ApiLimits { UnreadBytesMax = 100_000 });
        using var client = await host.ConnectAsync();

        await client.BeginAsync("/v1/events", Ndjson);
        await SendAsync(client, 60_000);
        await client.EndAsync();
        await client.ReadUntilAsync("\r\n0\r\n\r\n");

        var lines = client.ToBody().TrimEnd('\n').Split('\n');
        Assert.StartsWith("{\"outcome\":\"stopped\",\"line\":", lines[^1], StringComparison.Ordinal);
        Assert.Contains("\"code\":\"stream.unread\"", lines[^1], StringComparison.Ordinal);
        Assert.Contains($"\"line\":{lines.Length},", lines[^1], StringComparison.Ordinal);
        Assert.InRange(await host.ReceivedAsync(), lines.Length - 1, 60_000);
    }

    [Fact]
    public async Task What_a_client_did_not_read_before_it_went_away_is_safe_to_send_again()
    {
        await using var host = await KestrelHost.StartAsync();
        using (var client = await host.ConnectAsync())
        {
            await client.BeginAsync("/v1/events", Ndjson);
            await SendAsync(client, 500);
            await client.ReadUntilAsync("\"line\":1,");
        }

        using var again = await host.ConnectAsync();
        await again.BeginAsync("/v1/events", Ndjson);
        await SendAsync(again, 500);
        await again.EndAsync();
        await again.ReadUntilAsync("\r\n0\r\n\r\n");

        Assert.Equal(500, Occurrences(again.ToBody(), "\"event_id\""));
        Assert.InRange(await host.ReceivedAsync(), 500, 1_000);
    }

    [Fact]
    public async Task A_body_that_ends_early_was_not_received()
    {
        await using var host = await KestrelHost.StartAsync();
        using (var client = await host.ConnectAsync())
        {
            await client.BeginAsync("/v1/events", Json, Event(1).Length);
            await client.SendAsync(Event(1)[..40]);
        }

        Assert.Equal(0, await host.ReceivedAsync());
        using var again = await host.ConnectAsync();
        await again.BeginAsync("/v1/events", Json, Event(1).Length);
        await again.SendAsync(Event(1));
        await again.ReadUntilAsync("HTTP/1.1 201 ");
        Assert.Equal(1, await host.ReceivedAsync());
    }

    [Fact]
    public async Task A_body_that_takes_too_long_is_408()
    {
        await using var host = await KestrelHost.StartAsync(
            new ApiLimits { BodyTimeMax = TimeSpan.FromMilliseconds(200) });
        using var client = await host.ConnectAsync();

        await client.BeginAsync("/v1/events", Json, 100);
        await client.SendAsync("{");

        await client.ReadUntilAsync("HTTP/1.1 408 ");
        await client.ReadUntilAsync("urn:event-normalization:body.too_slow");
        Assert.Equal(0, await host.ReceivedAsync());
    }

    [Fact]
    public async Task A_stream_that_is_silent_for_too_long_ends_with_a_line()
    {
        await using var host = await KestrelHost.StartAsync(
            new ApiLimits { StreamIdleMax = TimeSpan.FromMilliseconds(500) });
        using var client = await host.ConnectAsync();

        await client.BeginAsync("/v1/events", Ndjson);
        await client.SendChunkAsync(Event(1) + "\n");

        await client.ReadUntilAsync("\"line\":1,");
        await client.ReadUntilAsync("{\"outcome\":\"stopped\",\"line\":2,\"code\":\"stream.silent\"");
    }

    [Fact]
    public async Task A_host_that_stops_ends_its_streams_and_says_what_is_not_acknowledged()
    {
        await using var host = await KestrelHost.StartAsync();
        using var client = await host.ConnectAsync();
        await client.BeginAsync("/v1/events", Ndjson);
        await client.SendChunkAsync(Event(1) + "\n");
        await client.ReadUntilAsync("\"line\":1,");

        var stopping = host.StopAsync();

        await client.ReadUntilAsync("{\"outcome\":\"stopped\",\"line\":2,\"code\":\"stream.stopping\"");
        client.Dispose();
        await stopping;
    }

    [Fact]
    public async Task A_body_of_unknown_length_over_the_limit_is_413()
    {
        await using var host = await KestrelHost.StartAsync(new ApiLimits { BodyBytesMax = 10_000 });
        using var client = await host.ConnectAsync();

        await client.BeginAsync("/v1/events", Json);
        await client.SendChunkAsync(new string(' ', 10_001));

        await client.ReadUntilAsync("HTTP/1.1 413 ");
        await client.ReadUntilAsync("urn:event-normalization:body.too_large");
        Assert.Equal(0, await host.ReceivedAsync());
    }

    [Fact]
    public async Task The_limits_of_the_endpoints_stand_in_for_the_servers_own()
    {
        await using var host = await KestrelHost.StartAsync(serverBodyBytesMax: 100);
        using var client = new HttpClient { BaseAddress = host.Address };
        using var one = new StringContent(Event(1) + new string(' ', 1_000), Encoding.UTF8, Json);
        using var stream = new StringContent(
            string.Join('\n', Event(1), Event(2), Event(3)), Encoding.UTF8, Ndjson);

        using var ofOne = await client.PostAsync("/v1/events", one);
        using var ofStream = await client.PostAsync("/v1/events", stream);

        Assert.Equal((201, 200), ((int)ofOne.StatusCode, (int)ofStream.StatusCode));
        Assert.Equal(3, Occurrences(await ofStream.Content.ReadAsStringAsync(), "\"line\""));
    }

    private static async Task SendAsync(RawConnection client, int count)
    {
        var lines = new StringBuilder();
        for (var number = 1; number <= count; number++)
        {
            lines.Append(Event(number)).Append('\n');
            if (number % 1_000 == 0 || number == count)
            {
                await client.SendChunkAsync(lines.ToString());
                lines.Clear();
            }
        }
    }

    private static string Event(int number) =>
        """{"client_id":"c","metric":"m","timestamp":1705314600,"amount":"""
        + number.ToString(CultureInfo.InvariantCulture) + "}";

    private static int Occurrences(string text, string part) => text.Split(part).Length - 1;
}
