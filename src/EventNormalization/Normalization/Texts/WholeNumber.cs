using System;
using System.Buffers.Text;

namespace EventNormalization.Normalization;

/// <summary>The digits of a JSON number that is an integer, whatever its fraction and its exponent.</summary>
internal static class WholeNumber
{
    /// <summary>Writes the digits without leading zeros, and a minus before them; 0 has none.</summary>
    /// <param name="number">A number by the grammar of RFC 8259.</param>
    /// <param name="destination">What does not fit is refused.</param>
    /// <param name="written">The number of bytes written.</param>
    public static bool TryWrite(ReadOnlySpan<byte> number, Span<byte> destination, out int written)
    {
        written = 0;
        var isNegative = number[0] == '-';
        number = isNegative ? number[1..] : number;
        var mark = number.IndexOfAny((byte)'e', (byte)'E');
        var mantissa = mark < 0 ? number : number[..mark];
        var exponent = 0;
        if (mark >= 0 && (!TryReadExponent(number[(mark + 1)..], out exponent) || mantissa.Length > destination.Length))
        {
            return false;
        }

        var point = mantissa.IndexOf((byte)'.');
        var whole = point < 0 ? mantissa : mantissa[..point];
        var fraction = (point < 0 ? default : mantissa[(point + 1)..]).TrimEnd((byte)'0');
        var zeros = checked(exponent - fraction.Length);
        return zeros >= 0
            ? TryJoin(whole, fraction, (isNegative, zeros), destination, out written)
            : fraction.IsEmpty && TryDropZeros(whole, (isNegative, -zeros), destination, out written);
    }

    private static bool TryReadExponent(ReadOnlySpan<byte> text, out int exponent)
    {
        var digits = text[0] == '+' ? text[1..] : text;
        return Utf8Parser.TryParse(digits, out exponent, out var consumed) && consumed == digits.Length
            && exponent is > -1000 and < 1000;
    }

    /// <summary>Writes a number whose last digits an exponent takes away, where they are zeros: 1200e-2.</summary>
    private static bool TryDropZeros(
        ReadOnlySpan<byte> whole, (bool IsNegative, int Count) rest, Span<byte> destination, out int written)
    {
        written = 0;
        var dropped = Math.Min(rest.Count, whole.Length);
        return whole[^dropped..].IndexOfAnyExcept((byte)'0') < 0
            && TryJoin(whole[..^dropped], default, (rest.IsNegative, 0), destination, out written);
    }

    private static bool TryJoin(
        ReadOnlySpan<byte> whole,
        ReadOnlySpan<byte> fraction,
        (bool IsNegative, int Zeros) rest,
        Span<byte> destination,
        out int written)
    {
        written = 0;
        whole = whole.TrimStart((byte)'0');
        fraction = whole.IsEmpty ? fraction.TrimStart((byte)'0') : fraction;
        if (whole.IsEmpty && fraction.IsEmpty)
        {
            destination[0] = (byte)'0';
            written = 1;
            return true;
        }

        var sign = rest.IsNegative ? 1 : 0;
        var length = sign + whole.Length + fraction.Length + rest.Zeros;
        if (length > destination.Length)
        {
            return false;
        }

        destination[0] = (byte)'-';
        whole.CopyTo(destination[sign..]);
        fraction.CopyTo(destination[(sign + whole.Length)..]);
        destination[(length - rest.Zeros)..length].Fill((byte)'0');
        written = length;
        return true;
    }
}
