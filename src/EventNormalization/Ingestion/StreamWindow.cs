using System;
using System.Buffers;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace EventNormalization.Ingestion;

/// <summary>The bytes of a stream that were read and not yet handed on, in one piece of pooled memory.</summary>
internal sealed class StreamWindow(Stream stream, int capacity) : IDisposable
{
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(capacity);

    /// <summary>How many bytes are held.</summary>
    public int Length { get; private set; }

    /// <summary>Whether the stream has no more bytes.</summary>
    public bool IsEnd { get; private set; }

    /// <summary>The bytes held.</summary>
    public ReadOnlySpan<byte> Bytes => _buffer.AsSpan(0, Length);

    /// <summary>The bytes held; valid until they are detached or more are read.</summary>
    public ReadOnlyMemory<byte> Memory => _buffer.AsMemory(0, Length);

    /// <summary>Reads once more, and grows the buffer if it is full.</summary>
    public async ValueTask FillAsync(CancellationToken cancellationToken)
    {
        if (Length == _buffer.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(2 * _buffer.Length);
            Bytes.CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = larger;
        }

        var length = await stream.ReadAsync(_buffer.AsMemory(Length), cancellationToken)
            .ConfigureAwait(ContextCapture.IsEnabled);
        Length += length;
        IsEnd = length == 0;
    }

    /// <summary>Forgets the first bytes.</summary>
    public void Forget(int count)
    {
        Bytes[count..].CopyTo(_buffer);
        Length -= count;
    }

    /// <summary>Forgets the last bytes.</summary>
    public void ForgetLast(int count) => Length -= count;

    /// <summary>
    /// Hands the buffer over and continues with a new one that holds the bytes from <paramref name="kept"/> on.
    /// </summary>
    public byte[] Detach(int kept)
    {
        var detached = _buffer;
        var rest = Bytes[kept..];
        _buffer = ArrayPool<byte>.Shared.Rent(Math.Max(capacity, 2 * rest.Length));
        rest.CopyTo(_buffer);
        Length = rest.Length;
        return detached;
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(_buffer);
}
