using System;
using System.Text;
using EventNormalization.Json;

namespace EventNormalization.Normalization;

/// <summary>What stands in an object that is known to be well-formed, for messages.</summary>
internal static class ObjectScalars
{
    /// <summary>The first member that is a text or a number and can be part of a path; null if there is none.</summary>
    public static string? FindScalar(ReadOnlySpan<byte> json)
    {
        var cursor = new JsonCursor(json) { Halves = SurrogateHalves.Kept };
        var depth = 0;
        while (cursor.SkipWhiteSpace() is var next && cursor.Position < json.Length)
        {
            if (next != '"')
            {
                depth += next is (byte)'{' or (byte)'[' ? 1 : next is (byte)'}' or (byte)']' ? -1 : 0;
                cursor.Position++;
                continue;
            }

            cursor.TryReadText(out var text);
            if (depth != 1 || cursor.SkipWhiteSpace() != ':')
            {
                continue;
            }

            cursor.Position++;
            var name = Encoding.UTF8.GetString(json.Slice(text.Start, text.Length));
            var isScalar = cursor.SkipWhiteSpace() is (byte)'"' or (byte)'-' or (>= (byte)'0' and <= (byte)'9');
            if (isScalar && !text.HasEscapes && AliasPath.FindError(name) is null)
            {
                return OffendingText.Escape(name);
            }
        }

        return null;
    }
}
