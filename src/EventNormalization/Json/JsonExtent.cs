using System;
using System.Buffers;

namespace EventNormalization.Json;

/// <summary>Finds where values end by their brackets and quotes alone; what is inside is not checked.</summary>
internal static class JsonExtent
{
    private static readonly SearchValues<byte> EndsOfWords = SearchValues.Create(" \t\r\n,:{}[]\""u8);

    /// <summary>The position after the value that begins at <paramref name="start"/>.</summary>
    /// <returns>
    /// The position; where the value does not end, the complement of the byte that cannot stand there.
    /// </returns>
    public static int EndOf(ReadOnlySpan<byte> json, int start)
    {
        if ((uint)start >= (uint)json.Length)
        {
            return ~json.Length;
        }

        switch (json[start])
        {
            case (byte)'"':
                return EndOfText(json, start);
            case (byte)'{' or (byte)'[':
                return EndOfBrackets(json, start);
            default:
                var length = json[start..].IndexOfAny(EndsOfWords);
                return length == 0 ? ~start : length < 0 ? json.Length : start + length;
        }
    }

    /// <summary>The position after the text whose opening quote is at <paramref name="start"/>.</summary>
    public static int EndOfText(ReadOnlySpan<byte> json, int start)
    {
        for (var position = start + 1; ;)
        {
            var next = position > json.Length ? -1 : json[position..].IndexOfAny((byte)'"', (byte)'\\');
            if (next < 0)
            {
                return ~json.Length;
            }

            position += next;
            if (json[position] == '"')
            {
                return position + 1;
            }

            position += 2;
        }
    }

    private static int EndOfBrackets(ReadOnlySpan<byte> json, int start)
    {
        var brackets = new JsonBrackets(json, start);
        while (brackets.Read())
        {
        }

        return brackets.End;
    }
}
