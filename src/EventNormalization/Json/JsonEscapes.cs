using System;
using System.Text;

namespace EventNormalization.Json;

/// <summary>The escapes of JSON strings.</summary>
internal static class JsonEscapes
{
    /// <summary>The length of an escape of a UTF-16 code unit, in bytes.</summary>
    public const int UnitLength = 6;

    /// <summary>Checks the escape at <paramref name="position"/>, or the two of a surrogate pair.</summary>
    /// <param name="json">The document.</param>
    /// <param name="position">Where the backslash is.</param>
    /// <param name="end">The position after the escape; the offending byte if there is a fault.</param>
    public static JsonError Check(ReadOnlySpan<byte> json, int position, out int end)
    {
        end = position + 1;
        if (end >= json.Length)
        {
            return JsonError.Syntax;
        }

        if (json[end] != 'u')
        {
            var isKnown = Simple(json[end]) != 0;
            end += isKnown ? 1 : 0;
            return isKnown ? JsonError.None : JsonError.Syntax;
        }

        var unit = ReadUnit(json, position);
        if (unit < 0)
        {
            end = FindNoHex(json, position + 2);
            return JsonError.Syntax;
        }

        end = position + UnitLength;
        if (!char.IsSurrogate((char)unit))
        {
            return JsonError.None;
        }

        if (char.IsHighSurrogate((char)unit) && ReadUnit(json, end) is >= 0xDC00 and <= 0xDFFF)
        {
            end += UnitLength;
            return JsonError.None;
        }

        end = position;
        return JsonError.Encoding;
    }

    /// <summary>Writes the text that bytes between quotes stand for; bytes with a wrong escape as they are.</summary>
    /// <returns>The number of bytes written.</returns>
    public static int UnescapeAny(ReadOnlySpan<byte> escaped, Span<byte> destination)
    {
        for (var position = escaped.IndexOf((byte)'\\'); position >= 0 && position < escaped.Length;)
        {
            if (Check(escaped, position, out var end) != JsonError.None)
            {
                escaped.CopyTo(destination);
                return escaped.Length;
            }

            var next = escaped[end..].IndexOf((byte)'\\');
            position = next < 0 ? -1 : end + next;
        }

        return Unescape(escaped, destination);
    }

    /// <summary>Writes the text that <paramref name="escaped"/> stands for, as UTF-8.</summary>
    /// <remarks>Half of a surrogate pair becomes the three bytes that UTF-8 would have for it.</remarks>
    /// <param name="escaped">The bytes between the quotes of a string that was read without fault.</param>
    /// <param name="destination">At least as long: no escape is shorter than its text.</param>
    /// <returns>The number of bytes written.</returns>
    public static int Unescape(ReadOnlySpan<byte> escaped, Span<byte> destination)
    {
        var written = 0;
        while (true)
        {
            var plain = escaped.IndexOf((byte)'\\');
            if (plain < 0)
            {
                escaped.CopyTo(destination[written..]);
                return written + escaped.Length;
            }

            escaped[..plain].CopyTo(destination[written..]);
            written += plain;
            escaped = escaped[plain..];
            if (IsHalf(escaped, out var half))
            {
                written += WriteHalf(half, destination[written..]);
                escaped = escaped[UnitLength..];
                continue;
            }

            var length = DecodeOne(escaped, out var rune);
            written += rune.EncodeToUtf8(destination[written..]);
            escaped = escaped[length..];
        }
    }

    /// <summary>Whether validated text begins with an escape for half of a surrogate pair.</summary>
    private static bool IsHalf(ReadOnlySpan<byte> escaped, out int half)
    {
        half = escaped[1] == 'u' ? ReadUnit(escaped, 0) : 0;
        return char.IsSurrogate((char)half)
            && (char.IsLowSurrogate((char)half) || ReadUnit(escaped, UnitLength) is not (>= 0xDC00 and <= 0xDFFF));
    }

    private static int WriteHalf(int half, Span<byte> destination)
    {
        destination[0] = (byte)(0xE0 | (half >> 12));
        destination[1] = (byte)(0x80 | ((half >> 6) & 0x3F));
        destination[2] = (byte)(0x80 | (half & 0x3F));
        return 3;
    }

    /// <summary>Reads the escape, or the two of a surrogate pair, at the start of validated text.</summary>
    /// <returns>The number of bytes of the escape.</returns>
    public static int DecodeOne(ReadOnlySpan<byte> escaped, out Rune rune)
    {
        if (escaped[1] != 'u')
        {
            rune = new Rune((char)Simple(escaped[1]));
            return 2;
        }

        var unit = (char)ReadUnit(escaped, 0);
        if (!char.IsSurrogate(unit))
        {
            rune = new Rune(unit);
            return UnitLength;
        }

        rune = new Rune(unit, (char)ReadUnit(escaped, UnitLength));
        return 2 * UnitLength;
    }

    /// <summary>The character of a two-byte escape; zero where there is no such escape.</summary>
    private static byte Simple(byte letter) => letter switch
    {
        (byte)'"' or (byte)'\\' or (byte)'/' => letter,
        (byte)'b' => (byte)'\b',
        (byte)'f' => (byte)'\f',
        (byte)'n' => (byte)'\n',
        (byte)'r' => (byte)'\r',
        (byte)'t' => (byte)'\t',
        _ => 0,
    };

    /// <summary>The UTF-16 code unit of the escape of six bytes at that position; negative if there is none.</summary>
    private static int ReadUnit(ReadOnlySpan<byte> json, int position)
    {
        if (json.Length - position < UnitLength || json[position] != '\\' || json[position + 1] != 'u')
        {
            return -1;
        }

        var digits = json.Slice(position + 2, 4);
        return (Hex(digits[0]) << 12) | (Hex(digits[1]) << 8) | (Hex(digits[2]) << 4) | Hex(digits[3]);
    }

    private static int FindNoHex(ReadOnlySpan<byte> json, int position)
    {
        while (position < json.Length && Hex(json[position]) >= 0)
        {
            position++;
        }

        return position;
    }

    /// <summary>The value of a hexadecimal digit; -1, whose bits drown all others, for any other byte.</summary>
    private static int Hex(byte digit)
    {
        var lower = digit | 0x20;
        return digit is >= (byte)'0' and <= (byte)'9' ? digit - '0'
            : lower is >= 'a' and <= 'f' ? lower - 'a' + 10
            : -1;
    }
}
