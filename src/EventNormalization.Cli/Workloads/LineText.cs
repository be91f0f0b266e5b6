using System;
using System.Buffers.Text;
using System.Diagnostics;

namespace EventNormalization.Cli.Workloads;

/// <summary>UTF-8 text that grows at its end. Not thread-safe; its memory is reused.</summary>
internal sealed class LineText
{
    private const int NumberLengthMax = 20;
    private byte[] _bytes = new byte[1024];

    /// <summary>How many bytes are written.</summary>
    public int Length { get; private set; }

    /// <summary>Everything written.</summary>
    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    /// <summary>Everything written, for those who await.</summary>
    public ReadOnlyMemory<byte> WrittenMemory => _bytes.AsMemory(0, Length);

    /// <summary>Forgets everything after <paramref name="length"/>.</summary>
    public void Truncate(int length)
    {
        Debug.Assert(length <= Length);
        Length = length;
    }

    public LineText Append(byte value)
    {
        Reserve(1);
        _bytes[Length++] = value;
        return this;
    }

    public LineText Append(ReadOnlySpan<byte> utf8)
    {
        Reserve(utf8.Length);
        utf8.CopyTo(_bytes.AsSpan(Length));
        Length += utf8.Length;
        return this;
    }

    public LineText Append(long number)
    {
        Reserve(NumberLengthMax);
        Utf8Formatter.TryFormat(number, _bytes.AsSpan(Length), out var written);
        Length += written;
        return this;
    }

    /// <summary>Appends a number of exactly this many digits, led by zeros.</summary>
    public LineText AppendDigits(long number, int width)
    {
        Debug.Assert(number >= 0);
        Reserve(width);
        for (var i = width - 1; i >= 0; i--)
        {
            _bytes[Length + i] = (byte)('0' + (number % 10));
            number /= 10;
        }

        Debug.Assert(number == 0);
        Length += width;
        return this;
    }

    private void Reserve(int length)
    {
        if (_bytes.Length - Length < length)
        {
            Array.Resize(ref _bytes, Math.Max(2 * _bytes.Length, Length + length));
        }
    }
}
