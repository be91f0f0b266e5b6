using System;
using System.Globalization;
using System.Text;

namespace EventNormalization.Cli.Output;

/// <summary>Makes text from outside safe to show on a terminal: non-printable characters are escaped.</summary>
internal static class TerminalText
{
    /// <summary>The text with control, format and other invisible characters written as <c>\uXXXX</c>.</summary>
    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (IsPrinted(rune))
            {
                escaped.Append(rune.ToString());
            }
            else if (rune.IsBmp)
            {
                escaped.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:X4}");
            }
            else
            {
                escaped.Append(CultureInfo.InvariantCulture, $"\\U{rune.Value:X8}");
            }
        }

        return escaped.ToString();
    }

    /// <summary>The bytes as text; those that are not UTF-8 show as U+FFFD.</summary>
    public static string Escape(ReadOnlySpan<byte> utf8) => Escape(Encoding.UTF8.GetString(utf8));

    private static bool IsPrinted(Rune rune) => Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
        or UnicodeCategory.ParagraphSeparator or UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse)
        && (rune.Value == ' ' || Rune.GetUnicodeCategory(rune) != UnicodeCategory.SpaceSeparator);
}
