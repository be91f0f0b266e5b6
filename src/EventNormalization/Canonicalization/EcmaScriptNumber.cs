using System;
using System.Diagnostics;
using System.Globalization;

namespace EventNormalization.Canonicalization;

/// <summary>Number text as ECMAScript writes it: the fewest digits that read back as the same double.</summary>
internal static class EcmaScriptNumber
{
    /// <summary>Room enough for any number.</summary>
    public const int LengthMax = DecimalDigits.LengthMax;

    // Up to 15 digits, no two decimals share a double, so the digits themselves are the shortest ones.
    private const int ExactDigitCount = 15;

    // Within these powers of ten every double is a normal one, which the rule about digits needs.
    private const int ExactPointMax = 300;
    private const int ExactPointMin = -300;

    private const double MillionthsMax = 1e9;
    private const double Millionths = 1e6;

    /// <summary>Writes the text of a finite number; <c>-0</c> is written <c>0</c>.</summary>
    /// <param name="value">A finite number.</param>
    /// <param name="destination">At least <see cref="LengthMax"/> bytes.</param>
    /// <returns>The number of bytes written.</returns>
    public static int Format(double value, Span<byte> destination)
    {
        Debug.Assert(double.IsFinite(value));
        return TryFromMillionths(value, out var digits) || TryFromShortest(value, out digits)
            ? digits.Write(destination)
            : throw new UnreachableException();
    }

    /// <summary>Writes a number of JSON, given as text, the way <see cref="Format"/> writes its double.</summary>
    /// <param name="number">Text in the grammar of a JSON number.</param>
    /// <param name="destination">At least <see cref="LengthMax"/> bytes.</param>
    /// <returns>The number of bytes written; zero where the number is beyond the range of a double.</returns>
    public static int Rewrite(ReadOnlySpan<byte> number, Span<byte> destination)
    {
        if (DecimalDigits.TryRead(number, out var digits)
            && digits.Count <= ExactDigitCount
            && digits.Point is >= ExactPointMin and <= ExactPointMax)
        {
            return digits.Write(destination);
        }

        var value = double.Parse(number, NumberStyles.Float, CultureInfo.InvariantCulture);
        return double.IsFinite(value) ? Format(value, destination) : 0;
    }

    /// <summary>Whether a JSON number is an integer of so few digits that its text stays as it is.</summary>
    public static bool IsPlainInteger(ReadOnlySpan<byte> number)
    {
        var start = number[0] == '-' ? 1 : 0;
        if (number.Length - start > ExactDigitCount || (start == 1 && number[1] == '0'))
        {
            return false;
        }

        foreach (var digit in number)
        {
            if (digit is (byte)'.' or > (byte)'9')
            {
                return false;
            }
        }

        return true;
    }

    private static bool TryFromMillionths(double value, out DecimalDigits digits)
    {
        digits = default;
        var magnitude = Math.Abs(value);
        if (magnitude >= MillionthsMax)
        {
            return false;
        }

        // Integers and decimals of few places: if the rounded quotient of two exact doubles is the number itself,
        // the millionths, of at most 15 digits, are its shortest text.
        var millionths = Math.Round(magnitude * Millionths);
        if (millionths / Millionths != magnitude)
        {
            return false;
        }

        digits = DecimalDigits.FromInteger(value < 0, (ulong)millionths, scale: -6);
        return true;
    }

    private static bool TryFromShortest(double value, out DecimalDigits digits)
    {
        Span<byte> text = stackalloc byte[LengthMax];
        var isWritten = value.TryFormat(text, out var length, default, CultureInfo.InvariantCulture);
        Debug.Assert(isWritten);
        return DecimalDigits.TryRead(text[..length], out digits);
    }
}
