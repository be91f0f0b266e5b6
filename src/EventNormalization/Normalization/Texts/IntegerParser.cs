using System;

namespace EventNormalization.Normalization;

/// <summary>Reads whole numbers from -2^63 to 2^63 - 1, exactly.</summary>
/// <remarks>
/// <para>A JSON number is read by its value: <c>7.0</c> and <c>1e3</c> are whole, since JSON knows one kind of number
/// and some writers give every number a fraction. It never goes through a double.</para>
/// <para>A text is read as ASCII digits with at most one <c>+</c> or <c>-</c> before them; leading zeros do not count.
/// Grouped digits and fractions have more than one reading and are refused.</para>
/// <para>Neither may have more than 64 characters.</para>
/// </remarks>
internal sealed class IntegerParser : IFieldParser<long>
{
    private const int LengthMax = 64;

    // More than any number of 64 characters can shift its digits and still fit.
    private const int ExponentMax = 100;

    /// <inheritdoc/>
    public ParseResult<long> Parse(FieldInput input, ClientProfile profile)
    {
        if (input.Kind is not (JsonKind.Number or JsonKind.Text))
        {
            return TextFailures.IntegerKind;
        }

        if (input.Utf8.Length > LengthMax)
        {
            return TextFailures.IntegerLength;
        }

        return input.Kind == JsonKind.Number ? ReadNumber(input.Utf8) : ReadText(input.Utf8);
    }

    /// <summary>The parser's name in explanations and in the fingerprint of the rules.</summary>
    /// <returns>Part of the fingerprint: it changes only with what the parser reads.</returns>
    public override string ToString() => "integer";

    private static ParseResult<long> ReadText(ReadOnlySpan<byte> text)
    {
        var hasSign = text.Length > 0 && text[0] is (byte)'+' or (byte)'-';
        var digits = hasSign ? text[1..] : text;
        return digits.IsEmpty || digits.ContainsAnyExceptInRange((byte)'0', (byte)'9')
            ? TextFailures.Integer
            : Compose(digits, 0, isNegative: text[0] == '-');
    }

    private static ParseResult<long> ReadNumber(ReadOnlySpan<byte> number)
    {
        var isNegative = number[0] == '-';
        var mantissa = isNegative ? number[1..] : number;
        var exponent = 0;
        if (mantissa.IndexOfAny((byte)'e', (byte)'E') is var mark and >= 0)
        {
            exponent = ReadExponent(mantissa[(mark + 1)..]);
            mantissa = mantissa[..mark];
        }

        Span<byte> digits = stackalloc byte[LengthMax];
        var point = mantissa.IndexOf((byte)'.');
        if (point < 0)
        {
            return Compose(mantissa, exponent, isNegative);
        }

        mantissa[..point].CopyTo(digits);
        mantissa[(point + 1)..].CopyTo(digits[point..]);
        var fractionLength = mantissa.Length - point - 1;
        return Compose(digits[..(mantissa.Length - 1)], exponent - fractionLength, isNegative);
    }

    /// <summary>The exponent, or one of its sign that is larger than all that matter.</summary>
    private static int ReadExponent(ReadOnlySpan<byte> text)
    {
        var exponent = 0;
        foreach (var value in text)
        {
            exponent = value is >= (byte)'0' and <= (byte)'9'
                ? Math.Min((10 * exponent) + value - '0', 2 * ExponentMax)
                : exponent;
        }

        return text[0] == '-' ? -exponent : exponent;
    }

    /// <summary>The number of these digits times a power of ten.</summary>
    private static ParseResult<long> Compose(ReadOnlySpan<byte> digits, int exponent, bool isNegative)
    {
        digits = digits.TrimStart((byte)'0');
        var significant = digits.TrimEnd((byte)'0');
        exponent += digits.Length - significant.Length;
        if (significant.IsEmpty)
        {
            return 0;
        }

        if (exponent < 0)
        {
            return TextFailures.Fraction;
        }

        if (significant.Length + exponent > 19)
        {
            return TextFailures.IntegerRange;
        }

        var magnitude = 0UL;
        for (var i = 0; i < significant.Length + exponent; i++)
        {
            magnitude = (10 * magnitude) + (i < significant.Length ? significant[i] - (ulong)'0' : 0);
        }

        return WithSign(magnitude, isNegative);
    }

    private static ParseResult<long> WithSign(ulong magnitude, bool isNegative)
    {
        if (magnitude > (isNegative ? 1UL << 63 : long.MaxValue))
        {
            return TextFailures.IntegerRange;
        }

        return unchecked(isNegative ? -(long)magnitude : (long)magnitude);
    }
}
