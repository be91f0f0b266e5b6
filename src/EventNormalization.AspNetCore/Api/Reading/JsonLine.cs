using System;
using System.Buffers;
using System.IO;
using System.Text.Json;
using System.Threading.Tasks;
using EventNormalization.Api.Wire;

namespace EventNormalization.Api.Reading;

/// <summary>Lines of JSON on their way to a stream, of which little is in memory.</summary>
internal sealed class JsonLine : IDisposable
{
    private const int LengthToWrite = 1 << 16;

    private readonly ArrayBufferWriter<byte> _bytes = new(1 << 10);
    private readonly Stream _output;

    public JsonLine(Stream output)
    {
        _output = output;
        Writer = new Utf8JsonWriter(_bytes, ApiJson.OneLine);
    }

    /// <summary>Takes the value of the line.</summary>
    public Utf8JsonWriter Writer { get; }

    /// <summary>Sends on what there is, if it is much; the line goes on.</summary>
    public async ValueTask PassOnAsync()
    {
        if (Writer.BytesPending + _bytes.WrittenCount >= LengthToWrite)
        {
            await SendAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Ends the line, and sends on what there is, if it is much.</summary>
    public async ValueTask EndLineAsync()
    {
        Writer.Flush();
        _bytes.Write("\n"u8);
        Writer.Reset();
        if (_bytes.WrittenCount >= LengthToWrite)
        {
            await SendAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Sends on the lines that have ended.</summary>
    public ValueTask FlushAsync() => SendAsync();

    /// <summary>Ends the line, which may be followed by another one.</summary>
    public async ValueTask EndAsync()
    {
        Writer.Flush();
        _bytes.Write("\n"u8);
        await SendAsync().ConfigureAwait(false);
        Writer.Reset();
    }

    public void Dispose() => Writer.Dispose();

    private async ValueTask SendAsync()
    {
        await Writer.FlushAsync().ConfigureAwait(false);
        await _output.WriteAsync(_bytes.WrittenMemory).ConfigureAwait(false);
        _bytes.ResetWrittenCount();
    }
}
