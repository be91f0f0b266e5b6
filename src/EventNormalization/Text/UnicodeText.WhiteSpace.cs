using System;
using System.Buffers;

namespace EventNormalization.Text;

/// <content>White space: what Unicode calls White_Space, and U+FEFF, which was a blank of no width once.</content>
internal static partial class UnicodeText
{
    // The first bytes of all white space.
    private static readonly SearchValues<byte> WhiteSpaceStarts = SearchValues.Create(
        [(byte)'\t', (byte)'\n', 0x0B, 0x0C, (byte)'\r', (byte)' ', 0xC2, 0xE1, 0xE2, 0xE3, 0xEF]);

    /// <summary>The text without white space at both ends.</summary>
    public static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> utf8)
    {
        while (WhiteSpaceAtStart(utf8) is var length and > 0)
        {
            utf8 = utf8[length..];
        }

        while (WhiteSpaceAtEnd(utf8) is var length and > 0)
        {
            utf8 = utf8[..^length];
        }

        return utf8;
    }

    /// <summary>Whether white space is anywhere in the text.</summary>
    public static bool HasWhiteSpace(ReadOnlySpan<byte> utf8)
    {
        while (utf8.IndexOfAny(WhiteSpaceStarts) is var next and >= 0)
        {
            if (WhiteSpaceAtStart(utf8[next..]) > 0)
            {
                return true;
            }

            utf8 = utf8[(next + 1)..];
        }

        return false;
    }

    /// <summary>
    /// Where the first white space begins that is not one U+0020 before other text; -1 if there is none.
    /// </summary>
    /// <param name="utf8">The text, trimmed.</param>
    public static int FindUnfolded(ReadOnlySpan<byte> utf8)
    {
        var start = 0;
        while (utf8[start..].IndexOfAny(WhiteSpaceStarts) is var next and >= 0)
        {
            start += next;
            var length = WhiteSpaceAtStart(utf8[start..]);
            var isBlank = length == 1 && utf8[start] == ' ' && WhiteSpaceAtStart(utf8[(start + 1)..]) == 0;
            if (length > 0 && !isBlank)
            {
                return start;
            }

            start++;
        }

        return -1;
    }

    /// <summary>Writes the text with one U+0020 for each run of white space; returns the number of bytes.</summary>
    /// <remarks>
    /// Law: folded text is folded already, and whether NFC is written before or afterwards makes no difference, since
    /// no white space composes, and what decomposes to white space is white space itself.
    /// </remarks>
    /// <param name="utf8">The text, trimmed.</param>
    /// <param name="destination">Room for as many bytes; does not overlap it.</param>
    public static int FoldWhiteSpace(ReadOnlySpan<byte> utf8, Span<byte> destination)
    {
        var written = 0;
        while (FindUnfolded(utf8) is var start and >= 0)
        {
            utf8[..start].CopyTo(destination[written..]);
            written += start;
            destination[written++] = (byte)' ';
            utf8 = utf8[start..];
            while (WhiteSpaceAtStart(utf8) is var length and > 0)
            {
                utf8 = utf8[length..];
            }
        }

        utf8.CopyTo(destination[written..]);
        return written + utf8.Length;
    }

    /// <summary>The length of the white space character at the start of the text; zero if it is another.</summary>
    private static int WhiteSpaceAtStart(ReadOnlySpan<byte> utf8)
    {
        if (utf8.IsEmpty)
        {
            return 0;
        }

        return utf8[0] switch
        {
            (byte)' ' or (>= (byte)'\t' and <= (byte)'\r') => 1,
            0xC2 when utf8.Length > 1 && utf8[1] is 0x85 or 0xA0 => 2,
            0xE1 or 0xE2 or 0xE3 or 0xEF when utf8.Length > 2 && IsWide(utf8[0], utf8[1], utf8[2]) => 3,
            _ => 0,
        };
    }

    private static int WhiteSpaceAtEnd(ReadOnlySpan<byte> utf8)
    {
        if (utf8.IsEmpty)
        {
            return 0;
        }

        var last = utf8[^1];
        if (last is (byte)' ' or (>= (byte)'\t' and <= (byte)'\r'))
        {
            return 1;
        }

        if (utf8.Length > 1 && utf8[^2] == 0xC2)
        {
            return last is 0x85 or 0xA0 ? 2 : 0;
        }

        return utf8.Length > 2 && IsWide(utf8[^3], utf8[^2], last) ? 3 : 0;
    }

    /// <summary>
    /// Whether three bytes are U+1680, U+2000-200A, U+2028, U+2029, U+202F, U+205F, U+3000 or U+FEFF.
    /// </summary>
    private static bool IsWide(byte first, byte second, byte third) => (first, second) switch
    {
        (0xE1, 0x9A) => third == 0x80,
        (0xE2, 0x80) => third is (>= 0x80 and <= 0x8A) or 0xA8 or 0xA9 or 0xAF,
        (0xE2, 0x81) => third == 0x9F,
        (0xE3, 0x80) => third == 0x80,
        (0xEF, 0xBB) => third == 0xBF,
        _ => false,
    };
}
