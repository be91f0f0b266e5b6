using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;

namespace EventNormalization.Benchmarks.Hosting;

/// <summary>The same lines as one stream over HTTP, and as a file that the tool ingests.</summary>
internal sealed class StreamLoad(string path, int lineCount)
{
    private const string Head = "POST /v1/events HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-ndjson\r\n";

    /// <summary>Writes the lines; their events are others with each first number.</summary>
    public async Task WriteAsync(int first)
    {
        await using var file = new StreamWriter(path, append: false, new UTF8Encoding(false));
        for (var i = 0; i < lineCount; i++)
        {
            await file.WriteLineAsync(LoadClient.Event(first + i));
        }
    }

    /// <summary>Sends them, and reads the results meanwhile; lines a second.</summary>
    public async Task<double> SendAsync(int port)
    {
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", port);
        var stream = client.GetStream();
        var begun = Stopwatch.GetTimestamp();
        var reading = Task.Run(() => CountAsync(stream));
        await using (var file = File.OpenRead(path))
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes(
                Head + string.Create(CultureInfo.InvariantCulture, $"Content-Length: {file.Length}\r\n\r\n")));
            await file.CopyToAsync(stream, 1 << 17);
        }

        Agreement.Require("the results of the stream", lineCount, await reading);
        return lineCount / Stopwatch.GetElapsedTime(begun).TotalSeconds;
    }

    /// <summary>Lets the tool ingest them into a new store; lines a second, by its own clock.</summary>
    public async Task<double> IngestAsync(string store)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true };
        foreach (var argument in new[]
        {
            Path.Combine(AppContext.BaseDirectory, "eventnorm.dll"), "ingest", path, "--store", store, "--json",
        })
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        var report = JsonDocument.Parse(await process.StandardOutput.ReadToEndAsync()).RootElement;
        await process.WaitForExitAsync();
        Agreement.Require("what the tool accepted", lineCount, report.GetProperty("accepted").GetInt64());
        return lineCount / report.GetProperty("elapsed_seconds").GetDouble();
    }

    /// <summary>Counts the results of stored events up to the end of the answer.</summary>
    private static async Task<long> CountAsync(NetworkStream stream)
    {
        var answer = new MemoryStream();
        var buffer = new byte[1 << 18];
        do
        {
            answer.Write(buffer, 0, await stream.ReadAsync(buffer));
        }
        while (!answer.GetBuffer().AsSpan(0, (int)answer.Length).EndsWith("\r\n0\r\n\r\n"u8));

        return Unchunked(answer.GetBuffer().AsSpan(0, (int)answer.Length)).AsSpan()
            .Count("\"outcome\":\"accepted\""u8);
    }

    /// <summary>The body of an answer without the sizes of its chunks (RFC 9112, 7.1), which part any word.</summary>
    private static byte[] Unchunked(ReadOnlySpan<byte> answer)
    {
        var body = new MemoryStream();
        var rest = answer[(answer.IndexOf("\r\n\r\n"u8) + 4)..];
        while (true)
        {
            var end = rest.IndexOf("\r\n"u8);
            var size = int.Parse(rest[..end], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
            if (size == 0)
            {
                return body.ToArray();
            }

            body.Write(rest.Slice(end + 2, size));
            rest = rest[(end + 2 + size + 2)..];
        }
    }
}
