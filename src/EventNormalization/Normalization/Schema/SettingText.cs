using System;
using System.Text;
using EventNormalization.Text;

namespace EventNormalization.Normalization;

/// <summary>Texts of a schema that are compared with what events hold.</summary>
internal static class SettingText
{
    /// <summary>The text as a field of text is read: trimmed, in NFC, with runs of blanks as one.</summary>
    public static string Canonical(string text)
    {
        var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var utf8 = Encoding.UTF8.GetBytes(string.Join(' ', words).Trim('\uFEFF'));
        var composed = new byte[UnicodeText.NfcGrowthMax * utf8.Length];
        return Encoding.UTF8.GetString(composed, 0, UnicodeText.ToNfc(utf8, composed));
    }

    /// <summary>The same in small letters, for texts whose letter case does not matter.</summary>
    public static string CanonicalLower(string text)
    {
        var utf8 = Encoding.UTF8.GetBytes(Canonical(text));
        var lower = new byte[(2 * utf8.Length) + 4];
        return Canonical(Encoding.UTF8.GetString(lower, 0, UnicodeText.ToLower(utf8, lower)));
    }

    /// <summary>Whether a text has no half of a surrogate pair.</summary>
    public static bool IsUnicode(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i]))
            {
                continue;
            }

            if (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[i + 1]))
            {
                return false;
            }

            i++;
        }

        return true;
    }

    /// <summary>A text in quotes for a message, also one that is not Unicode.</summary>
    public static string Quote(string text)
    {
        if (IsUnicode(text))
        {
            return OffendingText.Quote(Encoding.UTF8.GetBytes(text));
        }

        var shown = new StringBuilder("\"");
        foreach (var c in text.Length > OffendingText.LengthMax ? text.AsSpan(0, OffendingText.LengthMax) : text)
        {
            shown.Append(char.IsSurrogate(c) || char.IsControl(c)
                ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"\\u{(int)c:X4}") : c.ToString());
        }

        return shown.Append('"').ToString();
    }
}
