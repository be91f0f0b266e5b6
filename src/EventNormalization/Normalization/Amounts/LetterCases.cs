using System;
using System.Text;

namespace EventNormalization.Normalization;

/// <summary>Whether ASCII letters are written as one word writes them.</summary>
internal static class LetterCases
{
    /// <summary>Whether all are letters: capitals, small letters, or small letters after an initial capital.</summary>
    /// <remarks>Other mixtures name something else: GBp is the penny.</remarks>
    public static bool IsOfOneWord(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty || !char.IsAsciiLetter((char)text[0]))
        {
            return false;
        }

        var isUpper = IsUpper(text[^1]);
        foreach (var letter in text[1..])
        {
            if (!char.IsAsciiLetter((char)letter) || IsUpper(letter) != isUpper)
            {
                return false;
            }
        }

        return !isUpper || IsUpper(text[0]);
    }

    /// <summary>Whether the letters are the same but for their case, and written as one word writes them.</summary>
    public static bool IsSameWord(ReadOnlySpan<byte> text, ReadOnlySpan<byte> word) =>
        Ascii.EqualsIgnoreCase(text, word) && IsOfOneWord(text);

    private static bool IsUpper(byte letter) => letter <= (byte)'Z';
}
