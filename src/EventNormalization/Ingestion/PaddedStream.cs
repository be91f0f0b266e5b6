using System;
using System.Threading;
using System.Threading.Tasks;

namespace EventNormalization.Ingestion;

/// <summary>
/// Passes a stream on for reading, and knows whether what an unpacker left of it is nothing but zeros.
/// </summary>
/// <remarks>
/// An unpacker does not tell how much it used of what it read last. So zeros at the end of what is there are given
/// apart from what stands before them: then what it read last is either all zeros, or more than that.
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

        var length = await inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(ContextCapture.Continue);
        var used = buffer.Span[..length].TrimEnd((byte)0).Length;
        _isLastZeros = used == 0;
        _zerosAhead = used == 0 ? 0 : length - used;
        return used == 0 ? length : used;
    }

    /// <summary>Reads what is left; whether it is nothing but zeros, and what was read last too.</summary>
    public async ValueTask<bool> EndsInZerosAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        while (_isLastZeros && !inner.HasEnded)
        {
            await ReadAsync(buffer, cancellationToken).ConfigureAwait(ContextCapture.Continue);
        }

        return _isLastZeros;
    }
}
