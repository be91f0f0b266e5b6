using System;
using EventNormalization.Json;
using EventNormalization.Text;

namespace EventNormalization.Normalization;

/// <content>From the members that were found to the one that is read.</content>
internal sealed partial class RecordReader
{
    /// <summary>Unescapes and trims the texts found, and sees which of them mean that nothing is there.</summary>
    private void PrepareTexts(ReadOnlySpan<byte> raw)
    {
        foreach (ref var found in _scanner.Found)
        {
            if (found.Kind == JsonKind.Text)
            {
                PrepareText(raw, ref found);
            }
        }
    }

    private void PrepareText(ReadOnlySpan<byte> raw, ref FoundValue found)
    {
        var text = raw.Slice(found.Start, found.Length);
        if (found.HasEscapes)
        {
            var start = _textsLength;
            var length = JsonEscapes.Unescape(text, Room(text.Length));
            _textsLength += length;
            text = _texts.AsSpan(start, length);
            found.Start = start;
            found.Length = length;
        }

        var trimmed = UnicodeText.Trim(text);
        found.IsMissing = trimmed.IsEmpty || IsNullToken(trimmed);
        if (!found.IsMissing && trimmed.Length < text.Length)
        {
            text.Overlaps(trimmed, out var blanks);
            found.Start += blanks;
            found.Length = trimmed.Length;
        }
    }

    private bool IsNullToken(ReadOnlySpan<byte> text)
    {
        if (text.Length > _compiled.NullTokenLengthMax)
        {
            return false;
        }

        foreach (var token in _compiled.NullTokens)
        {
            if (token.Length == text.Length && System.Text.Ascii.EqualsIgnoreCase(text, token))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The value as a parser is given it.</summary>
    private FieldInput InputOf(ReadOnlySpan<byte> raw, in FoundValue found) =>
        new(found.Kind, found.HasEscapes ? _texts.AsSpan(found.Start, found.Length) : raw.Slice(found.Start, found.Length));

    /// <summary>The first value of the field at the rank that counts: its own name, else its aliases; -1 if none.</summary>
    private int FindFirst(int field)
    {
        var best = -1;
        var found = _scanner.Found;
        for (var i = 0; i < found.Length; i++)
        {
            if (found[i].Field != field || found[i].IsMissing)
            {
                continue;
            }

            if (found[i].IsOwnName)
            {
                return i;
            }

            best = best < 0 ? i : best;
        }

        return best;
    }

    /// <summary>The next value of the same field at the same rank; -1 if there is none.</summary>
    private int FindNext(int current)
    {
        var found = _scanner.Found;
        for (var i = current + 1; i < found.Length; i++)
        {
            if (found[i].Field == found[current].Field && found[i].IsOwnName == found[current].IsOwnName
                && !found[i].IsMissing)
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>Room for this many bytes at the end of the text memory.</summary>
    private Span<byte> Room(int length)
    {
        if (_texts.Length - _textsLength < length)
        {
            Array.Resize(ref _texts, Math.Max(2 * _texts.Length, _textsLength + length));
        }

        return _texts.AsSpan(_textsLength);
    }
}
