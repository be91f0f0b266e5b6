using System;
using EventNormalization.Json;

namespace EventNormalization.Envelopes;

/// <summary>Finds the end of records in which no path leads to anything, without walking their members.</summary>
internal static class PlainObject
{
    /// <summary>Where the object that begins at <paramref name="start"/> ends.</summary>
    /// <returns>A negative number if a path may lead to something in it, or if it does not end.</returns>
    public static int EndOf(ReadOnlySpan<byte> json, int start, EnvelopePaths paths)
    {
        if (paths.HoldsTexts)
        {
            return -1;
        }

        var brackets = new JsonBrackets(json, start);
        while (brackets.Read())
        {
            if (brackets is { IsOpening: true, Depth: 2 } && MayLead(json[start..brackets.Position], paths))
            {
                return -1;
            }
        }

        return brackets.End;
    }

    /// <summary>Whether a path may lead to the value that follows this.</summary>
    private static bool MayLead(ReadOnlySpan<byte> before, EnvelopePaths paths)
    {
        before = before.TrimEnd(" \t\r\n"u8);
        if (!before.EndsWith(":"u8))
        {
            return true;
        }

        before = before[..^1].TrimEnd(" \t\r\n"u8);
        if (!before.EndsWith("\""u8))
        {
            return true;
        }

        before = before[..^1];
        var quote = before.LastIndexOf((byte)'"');

        // A name with an escape may be spelled in any way, and the quote may be one of its own.
        return quote < 1 || before[(quote - 1)..].Contains((byte)'\\') || paths.Find(before[(quote + 1)..]) is not null;
    }
}
