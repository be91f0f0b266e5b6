using System;

namespace EventNormalization.Normalization;

/// <summary>
/// A decimal number as its digits and the place of its point, of any size that a short text can hold.
/// </summary>
internal readonly ref struct EpochDecimal
{
    /// <summary>The longest number that is read, in bytes; longer ones are refused before.</summary>
    public const int BytesMax = 128;

    private const int ExponentMax = 1_000;
    private const long SecondsMax = 1_000_000_000_000;

    private readonly ReadOnlySpan<byte> _digits;

    private EpochDecimal(ReadOnlySpan<byte> digits, int integerDigits, bool isNegative, bool hasLeadingZero)
    {
        _digits = digits;
        IntegerDigits = integerDigits;
        IsNegative = isNegative;
        HasLeadingZero = hasLeadingZero;
    }

    /// <summary>How many of the digits stand before the point; zero or less for a number below one tenth.</summary>
    public int IntegerDigits { get; }

    public bool IsNegative { get; }

    public bool HasLeadingZero { get; }

    /// <summary>Reads <c>[-]digits[.digits][e[+-]digits]</c>; the digits go to <paramref name="buffer"/>.</summary>
    public static bool TryRead(ReadOnlySpan<byte> number, Span<byte> buffer, out EpochDecimal value)
    {
        value = default;
        if (number.Length > BytesMax)
        {
            return false;
        }

        var isNegative = !number.IsEmpty && number[0] == '-';
        var rest = isNegative ? number[1..] : number;
        var integer = TakeDigits(ref rest);
        integer.CopyTo(buffer);
        var count = integer.Length;
        if (!rest.IsEmpty && rest[0] == '.')
        {
            rest = rest[1..];
            var fraction = TakeDigits(ref rest);
            fraction.CopyTo(buffer[count..]);
            count += fraction.IsEmpty ? BytesMax : fraction.Length;
        }

        if (integer.IsEmpty || count > BytesMax || !TryReadExponent(rest, out var exponent))
        {
            return false;
        }

        value = new EpochDecimal(buffer[..count], integer.Length + exponent, isNegative, buffer[0] == '0');
        return true;
    }

    /// <summary>
    /// Gives whole seconds and nanoseconds of a number in a unit that is so many decimals below a second.
    /// </summary>
    public bool TrySplit(int decimals, out long second, out int nanosecond)
    {
        second = 0;
        nanosecond = 0;
        var point = IntegerDigits - decimals;
        for (var i = 0; i < point; i++)
        {
            if (second >= SecondsMax)
            {
                return false;
            }

            second = (10 * second) + Digit(i);
        }

        for (var i = point; i < point + 9; i++)
        {
            nanosecond = (10 * nanosecond) + Digit(i);
        }

        return true;
    }

    /// <summary>Whether a number in such a unit says more than nanoseconds hold.</summary>
    public bool HasDigitsBelowNanosecond(int decimals) => HasDigitsFrom(IntegerDigits - decimals + 9);

    /// <summary>Gives the whole of the number and so many digits after the point; false if it is too large.</summary>
    public bool TrySplitWhole(int fractionDigits, out long whole, out ulong fraction)
    {
        fraction = 0;
        if (!TrySplit(0, out whole, out _))
        {
            return false;
        }

        for (var i = IntegerDigits; i < IntegerDigits + fractionDigits; i++)
        {
            fraction = (10 * fraction) + (ulong)Digit(i);
        }

        return true;
    }

    /// <summary>Whether a digit other than zero stands so far after the first one.</summary>
    public bool HasDigitsFrom(int index) =>
        index < _digits.Length && _digits[Math.Max(index, 0)..].ContainsAnyExcept((byte)'0');

    private int Digit(int index) => index >= 0 && index < _digits.Length ? _digits[index] - '0' : 0;

    private static ReadOnlySpan<byte> TakeDigits(ref ReadOnlySpan<byte> rest)
    {
        var length = rest.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        var digits = length < 0 ? rest : rest[..length];
        rest = rest[digits.Length..];
        return digits;
    }

    private static bool TryReadExponent(ReadOnlySpan<byte> rest, out int exponent)
    {
        exponent = 0;
        if (rest.IsEmpty)
        {
            return true;
        }

        if (rest[0] is not ((byte)'e' or (byte)'E'))
        {
            return false;
        }

        rest = rest[1..];
        var isNegative = !rest.IsEmpty && rest[0] == '-';
        rest = isNegative || (!rest.IsEmpty && rest[0] == '+') ? rest[1..] : rest;
        var digits = TakeDigits(ref rest);
        foreach (var digit in digits)
        {
            exponent = Math.Min(ExponentMax, (10 * exponent) + digit - '0');
        }

        exponent = isNegative ? -exponent : exponent;
        return !digits.IsEmpty && rest.IsEmpty;
    }
}
