using System;
using System.Collections;

namespace EventNormalization.Json;

/// <summary>Whether bytes are one JSON value (RFC 8259), whatever it means.</summary>
internal static class JsonSyntax
{
    /// <summary>The first byte that cannot stand where it does; -1 if the bytes are JSON.</summary>
    public static int FindError(ReadOnlySpan<byte> json)
    {
        var cursor = new JsonCursor(json);
        var objects = new BitArray(64);
        var depth = 0;
        while (true)
        {
            var first = cursor.SkipWhiteSpace();
            if (first is (byte)'{' or (byte)'[')
            {
                objects.Length = Math.Max(objects.Length, depth + 64);
                objects[depth++] = first == '{';
                cursor.Position++;
                if (cursor.SkipWhiteSpace() != (first == '{' ? '}' : ']'))
                {
                    if (first == '{' && !TryReadName(ref cursor))
                    {
                        return cursor.Position;
                    }

                    continue;
                }
            }
            else if (!TryReadScalar(ref cursor, first))
            {
                return cursor.Position;
            }

            if (!TryGoOn(ref cursor, objects, ref depth))
            {
                return cursor.Position;
            }

            if (depth == 0)
            {
                cursor.SkipWhiteSpace();
                return cursor.Position < json.Length ? cursor.Position : -1;
            }
        }
    }

    private static bool TryReadScalar(ref JsonCursor cursor, byte first) => first switch
    {
        (byte)'"' => cursor.TryReadText(out _),
        (byte)'t' or (byte)'f' or (byte)'n' => cursor.TryReadLiteral(out _),
        _ => cursor.TryReadNumber(out _),
    };

    /// <summary>Continues after a value: out of everything that ends here, and to the next value.</summary>
    private static bool TryGoOn(ref JsonCursor cursor, BitArray objects, ref int depth)
    {
        while (depth > 0)
        {
            var next = cursor.SkipWhiteSpace();
            if (next == ',')
            {
                cursor.Position++;
                return !objects[depth - 1] || TryReadName(ref cursor);
            }

            if (next != (objects[depth - 1] ? '}' : ']'))
            {
                return false;
            }

            cursor.Position++;
            depth--;
        }

        return true;
    }

    private static bool TryReadName(ref JsonCursor cursor)
    {
        cursor.SkipWhiteSpace();
        if (!cursor.TryReadText(out _) || cursor.SkipWhiteSpace() != ':')
        {
            return false;
        }

        cursor.Position++;
        return true;
    }
}
