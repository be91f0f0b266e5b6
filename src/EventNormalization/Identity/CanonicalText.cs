using System;
using System.Buffers;

namespace EventNormalization.Identity;

/// <summary>Strings as RFC 8785 writes them.</summary>
internal static class CanonicalText
{
    // Everything else is written unchanged (RFC 8785, section 3.2.2.2).
    private static readonly SearchValues<byte> Escaped = SearchValues.Create(
    [
        0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29,
        30, 31, (byte)'"', (byte)'\\',
    ]);

    /// <summary>The most bytes that a text of this length may need, quotes included.</summary>
    public static int LengthMaxOf(int utf8Length) => (6 * utf8Length) + 2;

    /// <summary>Writes a text in quotes; returns the number of bytes.</summary>
    public static int Write(ReadOnlySpan<byte> utf8, Span<byte> destination)
    {
        destination[0] = (byte)'"';
        var length = 1;
        while (true)
        {
            var plain = utf8.IndexOfAny(Escaped);
            var run = plain < 0 ? utf8 : utf8[..plain];
            run.CopyTo(destination[length..]);
            length += run.Length;
            if (plain < 0)
            {
                destination[length] = (byte)'"';
                return length + 1;
            }

            length += Escape(utf8[plain], destination[length..]);
            utf8 = utf8[(plain + 1)..];
        }
    }

    private static int Escape(byte character, Span<byte> destination)
    {
        var letter = character switch
        {
            (byte)'"' or (byte)'\\' => character,
            (byte)'\b' => (byte)'b',
            (byte)'\t' => (byte)'t',
            (byte)'\n' => (byte)'n',
            (byte)'\f' => (byte)'f',
            (byte)'\r' => (byte)'r',
            _ => (byte)0,
        };
        destination[0] = (byte)'\\';
        if (letter != 0)
        {
            destination[1] = letter;
            return 2;
        }

        "u00"u8.CopyTo(destination[1..]);
        destination[4] = (byte)('0' + (character >> 4));
        destination[5] = "0123456789abcdef"u8[character & 0xF];
        return 6;
    }
}
