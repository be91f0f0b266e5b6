using System;
using System.Buffers;

namespace EventNormalization.Canonicalization;

/// <summary>The canonical text as it grows: long runs copied from the document, and what differs from it.</summary>
/// <remarks>
/// The bytes of the document from <c>_pending</c> on belong to the text as they stand, but are copied only where the
/// text departs from the document. A document that is canonical already is never copied here at all.
/// </remarks>
internal ref struct CanonicalOutput
{
    private readonly ReadOnlySpan<byte> _json;
    private PooledBuffer<byte> _text;
    private int _written;
    private int _pending;

    public CanonicalOutput(ReadOnlySpan<byte> json, Span<byte> initial)
    {
        _json = json;
        _text = new PooledBuffer<byte>(initial);
    }

    /// <summary>Where in the canonical text the byte of the document at <paramref name="position"/> will be.</summary>
    public readonly int PlaceOf(int position) => position - _pending + _written;

    /// <summary>Leaves the bytes of the document between the two positions out of the text.</summary>
    public void Drop(int start, int end)
    {
        Flush(start);
        _pending = end;
    }

    /// <summary>Writes <paramref name="text"/> in place of the document's bytes between the two positions.</summary>
    public void Replace(int start, int end, scoped ReadOnlySpan<byte> text)
    {
        Flush(start);
        _text.Reserve(_written + text.Length + _json.Length - end, _written);
        text.CopyTo(_text.All[_written..]);
        _written += text.Length;
        _pending = end;
    }

    /// <summary>Puts the members, which end before <paramref name="end"/>, in the order given.</summary>
    public void Rearrange(ReadOnlySpan<CanonicalMember> members, int start, int end)
    {
        Flush(end);
        var area = _text.All[start.._written];
        var rented = ArrayPool<byte>.Shared.Rent(area.Length);
        var length = 0;
        foreach (ref readonly var member in members)
        {
            _text.All.Slice(member.Start, member.Length).CopyTo(rented.AsSpan(length));
            length += member.Length;
            if (length < area.Length)
            {
                rented[length++] = (byte)',';
            }
        }

        rented.AsSpan(0, length).CopyTo(area);
        ArrayPool<byte>.Shared.Return(rented);
    }

    /// <summary>Gives the text, which ends in the document at <paramref name="end"/>, to its destination.</summary>
    public void Complete(int end, IBufferWriter<byte> destination)
    {
        if (_written == 0)
        {
            destination.Write(_json[_pending..end]);
            return;
        }

        Flush(end);
        destination.Write(_text.All[.._written]);
    }

    public void Dispose() => _text.Dispose();

    private void Flush(int end)
    {
        var length = end - _pending;
        if (length == 0)
        {
            return;
        }

        // The rest of the document fits afterwards: only replacements can be longer than what they replace.
        _text.Reserve(_written + _json.Length - _pending, _written);
        _json.Slice(_pending, length).CopyTo(_text.All[_written..]);
        _written += length;
        _pending = end;
    }
}
