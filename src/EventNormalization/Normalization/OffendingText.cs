using System;
using System.Buffers;
using System.Globalization;
using System.Text;

namespace EventNormalization.Normalization;

/// <summary>Text of a client as a message may show it: escaped, on one line, cut short.</summary>
internal static class OffendingText
{
    /// <summary>The most characters that are shown.</summary>
    public const int LengthMax = 64;

    /// <summary>More bytes than the characters that are shown can have.</summary>
    public const int BytesMax = 4 * (LengthMax + 1);

    /// <summary>A text in quotes.</summary>
    public static string Quote(ReadOnlySpan<byte> utf8) => Compose(utf8, "\"");

    /// <summary>A number, an array or whatever else stood there.</summary>
    public static string Show(ReadOnlySpan<byte> utf8) => Compose(utf8, "");

    /// <summary>Escapes what does not print, and cuts the text.</summary>
    public static string Escape(string text, int lengthMax = LengthMax) =>
        Compose(Encoding.UTF8.GetBytes(text), "", lengthMax);

    private static string Compose(ReadOnlySpan<byte> utf8, string quote, int lengthMax = LengthMax)
    {
        var text = new StringBuilder(quote, LengthMax + 16);
        for (var count = 0; utf8.Length > 0; count++)
        {
            if (count == lengthMax)
            {
                return text.Append(quote).Append('…').ToString();
            }

            var status = Rune.DecodeFromUtf8(utf8, out var rune, out var length);
            if (status == OperationStatus.Done)
            {
                Append(text, rune);
            }
            else
            {
                text.Append(CultureInfo.InvariantCulture, $"\\x{utf8[0]:X2}");
                length = 1;
            }

            utf8 = utf8[length..];
        }

        return text.Append(quote).ToString();
    }

    private static void Append(StringBuilder text, Rune rune)
    {
        if (IsPrinted(rune))
        {
            text.Append(rune.ToString());
        }
        else if (rune.IsBmp)
        {
            text.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:X4}");
        }
        else
        {
            text.Append(CultureInfo.InvariantCulture, $"\\U{rune.Value:X8}");
        }
    }

    private static bool IsPrinted(Rune rune) => rune.IsAscii
        ? rune.Value is >= ' ' and < 0x7F
        : Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.SpaceSeparator
            or UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse or UnicodeCategory.NonSpacingMark
            or UnicodeCategory.EnclosingMark);
}
