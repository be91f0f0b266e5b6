using System;
using System.Diagnostics;
using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using EventNormalization.Canonicalization;
using EventNormalization.Normalization;

namespace EventNormalization.Identity;

/// <summary>Decimal numbers as the identity writes them.</summary>
/// <remarks>
/// A number if the double that RFC 8785 writes reads back as exactly the same decimal, else a string of its plain
/// digits. So different decimals never have the same text, and a reader that only knows doubles is never misled.
/// </remarks>
internal static class CanonicalAmount
{
    /// <summary>The longest text of a decimal, in quotes.</summary>
    public const int LengthMax = 40;

    // Up to 15 digits, no two decimals share a double; beyond 17, no double's text is as long.
    private const ulong ExactBelow = 1_000_000_000_000_000;
    private const ulong LongestBelow = 100_000_000_000_000_000;

    // With at most six decimals a number other than zero is at least 0.000001, which is written without an exponent.
    private const int ShortScaleMax = 6;

    /// <summary>Writes a decimal as JSON; returns the number of bytes.</summary>
    public static int Write(decimal value, Span<byte> destination)
    {
        var bits = DecimalBits.Of(value);
        if (bits.High == 0 && bits.Low < ExactBelow)
        {
            return bits.Scale <= ShortScaleMax && bits.Low != 0
                ? WriteShort(bits.IsNegative, bits.Low, bits.Scale, destination)
                : DecimalDigits.FromInteger(bits.IsNegative, bits.Low, -bits.Scale).Write(destination);
        }

        return WriteLong(value, destination);
    }

    /// <summary>Writes the plain digits of a decimal: no exponent, no superfluous zero, no sign of zero.</summary>
    public static int WritePlain(decimal value, Span<byte> destination)
    {
        var isWritten = value.TryFormat(destination, out var length, default, CultureInfo.InvariantCulture);
        Debug.Assert(isWritten);
        if (destination[..length].Contains((byte)'.'))
        {
            var text = destination[..length].TrimEnd((byte)'0');
            length = text[^1] == '.' ? text.Length - 1 : text.Length;
        }

        var isMinusZero = length == 2 && destination[0] == '-' && destination[1] == '0';
        if (!isMinusZero)
        {
            return length;
        }

        destination[0] = (byte)'0';
        return 1;
    }

    /// <summary>Writes a number of at most fifteen digits, six of them decimals: its text has no exponent.</summary>
    /// <remarks>
    /// All digits are computed at once; one shuffle then selects the significant ones and inserts the point.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int WriteShort(bool isNegative, ulong coefficient, int scale, Span<byte> destination)
    {
        unchecked
        {
            var digits = SixteenDigits(coefficient);
            var significant = Vector128.GreaterThan(digits, Vector128<byte>.Zero).ExtractMostSignificantBits();
            var last = BitOperations.Log2(significant);
            var point = Vector128<byte>.Count - scale;
            var first = Math.Min(BitOperations.TrailingZeroCount(significant), point - 1);
            var whole = Vector128.Create((byte)(point - first));
            var places = Vector128<byte>.Indices;

            // After the point, each character is the digit of the position before it.
            var sources = places + Vector128.Create((byte)first) + Vector128.GreaterThan(places, whole);
            var characters = Vector128.ShuffleNative(digits + Vector128.Create((byte)'0'), sources);
            destination[0] = (byte)'-';
            var start = isNegative ? 1 : 0;
            Vector128.ConditionalSelect(Vector128.Equals(places, whole), Vector128.Create((byte)'.'), characters)
                .CopyTo(destination[start..]);
            return start + (last < point ? point - first : last - first + 2);
        }
    }

    /// <summary>The sixteen last digits of a number, as values.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> SixteenDigits(ulong value)
    {
        const uint Half = 100_000_000;
        var upper = value / Half;
        return Vector128.Create(EightDigits.Of((uint)upper), EightDigits.Of((uint)(value - (upper * Half)))).AsByte();
    }

    private static int WriteLong(decimal value, Span<byte> destination)
    {
        if (TryWriteExactNumber(value, destination, out var length))
        {
            return length;
        }

        destination[0] = (byte)'"';
        length = WritePlain(value, destination[1..]);
        destination[length + 1] = (byte)'"';
        return length + 2;
    }

    /// <summary>Writes the double's text if it names exactly the same decimal.</summary>
    private static bool TryWriteExactNumber(decimal value, Span<byte> destination, out int length)
    {
        length = 0;
        var (coefficient, scale) = Reduce(value);
        if (coefficient >= LongestBelow)
        {
            return false;
        }

        length = DecimalDigits.FromInteger(value < 0, (ulong)coefficient, -scale).Write(destination);
        if (coefficient < ExactBelow)
        {
            return true;
        }

        Span<byte> text = stackalloc byte[EcmaScriptNumber.LengthMax];
        var textLength = EcmaScriptNumber.Rewrite(destination[..length], text);
        return text[..textLength].SequenceEqual(destination[..length]);
    }

    /// <summary>
    /// The coefficient without factors of ten, and the scale that belongs to it, negative for large numbers.
    /// </summary>
    private static (UInt128 Coefficient, int Scale) Reduce(decimal value)
    {
        var bits = DecimalBits.Of(value);
        var (coefficient, scale) = (new UInt128(bits.High, bits.Low), bits.Scale);
        while (coefficient != 0 && coefficient % 10 == 0)
        {
            coefficient /= 10;
            scale--;
        }

        return (coefficient, scale);
    }
}
