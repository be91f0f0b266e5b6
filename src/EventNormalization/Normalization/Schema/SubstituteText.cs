using System.Text;
using EventNormalization.Text;

namespace EventNormalization.Normalization;

/// <summary>Reads texts of a schema or of a question as an event's would be read.</summary>
internal static class SubstituteText
{
    private static readonly ParseFailure Empty = new() { Problem = Problems.Missing, Expected = "a text" };

    private static readonly ParseFailure Half = new()
    {
        Problem = Problems.Characters,
        Expected = "text without half of a surrogate pair",
    };

    /// <summary>The bytes that a parser is given.</summary>
    public static byte[] BytesOf(FieldDefinition field, string text)
    {
        var trimmed = UnicodeText.Trim(Encoding.UTF8.GetBytes(text));
        var bytes = new byte[trimmed.Length];
        return TextRules.FoldsWhiteSpace(field) ? bytes[..UnicodeText.FoldWhiteSpace(trimmed, bytes)]
            : trimmed.ToArray();
    }

    /// <summary>Reads a text with a field's parser.</summary>
    public static ParseResult<FieldValue> Read(FieldDefinition field, ClientProfile profile, string text)
    {
        if (!SettingName.IsUnicode(text))
        {
            return Half;
        }

        var utf8 = BytesOf(field, text);
        var failure = utf8.Length == 0 ? Empty : TextRules.FindRefused(utf8, isAscii: false);
        if (failure is not null)
        {
            return failure;
        }

        failure = field.Read(new FieldInput(JsonKind.Text, utf8), profile, out var value);
        return failure is null ? value : failure;
    }
}
