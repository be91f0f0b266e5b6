using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace EventNormalization.Normalization;

/// <summary>Reads the short amounts of nearly all events in one step, before the grammar is asked.</summary>
/// <remarks>
/// <code>
/// amount = ["-"] ["$"] number | "$" "-" number
/// number = digits, in groups of three or in none, with a fraction, or an exponent of two digits at most
/// </code>
/// The text is one vector of 16 bytes, and its digits, commas and points are sets of bits, so that the time does not
/// depend on the number of digits. What has another form, or a reading for the number format to refuse, is left to
/// <see cref="AmountGrammar"/>, which reads the same value out of every text that is read here.
/// </remarks>
internal static class FastAmounts
{
    // Ten to the power of 18 is the largest below 2^63; longer numbers are left to wider arithmetic.
    private const int DigitsMax = 18;
    private const int ScaleMax = 28;

    private static ReadOnlySpan<ulong> PowersOfTen =>
    [
        1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000, 10_000_000_000,
        100_000_000_000, 1_000_000_000_000, 10_000_000_000_000, 100_000_000_000_000, 1_000_000_000_000_000,
        10_000_000_000_000_000, 100_000_000_000_000_000, 1_000_000_000_000_000_000,
    ];

    /// <summary>Reads the whole text; false says nothing about it.</summary>
    public static bool TryRead(ReadOnlySpan<byte> text, NumberFormat format, out decimal value) =>
        TryRead(text, format, hasCurrency: false, out value);

    /// <summary>Reads a text from which a currency mark may have been cut off.</summary>
    public static bool TryRead(ReadOnlySpan<byte> text, NumberFormat format, bool hasCurrency, out decimal value)
    {
        value = default;
        if (text.IsEmpty || text.Length > ShortText.BytesMax || !BitConverter.IsLittleEndian)
        {
            return false;
        }

        return TryRead(text, ShortText.Load(text), format, hasCurrency, out value);
    }

    /// <summary>Reads a text that is loaded already.</summary>
    /// <param name="text">From 1 to 16 bytes.</param>
    /// <param name="words">The same bytes, and zeros after them.</param>
    /// <param name="format">How numbers are written.</param>
    /// <param name="hasCurrency">Whether a currency mark was cut off.</param>
    /// <param name="value">The amount, if it was read.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryRead(
        ReadOnlySpan<byte> text, Vector128<ulong> words, NumberFormat format, bool hasCurrency, out decimal value)
    {
        value = default;
        var bits = new AmountBits(words, text.Length);
        if (!bits.HasKnownPrefix || (hasCurrency && bits.HasDollar))
        {
            return false;
        }

        if (bits.Others != 0)
        {
            return !hasCurrency && TryReadExponential(text, bits, out value);
        }

        return bits.Commas != 0
            ? TryReadGrouped(bits, format, out value)
            : TryReadPlain(bits, format, hasCurrency || bits.HasDollar, out value);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryReadPlain(AmountBits bits, NumberFormat format, bool hasCurrency, out decimal value)
    {
        value = default;
        var scale = AmountBits.PlacesAfter(bits.Points, bits.Length);
        if (bits.Points != 0)
        {
            var mayGroup = scale == 3 && format != NumberFormat.DecimalPoint;
            if (scale == 0 || !BitOperations.IsPow2(bits.Points)
                || (mayGroup && (hasCurrency || format != NumberFormat.Invariant)))
            {
                return false;
            }
        }

        value = Create(bits.Coefficient(bits.Length, bits.Points, groups: 0), scale, bits.IsNegative);
        return true;
    }

    /// <summary>Reads a number with commas, which group or are the decimal mark.</summary>
    private static bool TryReadGrouped(AmountBits bits, NumberFormat format, out decimal value)
    {
        value = default;
        var (point, groups) = (bits.Points, bits.Commas);
        if (BitOperations.IsPow2(groups))
        {
            if (point == 0 && AmountBits.PlacesAfter(groups, bits.Length) == 3)
            {
                if (format is not (NumberFormat.Invariant or NumberFormat.DecimalPoint))
                {
                    return false;
                }
            }
            else if (groups > point)
            {
                (point, groups) = (groups, point);
            }
        }

        var scale = AmountBits.PlacesAfter(point, bits.Length);
        var end = point == 0 ? bits.Length : BitOperations.TrailingZeroCount(point);
        if ((point != 0 && (scale == 0 || !BitOperations.IsPow2(point)))
            || (groups != 0 && !bits.AreGroupsOfThree(groups, end)))
        {
            return false;
        }

        value = Create(bits.Coefficient(bits.Length, point, groups), scale, bits.IsNegative);
        return true;
    }

    /// <summary>Reads a number with <c>e3</c>, <c>E+03</c> and the like after it.</summary>
    private static bool TryReadExponential(ReadOnlySpan<byte> text, AmountBits bits, out decimal value)
    {
        unchecked
        {
            value = default;
            var end = BitOperations.TrailingZeroCount(bits.Others);
            var scale = AmountBits.PlacesAfter(bits.Points, end);
            if (bits.HasDollar || bits.Commas != 0 || (text[end] | 0x20) != 'e'
                || !TryReadExponent(text[(end + 1)..], out var exponent)
                || (bits.Points != 0 && (scale <= 0 || !BitOperations.IsPow2(bits.Points))))
            {
                return false;
            }

            scale -= exponent;
            if (scale > ScaleMax || bits.PlacesBefore(end) - scale > DigitsMax)
            {
                return false;
            }

            var coefficient = bits.Coefficient(end, bits.Points, groups: 0) * PowersOfTen[Math.Max(0, -scale)];
            value = Create(coefficient, Math.Max(0, scale), bits.IsNegative);
            return true;
        }
    }

    private static bool TryReadExponent(ReadOnlySpan<byte> text, out int exponent)
    {
        unchecked
        {
            exponent = 0;
            var first = !text.IsEmpty && text[0] is ((byte)'+' or (byte)'-') ? 1 : 0;
            var count = text.Length - first;
            if (count is < 1 or > 2)
            {
                return false;
            }

            var ones = (uint)(text[^1] - '0');
            var tens = count == 1 ? 0 : (uint)(text[first] - '0');
            exponent = (int)((10 * tens) + ones) * (text[0] == '-' ? -1 : 1);
            return ones <= 9 && tens <= 9;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static decimal Create(ulong coefficient, int scale, bool isNegative) => unchecked(new decimal(
        (int)coefficient, (int)(coefficient >> 32), 0, isNegative & (coefficient != 0), (byte)scale));
}
