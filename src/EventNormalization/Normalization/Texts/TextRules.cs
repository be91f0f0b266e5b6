using System;
using System.Buffers;
using System.Text;
using EventNormalization.Text;

namespace EventNormalization.Normalization;

/// <summary>What no text may hold, whatever its field, and in which blanks do not count.</summary>
/// <remarks>
/// Refused are the characters that a reader cannot see, so that no two ids look the same and no parser stops short of
/// what follows one: control characters, format characters such as the marks of direction, line and paragraph
/// separators, everything that Unicode calls default ignorable (zero-width characters, variation selectors, fillers),
/// the blank braille pattern and noncharacters; and those that nobody knows: private-use and unassigned ones. What is
/// part of a spelling is read, see <see cref="VisibleText"/>. Blanks of any width are not refused here.
/// </remarks>
internal static class TextRules
{
    private static readonly SearchValues<byte> Controls = SearchValues.Create(
        [.. "\u0000\u0001\u0002\u0003\u0004\u0005\u0006\u0007\b\t\n\u000B\f\r\u000E\u000F"u8,
         .. "\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017"u8,
         .. "\u0018\u0019\u001A\u001B\u001C\u001D\u001E\u001F\u007F"u8]);

    private static readonly ParseFailure Invisible = new()
    {
        Problem = Problems.Characters,
        Expected = "text without control or invisible characters",
    };

    private static readonly ParseFailure Unknown = new()
    {
        Problem = Problems.Characters,
        Expected = "text of characters of Unicode 17.0, none of them of private use",
    };

    /// <summary>Why the text is refused before a parser sees it, or null.</summary>
    /// <param name="utf8">The text, trimmed and, if blanks do not count in it, folded.</param>
    /// <param name="isAscii">Whether it is known to be ASCII; false where that is not known.</param>
    public static ParseFailure? FindRefused(ReadOnlySpan<byte> utf8, bool isAscii)
    {
        if (isAscii || Ascii.IsValid(utf8))
        {
            return utf8.ContainsAny(Controls) ? Invisible : null;
        }

        return VisibleText.FindError(utf8) switch
        {
            CharacterError.Invisible => Invisible,
            CharacterError.Unknown => Unknown,
            _ => null,
        };
    }

    /// <summary>Whether a run of white space inside the field's texts is read as one U+0020.</summary>
    /// <remarks>
    /// A key is whatever the client says it is, and of amounts and timestamps a blank is part of the form.
    /// </remarks>
    public static bool FoldsWhiteSpace(FieldDefinition field) =>
        field.Kind == FieldValueKind.Text && field.Name != FieldNames.Key;
}
