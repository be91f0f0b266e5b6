using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Api.Wire;

namespace EventNormalization.Api.Ingest;

/// <summary>The text of a stream's body, decompressed within bounds.</summary>
/// <remarks>
/// However long it gets, it takes no more memory; what is bounded is how much work a few bytes may cause. Read by one
/// caller at a time.
/// </remarks>
internal sealed class StreamText(WatchedStream received, Stream text, ApiLimits limits) : ReadableStream
{
    /// <summary>So much may come out of any number of bytes.</summary>
    private const long FreeBytes = 1 << 26;

    private int _firstBytes;
    private long _byteCount;

    private bool IsCompressed => text != received;

    /// <exception cref="RequestBodyException">It is damaged, compressed twice, or a decompression bomb.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var count = await ReadTextAsync(buffer, cancellationToken).ConfigureAwait(false);
        RefuseGzip(buffer.Span[..count]);
        _byteCount += count;
        return !IsCompressed || _byteCount <= FreeBytes
            || _byteCount / limits.CompressionRatioMax <= received.ByteCount
                ? count
                : throw new RequestBodyException(StreamProblems.Bomb(limits));
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            if (IsCompressed)
            {
                text.Dispose();
            }

            received.Dispose();
        }

        base.Dispose(disposing);
    }

    private async ValueTask<int> ReadTextAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        try
        {
            return await text.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception)
            when (IsCompressed && exception is InvalidDataException or InvalidOperationException)
        {
            throw new RequestBodyException(BodyProblems.Unreadable("it is damaged: " + exception.Message));
        }
    }

    /// <summary>What reads the text would decompress it, without these bounds.</summary>
    private void RefuseGzip(ReadOnlySpan<byte> next)
    {
        for (var i = 0; i < next.Length && _byteCount + i < 2; i++)
        {
            _firstBytes = (_firstBytes << 8) | next[i];
        }

        if (_byteCount < 2 && _firstBytes == 0x1F8B)
        {
            throw new RequestBodyException(BodyProblems.Unreadable(BodyDecoding.HiddenGzip));
        }
    }
}
