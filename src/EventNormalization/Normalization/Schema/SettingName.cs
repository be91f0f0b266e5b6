using System;
using System.Text;

namespace EventNormalization.Normalization;

/// <summary>Texts of a schema as messages show them, also where they are not Unicode.</summary>
internal static class SettingName
{
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
