using System;
using System.Text;

namespace EventNormalization.Text;

/// <summary>Normalization Form C of text that has characters from U+0300 on.</summary>
/// <remarks>
/// Text is copied as it stands as long as the quick check of UAX #15 says yes. Where it does not, only the piece around
/// that character is normalized: from the last boundary before it to the next one after it. No character is in two
/// pieces and a piece is ordered by sorting, so the time grows with the length as n log n, whatever the text is.
/// </remarks>
internal static class NfcWriter
{
    /// <summary>Writes NFC; returns the number of bytes.</summary>
    /// <param name="utf8">The text.</param>
    /// <param name="mark">The first byte of its first character from U+0300 on.</param>
    /// <param name="destination">Room for three times the text.</param>
    public static int Write(ReadOnlySpan<byte> utf8, int mark, Span<byte> destination)
    {
        var written = 0;
        var position = StartOfCharacterBefore(utf8, mark);
        var copied = 0;
        while (FindDoubtful(utf8, position, out var boundary) is var doubtful and >= 0)
        {
            utf8[copied..boundary].CopyTo(destination[written..]);
            written += boundary - copied;
            copied = position = FindBoundary(utf8, doubtful);
            written += NfcPiece.Write(utf8[boundary..position], destination[written..]);
        }

        utf8[copied..].CopyTo(destination[written..]);
        return written + utf8.Length - copied;
    }

    private static int StartOfCharacterBefore(ReadOnlySpan<byte> utf8, int position)
    {
        if (position == 0)
        {
            return 0;
        }

        position--;
        while (position > 0 && (utf8[position] & 0xC0) == 0x80)
        {
            position--;
        }

        return position;
    }

    /// <summary>Finds the first character for which the quick check does not say yes; -1 if there is none.</summary>
    /// <param name="utf8">The text.</param>
    /// <param name="position">A boundary, or the start of the text.</param>
    /// <param name="boundary">The last boundary at or before the character that was found.</param>
    private static int FindDoubtful(ReadOnlySpan<byte> utf8, int position, out int boundary)
    {
        boundary = position;
        var lastClass = 0u;
        while (position < utf8.Length)
        {
            Rune.DecodeFromUtf8(utf8[position..], out var character, out var length);
            var traits = CharacterTable.Unicode[character.Value];
            if (CharacterTable.IsBoundary(traits))
            {
                boundary = position;
                lastClass = 0;
            }
            else
            {
                var combiningClass = traits & CharacterTable.ClassMask;
                if ((traits & CharacterTable.NotSurelyNfc) != 0 || combiningClass < lastClass)
                {
                    return position;
                }

                lastClass = combiningClass;
            }

            position += length;
        }

        return -1;
    }

    /// <summary>The next boundary after the character at this position, or the end of the text.</summary>
    private static int FindBoundary(ReadOnlySpan<byte> utf8, int position)
    {
        var isFirst = true;
        while (position < utf8.Length)
        {
            Rune.DecodeFromUtf8(utf8[position..], out var character, out var length);
            if (!isFirst && CharacterTable.IsBoundary(CharacterTable.Unicode[character.Value]))
            {
                return position;
            }

            isFirst = false;
            position += length;
        }

        return position;
    }
}
