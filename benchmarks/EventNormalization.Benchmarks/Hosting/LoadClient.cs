using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace EventNormalization.Benchmarks.Hosting;

/// <summary>Connections that each post one event after the other, and wait for each answer.</summary>
/// <remarks>By hand over sockets, since the client shares the machine with the server.</remarks>
internal sealed class LoadClient(int port)
{
    private int _number;

    /// <summary>Posts for a while; returns the time of each answer, in milliseconds.</summary>
    public async Task<double[]> PostAsync(int connectionCount, TimeSpan duration)
    {
        var clock = Stopwatch.StartNew();
        var times = await Task.WhenAll(
            Enumerable.Range(0, connectionCount).Select(_ => Task.Run(() => RunAsync(clock, duration))));
        var all = times.SelectMany(one => one).ToArray();
        Array.Sort(all);
        return all;
    }

    /// <summary>One event as it is sent.</summary>
    public static string Event(int number) => string.Create(
        CultureInfo.InvariantCulture,
        $$"""{"client_id":"c{{number % 99}}","metric":"m","timestamp":"2024-01-15T10:30:00Z","amount":{{number}}}""");

    private async Task<List<double>> RunAsync(Stopwatch clock, TimeSpan duration)
    {
        using var client = new TcpClient { NoDelay = true };
        await client.ConnectAsync("127.0.0.1", port);
        var stream = client.GetStream();
        var times = new List<double>();
        var buffer = new byte[8192];
        while (clock.Elapsed < duration)
        {
            var body = Event(Interlocked.Increment(ref _number));
            var request = "POST /v1/events HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + string.Create(CultureInfo.InvariantCulture, $"Content-Length: {body.Length}\r\n\r\n{body}");
            var begun = Stopwatch.GetTimestamp();
            await stream.WriteAsync(Encoding.ASCII.GetBytes(request));
            await ReadCreatedAsync(stream, buffer);
            times.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
        }

        return times;
    }

    private static async Task ReadCreatedAsync(NetworkStream stream, byte[] buffer)
    {
        for (var length = 0; ;)
        {
            var count = await stream.ReadAsync(buffer.AsMemory(length));
            length += count;
            var head = buffer.AsSpan(0, length).IndexOf("\r\n\r\n"u8);
            if (head >= 0 && length >= head + 4 + BodyLength(Encoding.ASCII.GetString(buffer, 0, head)))
            {
                return;
            }

            if (count == 0)
            {
                throw new InvalidOperationException("The server ended a connection.");
            }
        }
    }

    private static int BodyLength(string head)
    {
        const string name = "Content-Length: ";
        if (!head.StartsWith("HTTP/1.1 201 ", StringComparison.Ordinal))
        {
            throw new InvalidOperationException(head);
        }

        var at = head.IndexOf(name, StringComparison.Ordinal) + name.Length;
        var end = head.IndexOf('\r', at);
        var digits = head.AsSpan(at, (end < 0 ? head.Length : end) - at);
        return int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
    }
}
