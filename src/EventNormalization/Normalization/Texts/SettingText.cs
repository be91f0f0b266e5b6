using System;
using System.Text;
using EventNormalization.Text;

namespace EventNormalization.Normalization;

/// <summary>Texts of settings, read as the fields are to which they are compared.</summary>
/// <remarks>
/// Law: a text that a field reads as a value is the setting of that value, in whatever way either is written. A setting
/// that no field could ever have is refused, so that it does not stay without effect.
/// </remarks>
internal static class SettingText
{
    private static readonly ParseFailure Empty = new() { Problem = Problems.Missing, Expected = "a text" };

    private static readonly ParseFailure LoneSurrogate = new()
    {
        Problem = Problems.Characters,
        Expected = "text without half a surrogate pair",
    };

    /// <summary>
    /// The value that a field would have: trimmed, folded, in NFC, in lower case unless that is kept.
    /// </summary>
    /// <exception cref="ArgumentException">No field can have the text; the message says why.</exception>
    public static string Canonical(string text, bool keepCase) =>
        FindRefused(text, keepCase, out var canonical) is { } failure
            ? throw new ArgumentException(
                $"Found {OffendingText.Quote(Encoding.UTF8.GetBytes(text))}, but expected was {failure.Expected}.")
            : canonical;

    /// <summary>Finds why no field can have the text, or else gives the value that a field would have.</summary>
    public static ParseFailure? FindRefused(string text, bool keepCase, out string canonical)
    {
        canonical = "";
        if (HasLoneSurrogate(text))
        {
            return LoneSurrogate;
        }

        var trimmed = UnicodeText.Trim(Encoding.UTF8.GetBytes(text));
        if (trimmed.IsEmpty)
        {
            return Empty;
        }

        var folded = new byte[trimmed.Length];
        folded = folded[..UnicodeText.FoldWhiteSpace(trimmed, folded)];
        if (TextRules.FindRefused(folded, isAscii: false) is { } refused)
        {
            return refused;
        }

        var parser = keepCase ? TextParser.Kept : TextParser.Metric;
        var result = parser.Parse(new FieldInput(JsonKind.Text, folded), ClientProfile.Default);
        canonical = result.IsSuccess ? result.Value : "";
        return result.Failure;
    }

    private static bool HasLoneSurrogate(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogatePair(text, i))
            {
                i++;
            }
            else if (char.IsSurrogate(text[i]))
            {
                return true;
            }
        }

        return false;
    }
}
