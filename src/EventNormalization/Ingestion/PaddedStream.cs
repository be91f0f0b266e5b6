using System;
using System.Threading;
using System.Threading.Tasks;

namespace EventNormalization.Ingestion;

/// <summary>Wraps a compressed stream, and knows whether what a decompressor left unread is only zeros.</summary>
/// <remarks>
/// A decompressor does not tell how much of its last read it used. So trailing zeros are returned by a read of their
/// own: the last read is then either all zeros or has none at its end.
/// </remarks>
internal sealed class PaddedStream(CountingStream inner) : ReadOnlyStream
{
    private int _zerosAhead;
    private bool _isLastZeros;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_zerosAhead > 0)
        {
            var zeros = Math.Min(_zerosAhead, buffer.Length);
            buffer.Span[..zeros].Clear();
            _zerosAhead -= zeros;
            _isLastZeros = true;
            return zeros;
        }

        var length = await inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(ContextCapture.IsEnabled);
        var used = buffer.Span[..length].TrimEnd((byte)0).Length;
        _isLastZeros = used == 0;
        _zerosAhead = used == 0 ? 0 : length - used;
        return used == 0 ? length : used;
    }

    /// <summary>Reads the rest; returns whether it, and the last read, are only zeros.</summary>
    public async ValueTask<bool> EndsInZerosAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        while (_isLastZeros && !inner.HasEnded)
        {
            await ReadAsync(buffer, cancellationToken).ConfigureAwait(ContextCapture.IsEnabled);
        }

        return _isLastZeros;
    }
}
