using System;

namespace EventNormalization.Normalization;

/// <summary>
/// Codes that markets use for parts of a currency, a closed list: such an amount is a hundred times too much.
/// </summary>
internal static class MinorUnitCodes
{
    private const int Length = 3;

    /// <summary>The penny sterling, the cent of the rand, the agora.</summary>
    public static readonly string[] All = ["GBp", "GBX", "ZAc", "ZAC", "ILa"];

    /// <summary>Whether the text begins with one, and not with a longer word.</summary>
    public static bool IsAtStartOf(ReadOnlySpan<byte> text) =>
        text.Length >= Length
        && (text.Length == Length || !char.IsAsciiLetter((char)text[Length]))
        && Is(text[..Length]);

    /// <summary>Whether the text is one.</summary>
    public static bool Is(ReadOnlySpan<byte> text) =>
        text.SequenceEqual("GBp"u8) || text.SequenceEqual("ZAc"u8) || text.SequenceEqual("ILa"u8)
        || LetterCases.IsSameWord(text, "GBX"u8) || LetterCases.IsSameWord(text, "ZAC"u8)
        || LetterCases.IsSameWord(text, "ILA"u8);
}
