using System;

namespace EventNormalization.Normalization;

/// <summary>What no text may hold, whatever its field.</summary>
internal static class TextRules
{
    private static readonly ParseFailure Refused = new()
    {
        Problem = Problems.Characters,
        Expected = "text without control or invisible characters",
    };

    /// <summary>Why the text is refused before a parser sees it, or null.</summary>
    public static ParseFailure? FindRefused(ReadOnlySpan<byte> utf8, bool isAscii) =>
        isAscii && utf8.IndexOfAnyInRange((byte)0, (byte)0x1F) < 0 && !utf8.Contains((byte)0x7F) ? null : Refused;
}
