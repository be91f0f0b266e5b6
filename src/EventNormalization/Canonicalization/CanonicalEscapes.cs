using System;
using System.Text;

namespace EventNormalization.Canonicalization;

/// <summary>How RFC 8785 writes one character inside a string.</summary>
internal static class CanonicalEscapes
{
    /// <summary>The longest form, that of a control character without a letter of its own.</summary>
    public const int LengthMax = 6;

    /// <summary>Writes the only form that the character has in canonical text.</summary>
    /// <returns>The number of bytes written.</returns>
    public static int Write(Rune character, Span<byte> destination)
    {
        var letter = LetterOf(character.Value);
        if (letter != 0)
        {
            destination[0] = (byte)'\\';
            destination[1] = letter;
            return 2;
        }

        if (character.Value >= ' ')
        {
            return character.EncodeToUtf8(destination);
        }

        @"\u00"u8.CopyTo(destination);
        destination[4] = (byte)('0' + (character.Value >> 4));
        destination[5] = "0123456789abcdef"u8[character.Value & 0xF];
        return LengthMax;
    }

    private static byte LetterOf(int character) => character switch
    {
        '"' or '\\' => (byte)character,
        '\b' => (byte)'b',
        '\t' => (byte)'t',
        '\n' => (byte)'n',
        '\f' => (byte)'f',
        '\r' => (byte)'r',
        _ => 0,
    };
}
