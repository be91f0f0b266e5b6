using System;
using System.Text;

namespace EventNormalization.Dashboard;

/// <summary>
/// Takes out of a script or a style what only its authors read: indentation, empty lines, comments on lines of their
/// own, and the types within a line (<c>/** @type ... */</c>). It knows no grammar: no text or template of the page's
/// files goes over the end of a line or holds the beginning of such a comment, which a test holds.
/// </summary>
internal static class SourceCompactor
{
    private const string TypeStart = "/** @";

    private const string CommentEnd = "*/";

    /// <summary>The source without them; lines stay lines, so that messages still name one.</summary>
    public static byte[] Compact(byte[] source)
    {
        var result = new StringBuilder(source.Length);
        var inComment = false;
        foreach (var line in Encoding.UTF8.GetString(source).AsSpan().EnumerateLines())
        {
            var text = line.Trim();
            if (inComment || text.StartsWith("/*"))
            {
                inComment = !text.Contains(CommentEnd, StringComparison.Ordinal);
                text = inComment ? [] : text[(text.IndexOf(CommentEnd, StringComparison.Ordinal) + 2)..].Trim();
            }

            if (text.Length > 0 && !text.StartsWith("//"))
            {
                AppendWithoutTypes(result, text);
                result.Append('\n');
            }
        }

        return Encoding.UTF8.GetBytes(result.ToString());
    }

    /// <summary>The same of a style, without the blanks that its grammar does not need.</summary>
    public static byte[] CompactStyle(byte[] source) => Encoding.UTF8.GetBytes(
        Encoding.UTF8.GetString(Compact(source)).Replace(" {", "{", StringComparison.Ordinal)
            .Replace("{ ", "{", StringComparison.Ordinal).Replace(": ", ":", StringComparison.Ordinal)
            .Replace("; ", ";", StringComparison.Ordinal).Replace(";}", "}", StringComparison.Ordinal)
            .Replace(", ", ",", StringComparison.Ordinal));

    private static void AppendWithoutTypes(StringBuilder result, ReadOnlySpan<char> text)
    {
        while (text.IndexOf(TypeStart, StringComparison.Ordinal) is var start and >= 0)
        {
            var end = text[start..].IndexOf(CommentEnd, StringComparison.Ordinal);
            if (end < 0)
            {
                break;
            }

            result.Append(text[..start]);
            text = text[(start + end + CommentEnd.Length)..].TrimStart();
        }

        result.Append(text);
    }
}
