using System;
using EventNormalization.Json;

namespace EventNormalization.Tests.Json;

/// <summary>Reads a whole document with the cursor, the way its callers do.</summary>
internal static class DocumentWalk
{
    private const int DepthMax = 64;

    /// <summary>The first fault of the document and where it is; the number of tokens where there is none.</summary>
    public static (JsonError Fault, int Position) Run(ReadOnlySpan<byte> json)
    {
        var cursor = new JsonCursor(json);
        var tokens = 0;
        if (!Value(ref cursor, 0, ref tokens))
        {
            return (cursor.Fault == JsonError.None ? JsonError.Syntax : cursor.Fault, cursor.Position);
        }

        cursor.SkipWhiteSpace();
        return cursor.Position == json.Length ? (JsonError.None, tokens) : (JsonError.Syntax, cursor.Position);
    }

    private static bool Value(ref JsonCursor cursor, int depth, ref int tokens)
    {
        tokens++;
        switch (cursor.SkipWhiteSpace())
        {
            case (byte)'"':
                return cursor.TryReadText(out _);
            case (byte)'{':
                return depth < DepthMax && Members(ref cursor, depth + 1, ref tokens);
            case (byte)'[':
                return depth < DepthMax && Elements(ref cursor, depth + 1, ref tokens);
            case (byte)'t' or (byte)'f' or (byte)'n':
                return cursor.TryReadLiteral(out _);
            default:
                return cursor.TryReadNumber(out _);
        }
    }

    private static bool Members(ref JsonCursor cursor, int depth, ref int tokens)
    {
        cursor.Position++;
        if (cursor.SkipWhiteSpace() == '}')
        {
            return Pass(ref cursor);
        }

        while (true)
        {
            tokens++;
            cursor.SkipWhiteSpace();
            if (!cursor.TryReadText(out _) || cursor.SkipWhiteSpace() != ':')
            {
                return false;
            }

            cursor.Position++;
            if (!Value(ref cursor, depth, ref tokens))
            {
                return false;
            }

            var next = cursor.SkipWhiteSpace();
            if (next is not ((byte)',' or (byte)'}'))
            {
                return false;
            }

            cursor.Position++;
            if (next == '}')
            {
                return true;
            }
        }
    }

    private static bool Elements(ref JsonCursor cursor, int depth, ref int tokens)
    {
        cursor.Position++;
        if (cursor.SkipWhiteSpace() == ']')
        {
            return Pass(ref cursor);
        }

        while (Value(ref cursor, depth, ref tokens))
        {
            var next = cursor.SkipWhiteSpace();
            if (next is not ((byte)',' or (byte)']'))
            {
                return false;
            }

            cursor.Position++;
            if (next == ']')
            {
                return true;
            }
        }

        return false;
    }

    private static bool Pass(ref JsonCursor cursor)
    {
        cursor.Position++;
        return true;
    }
}
