using System;
using System.Runtime.CompilerServices;
using System.Text;

namespace EventNormalization.Text;

/// <summary>Unicode text as UTF-8, by rules that do not depend on the host.</summary>
/// <remarks>
/// Nothing here asks the host's ICU or culture: the tables are the core's own, so the same text gives the same bytes
/// on every host, also in invariant-globalization mode. Of characters that the version does not have yet, nothing is
/// known: <see cref="VisibleText"/> tells them. Unicode's stability policy keeps what is known of all others, so a
/// later version changes no text of characters of this one. The text must be UTF-8; what comes of other bytes is not
/// stated, but none make a method throw.
/// </remarks>
internal static partial class UnicodeText
{
    /// <summary>The version of the Unicode Character Database that the tables are of.</summary>
    public const string UnicodeVersion = DecompositionTable.UnicodeVersion;

    /// <summary>How many times as long as the text its NFC can be, in UTF-8.</summary>
    public const int NfcGrowthMax = 3;

    // The first byte of U+0300: no character below it decomposes again, combines or has to be put in order.
    private const byte FirstMark = 0xCC;

    /// <summary>Writes the text in Normalization Form C (UAX #15); returns the number of bytes.</summary>
    /// <param name="utf8">The text.</param>
    /// <param name="destination">Room for <see cref="NfcGrowthMax"/> times the text; does not overlap it.</param>
    public static int ToNfc(ReadOnlySpan<byte> utf8, Span<byte> destination)
    {
        var mark = utf8.IndexOfAnyInRange(FirstMark, (byte)0xFF);
        if (mark >= 0)
        {
            return NfcWriter.Write(utf8, mark, destination);
        }

        utf8.CopyTo(destination);
        return utf8.Length;
    }

    /// <summary>Writes the text in lower case; returns the number of bytes.</summary>
    /// <remarks>
    /// One character becomes one, by the simple mapping of the database, whatever stands around it. U+0130 alone, the
    /// dotted capital I, is kept: its mapping would make it the letter i, as that of I does. The result of text in NFC
    /// need not be in NFC: J with caron is two characters, its small letter is one.
    /// </remarks>
    /// <param name="utf8">The text.</param>
    /// <param name="destination">Room for 1.5 times the text; does not overlap it.</param>
    public static int ToLower(ReadOnlySpan<byte> utf8, Span<byte> destination)
    {
        var written = 0;
        while (true)
        {
            Ascii.ToLower(utf8, destination[written..], out var length);
            written += length;
            utf8 = utf8[length..];
            if (utf8.IsEmpty)
            {
                return written;
            }

            do
            {
                Rune.DecodeFromUtf8(utf8, out var character, out length);
                written += LowerOf(character).EncodeToUtf8(destination[written..]);
                utf8 = utf8[length..];
            }
            while (!utf8.IsEmpty && utf8[0] >= 0x80);
        }
    }

    /// <summary>Whether the text has more than this many characters (code points).</summary>
    public static bool IsLongerThan(ReadOnlySpan<byte> utf8, int characters)
    {
        if (utf8.Length <= characters)
        {
            return false;
        }

        foreach (var value in utf8)
        {
            var isFirstOfCharacter = (value & 0xC0) != 0x80;
            characters -= isFirstOfCharacter ? 1 : 0;
        }

        return characters < 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Rune LowerOf(Rune character)
    {
        unchecked
        {
            var value = (uint)character.Value;
            var distance = CharacterTable.Unicode[character.Value] >> CharacterTable.LowerShift;
            return new Rune((value & 0xFFFF0000) | ((value + distance) & 0xFFFF));
        }
    }
}
