using System;

namespace EventNormalization.Envelopes;

/// <summary>Writes an envelope: copies what is around the records, piece by piece.</summary>
/// <remarks>Not thread-safe; its memory is reused.</remarks>
internal sealed class EnvelopeWriter
{
    private byte[] _bytes = new byte[1024];

    /// <summary>What is copied from: the delivery, or a decoded text of it.</summary>
    public ReadOnlyMemory<byte> Source { get; private set; }

    /// <summary>Up to where the source is copied, or left out.</summary>
    public int Copied { get; set; }

    /// <summary>How many bytes are written.</summary>
    public int Length { get; private set; }

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    /// <summary>Begins anew.</summary>
    public void Clear()
    {
        Source = default;
        (Copied, Length) = (0, 0);
    }

    /// <summary>Goes over to another source.</summary>
    public void Use(ReadOnlyMemory<byte> source, int copied) => (Source, Copied) = (source, copied);

    /// <summary>Takes back what was written after this length.</summary>
    public void CutTo(int length) => Length = length;

    /// <summary>The offset in the envelope of a byte of the source that was not left out.</summary>
    public int PlaceOf(int position) => Length + position - Copied;

    /// <summary>Copies the source up to this position.</summary>
    public void CopyTo(int position)
    {
        if (position > Copied)
        {
            Write(Source.Span[Copied..position]);
            Copied = position;
        }
    }

    /// <summary>Writes bytes that the source does not have.</summary>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        if (_bytes.Length - Length < bytes.Length)
        {
            Array.Resize(ref _bytes, Math.Max(2 * _bytes.Length, Length + bytes.Length));
        }

        bytes.CopyTo(_bytes.AsSpan(Length));
        Length += bytes.Length;
    }
}
