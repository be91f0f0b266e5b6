using System;
using System.Buffers;

namespace EventNormalization.Json;

/// <summary>The white space of RFC 8259.</summary>
internal static class JsonWhiteSpace
{
    private const int ShortRun = 4;

    private static readonly SearchValues<byte> Blanks = SearchValues.Create(" \t\r\n"u8);

    /// <summary>The first position from <paramref name="position"/> on that is not white space.</summary>
    public static int Skip(ReadOnlySpan<byte> json, int position)
    {
        // One or two blanks are the rule, an indented line the exception that is worth a vector search.
        for (var count = 0; count < ShortRun; count++)
        {
            if ((uint)position >= (uint)json.Length || !IsBlank(json[position]))
            {
                return position;
            }

            position++;
        }

        var run = json[position..].IndexOfAnyExcept(Blanks);
        return run < 0 ? json.Length : position + run;
    }

    private static bool IsBlank(byte value) => value is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t';
}
