using System;
using System.Buffers.Text;

namespace EventNormalization.Canonicalization;

/// <summary>A decimal as its significant digits and the place of its point, written as ECMAScript does.</summary>
internal readonly struct DecimalDigits
{
    /// <summary>The longest text: <c>-1.2345678901234567e-308</c>, and six places below one, need fewer.</summary>
    public const int LengthMax = 32;

    private const int DigitCountMax = 17;
    private const int ExponentDigitsMax = 4;

    // ECMAScript writes 1e21 and 1e-7 with an exponent, 1e20 and 1e-6 without.
    private const int PlainPointMax = 21;
    private const int PlainPointMin = -5;

    private readonly ulong _digits;
    private readonly bool _isNegative;

    private DecimalDigits(bool isNegative, ulong digits, int count, int point)
    {
        _isNegative = isNegative;
        _digits = digits;
        Count = count;
        Point = point;
    }

    /// <summary>The number of significant digits; zero for zero.</summary>
    public int Count { get; }

    /// <summary>The number of digits before the point; the value is 0.DIGITS times ten to this power.</summary>
    public int Point { get; }

    /// <summary>Reads a number in JSON's grammar, in which an exponent may also begin with <c>E+</c>.</summary>
    /// <returns>Whether it has at most seventeen digits, leading zeros apart, and an ordinary exponent.</returns>
    public static bool TryRead(ReadOnlySpan<byte> number, out DecimalDigits read)
    {
        read = default;
        var isNegative = number[0] == '-';
        var digits = 0UL;
        var count = 0;
        var scale = 0;
        var hasPoint = false;
        for (var i = isNegative ? 1 : 0; i < number.Length; i++)
        {
            var digit = number[i] - '0';
            if (digit is >= 0 and <= 9)
            {
                if (count == DigitCountMax)
                {
                    return false;
                }

                digits = (digits * 10) + (uint)digit;
                count += digits == 0 ? 0 : 1;
                scale -= hasPoint ? 1 : 0;
            }
            else if (number[i] == '.')
            {
                hasPoint = true;
            }
            else if (TryReadExponent(number[(i + 1)..], out var exponent) || digits == 0)
            {
                scale += exponent;
                break;
            }
            else
            {
                return false;
            }
        }

        read = Trim(isNegative, digits, count, scale);
        return true;
    }

    /// <summary>The digits of an integer below ten to the seventeenth, times a power of ten.</summary>
    public static DecimalDigits FromInteger(bool isNegative, ulong value, int scale)
    {
        var count = 0;
        for (var rest = value; rest != 0; rest /= 10)
        {
            count++;
        }

        return Trim(isNegative, value, count, scale);
    }

    /// <summary>Writes the number as ECMAScript's Number::toString does.</summary>
    /// <returns>The number of bytes written, at most <see cref="LengthMax"/>.</returns>
    public int Write(Span<byte> destination)
    {
        if (Count == 0)
        {
            destination[0] = (byte)'0';
            return 1;
        }

        var start = 0;
        if (_isNegative)
        {
            destination[start++] = (byte)'-';
        }

        var body = destination[start..];
        return start + (Point is >= PlainPointMin and <= PlainPointMax ? WritePlain(body) : WriteScientific(body));
    }

    private static bool TryReadExponent(ReadOnlySpan<byte> text, out int exponent)
    {
        exponent = 0;
        var sign = text[0] is (byte)'-' or (byte)'+' ? 1 : 0;
        if (text.Length - sign > ExponentDigitsMax)
        {
            return false;
        }

        foreach (var digit in text[sign..])
        {
            exponent = (exponent * 10) + (digit - '0');
        }

        exponent = text[0] == '-' ? -exponent : exponent;
        return true;
    }

    private static DecimalDigits Trim(bool isNegative, ulong digits, int count, int scale)
    {
        if (digits == 0)
        {
            return default;
        }

        while (digits % 10 == 0)
        {
            digits /= 10;
            count--;
            scale++;
        }

        return new DecimalDigits(isNegative, digits, count, count + scale);
    }

    private int WritePlain(Span<byte> body)
    {
        if (Point <= 0)
        {
            "0."u8.CopyTo(body);
            body.Slice(2, -Point).Fill((byte)'0');
            Utf8Formatter.TryFormat(_digits, body[(2 - Point)..], out _);
            return 2 - Point + Count;
        }

        Utf8Formatter.TryFormat(_digits, body, out _);
        if (Point >= Count)
        {
            body[Count..Point].Fill((byte)'0');
            return Point;
        }

        body[Point..Count].CopyTo(body[(Point + 1)..]);
        body[Point] = (byte)'.';
        return Count + 1;
    }

    private int WriteScientific(Span<byte> body)
    {
        Utf8Formatter.TryFormat(_digits, body[1..], out _);
        body[0] = body[1];
        body[1] = (byte)'.';
        var length = Count == 1 ? 1 : Count + 1;
        var exponent = Point - 1;
        body[length++] = (byte)'e';
        body[length++] = exponent < 0 ? (byte)'-' : (byte)'+';
        Utf8Formatter.TryFormat(Math.Abs(exponent), body[length..], out var exponentLength);
        return length + exponentLength;
    }
}
