using System;
using System.Text;

namespace EventNormalization.Dashboard;

/// <summary>
/// Takes indentation, empty lines, and comments that stand on lines of their own out of a script or a style. It knows no
/// grammar: no text or template of the page's files goes over the end of a line, which a test holds.
/// </summary>
internal static class SourceCompactor
{
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
                inComment = !text.Contains("*/", StringComparison.Ordinal);
                text = inComment ? [] : text[(text.IndexOf("*/", StringComparison.Ordinal) + 2)..].Trim();
            }

            if (text.Length > 0 && !text.StartsWith("//"))
            {
                result.Append(text).Append('\n');
            }
        }

        return Encoding.UTF8.GetBytes(result.ToString());
    }
}
