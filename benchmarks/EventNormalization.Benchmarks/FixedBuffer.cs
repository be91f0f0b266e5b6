using System;
using System.Buffers;

namespace EventNormalization.Benchmarks;

/// <summary>Takes bytes and gives its memory out again: a destination that costs nothing.</summary>
internal sealed class FixedBuffer : IBufferWriter<byte>
{
    private byte[] _bytes = new byte[1 << 16];
    private int _length;

    /// <summary>Forgets what is written.</summary>
    public void Clear() => _length = 0;

    public void Advance(int count) => _length += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        if (_bytes.Length - _length < Math.Max(sizeHint, 1))
        {
            Array.Resize(ref _bytes, Math.Max(2 * _bytes.Length, _length + sizeHint));
        }

        return _bytes.AsMemory(_length);
    }

    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;
}
