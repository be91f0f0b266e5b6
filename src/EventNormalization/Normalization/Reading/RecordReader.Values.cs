using System;
using EventNormalization.Json;
using EventNormalization.Text;

namespace EventNormalization.Normalization;

/// <content>From the members found to the one that is read.</content>
internal sealed partial class RecordReader
{
    /// <summary>Sees whether anything is there; a text is unescaped and trimmed first.</summary>
    private void Prepare(ReadOnlySpan<byte> raw, ref FoundValue found)
    {
        found.Kind |= FoundValueFlags.IsPrepared;
        if (found.JsonKind != JsonKind.Text)
        {
            return;
        }

        var text = (found.IsOuter ? _outer.Span : raw).Slice(found.Start, found.Length);
        if (found.HasEscapes)
        {
            var start = _textsLength;
            var length = JsonEscapes.Unescape(text, Reserve(text.Length));
            _textsLength += length;
            text = _texts.AsSpan(start, length);
            found.Start = start;
            found.Length = length;
        }

        var isWhole = text.Length > 0 && IsNoBlank(text[0]) && IsNoBlank(text[^1]);
        var trimmed = isWhole ? text : UnicodeText.Trim(text);
        if (trimmed.IsEmpty || IsNullToken(trimmed))
        {
            found.Kind |= FoundValueFlags.IsMissing;
        }
        else if (trimmed.Length < text.Length)
        {
            text.Overlaps(trimmed, out var blanks);
            found.Start += blanks;
            found.Length = trimmed.Length;
        }
    }

    /// <summary>Whether a byte is certainly no part of a blank: blanks are ASCII or begin and end beyond it.</summary>
    private static bool IsNoBlank(byte value) => value is > (byte)' ' and < 0x80;

    private bool IsNullToken(ReadOnlySpan<byte> text) => _compiled.NullTokens.Contains(text);

    /// <summary>The value as a parser is given it.</summary>
    private FieldInput InputOf(ReadOnlySpan<byte> raw, in FoundValue found) =>
        new(found.JsonKind,
            (found.IsInTexts ? _texts : found.IsOuter ? _outer.Span : raw).Slice(found.Start, found.Length));

    /// <summary>The first value of the field among those of the first rank; -1 if there is none.</summary>
    private int FindFirst(ReadOnlySpan<byte> raw, int field)
    {
        var first = FindOwn(raw, field);
        return first < 0 && _inheritedFrom is not null ? Inherit(raw, field) : first;
    }

    /// <summary>The first value among those found so far; -1 if there is none.</summary>
    private int FindOwn(ReadOnlySpan<byte> raw, int field)
    {
        var (best, bestKey) = (-1, int.MaxValue);
        for (var index = SkipMissing(raw, _found.FirstOf(field)); index >= 0; index = FindAny(raw, index))
        {
            var key = KeyOf(field, _found.Values[index].Rank);
            (best, bestKey) = key < bestKey ? (index, key) : (best, bestKey);
        }

        return best;
    }

    /// <summary>The next value of the same field at the same rank; -1 if there is none.</summary>
    private int FindNext(ReadOnlySpan<byte> raw, int field, int current)
    {
        var key = KeyOf(field, _found.Values[current].Rank);
        var next = FindAny(raw, current);
        while (next >= 0 && KeyOf(field, _found.Values[next].Rank) != key)
        {
            next = FindAny(raw, next);
        }

        return next;
    }

    /// <summary>The next value of the same field at any rank; -1 if there is none.</summary>
    private int FindAny(ReadOnlySpan<byte> raw, int current) => SkipMissing(raw, _found.Values[current].Next);

    /// <summary>What comes first: the order of the name, and where a schema chooses, then the level.</summary>
    private int KeyOf(int field, int rank) =>
        field < _compiled.Fields.Length && _compiled.Fields[field].Choose == AliasChoice.First
            ? rank
            : FieldRank.OrderOf(rank);

    /// <summary>The first value from this one on that is there; -1 if there is none.</summary>
    private int SkipMissing(ReadOnlySpan<byte> raw, int index)
    {
        while (index >= 0)
        {
            ref var found = ref _found.Values[index];
            if (!found.IsPrepared)
            {
                Prepare(raw, ref found);
            }

            if (!found.IsMissing)
            {
                break;
            }

            index = found.Next;
        }

        return index;
    }

    /// <summary>Room for this many bytes at the end of the text memory.</summary>
    private Span<byte> Reserve(int length)
    {
        if (_texts.Length - _textsLength < length)
        {
            Array.Resize(ref _texts, Math.Max(2 * _texts.Length, _textsLength + length));
        }

        return _texts.AsSpan(_textsLength);
    }
}
