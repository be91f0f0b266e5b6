using System;
using System.Globalization;
using System.IO;
using System.Net.Sockets;
using System.Text;
using System.Threading.Tasks;

namespace EventNormalization.AspNetCore.Tests.Api.Ingest;

/// <summary>A client that sends and reads when the test says so; every wait is bounded.</summary>
internal sealed class RawConnection : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly TcpClient _client;
    private readonly NetworkStream _stream;
    private readonly StringBuilder _received = new();
    private readonly byte[] _buffer = new byte[1 << 16];

    private RawConnection(TcpClient client) => (_client, _stream) = (client, client.GetStream());

    /// <summary>The body of the answer, without the frames of its chunks; all of it must have come.</summary>
    public string ToBody()
    {
        var received = _received.ToString();
        var body = new StringBuilder();
        for (var at = received.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4; at < received.Length;)
        {
            var end = received.IndexOf("\r\n", at, StringComparison.Ordinal);
            var length = int.Parse(received.AsSpan(at, end - at), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            body.Append(received, end + 2, length);
            at = end + 2 + length + 2;
        }

        return body.ToString();
    }

    public static async Task<RawConnection> OpenAsync(int port)
    {
        var client = new TcpClient { NoDelay = true };
        await client.ConnectAsync("127.0.0.1", port).WaitAsync(Patience);
        return new RawConnection(client);
    }

    /// <summary>Begins a request whose body is sent in chunks, or has a length.</summary>
    public Task BeginAsync(string path, string type, int? length = null) => SendAsync(
        $"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: {type}\r\n"
        + (length is { } known
            ? string.Create(CultureInfo.InvariantCulture, $"Content-Length: {known}\r\n\r\n")
            : "Transfer-Encoding: chunked\r\n\r\n"));

    public Task SendChunkAsync(string text) => SendAsync(
        string.Create(CultureInfo.InvariantCulture, $"{Encoding.UTF8.GetByteCount(text):x}\r\n{text}\r\n"));

    public Task EndAsync() => SendAsync("0\r\n\r\n");

    public async Task SendAsync(string text) =>
        await _stream.WriteAsync(Encoding.UTF8.GetBytes(text)).AsTask().WaitAsync(Patience);

    /// <summary>Reads until a text has come.</summary>
    public async Task ReadUntilAsync(string text)
    {
        while (!EndOf(text).Contains(text, StringComparison.Ordinal))
        {
            if (!await ReadAsync())
            {
                throw new EndOfStreamException($"The connection ended before {text}; it ended with {EndOf(text)}");
            }
        }
    }

    public void Dispose() => _client.Dispose();

    private string EndOf(string text)
    {
        var length = Math.Min(_received.Length, _buffer.Length + text.Length);
        return _received.ToString(_received.Length - length, length);
    }

    private async Task<bool> ReadAsync()
    {
        var count = await _stream.ReadAsync(_buffer).AsTask().WaitAsync(Patience);
        _received.Append(Encoding.UTF8.GetString(_buffer, 0, count));
        return count > 0;
    }
}
