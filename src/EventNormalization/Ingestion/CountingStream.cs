using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace EventNormalization.Ingestion;

/// <summary>Wraps a stream and counts the bytes read from it. Bytes that were peeked are read again first.</summary>
internal sealed class CountingStream(Stream inner) : ReadOnlyStream
{
    private readonly byte[] _ahead = new byte[ContentKind.BytesMax];
    private int _aheadLength;
    private int _aheadUsed;

    /// <summary>How many bytes were read from the stream.</summary>
    public long BytesRead { get; private set; }

    /// <summary>Whether the stream has said that it has no more bytes.</summary>
    public bool HasEnded { get; private set; }

    /// <summary>
    /// Peeks at the first bytes, as many as it takes to recognize the content; they will be read again.
    /// </summary>
    /// <param name="count">How many to wait for, at most <see cref="ContentKind.BytesMax"/>.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public async ValueTask<ReadOnlyMemory<byte>> PeekAsync(int count, CancellationToken cancellationToken)
    {
        if (_aheadLength < count)
        {
            var more = await inner.ReadAtLeastAsync(
                _ahead.AsMemory(_aheadLength), count - _aheadLength, throwOnEndOfStream: false, cancellationToken)
                .ConfigureAwait(ContextCapture.IsEnabled);
            _aheadLength += more;
            BytesRead += more;
        }

        return _ahead.AsMemory(0, _aheadLength);
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_aheadUsed < _aheadLength)
        {
            return TakeAhead(buffer.Span);
        }

        var length = await inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(ContextCapture.IsEnabled);
        BytesRead += length;
        HasEnded |= length == 0 && buffer.Length > 0;
        return length;
    }

    private int TakeAhead(Span<byte> buffer)
    {
        var length = Math.Min(buffer.Length, _aheadLength - _aheadUsed);
        _ahead.AsSpan(_aheadUsed, length).CopyTo(buffer);
        _aheadUsed += length;
        return length;
    }
}
