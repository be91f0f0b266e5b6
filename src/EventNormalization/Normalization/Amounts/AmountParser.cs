using System;

namespace EventNormalization.Normalization;

/// <summary>Reads a decimal number exactly, from JSON or from the forms in which people and tools write one.</summary>
/// <remarks>
/// <para>The parser takes what has one reading and refuses the rest; nothing is rounded, and nothing passes through a
/// floating-point number. The value has a coefficient of 96 bits and a scale from 0 to 28, as
/// <see cref="decimal"/> does; zeros at the end of a longer fraction are dropped, since they change nothing.</para>
/// <para>Plain numbers are read at once by <see cref="PlainDecimals"/>; all others by <see cref="AmountGrammar"/>, in
/// one pass over at most 64 characters. A success allocates nothing.</para>
/// </remarks>
public sealed class AmountParser : IFieldParser<decimal>
{
    /// <inheritdoc/>
    public ParseResult<decimal> Parse(FieldInput input, ClientProfile profile)
    {
        ArgumentNullException.ThrowIfNull(profile);
        return input.Kind switch
        {
            JsonKind.Text => ReadText(input.Utf8, profile.Amount.NumberFormat),
            JsonKind.Number => ReadNumber(input.Utf8),
            _ => AmountFailures.Kind,
        };
    }

    private static ParseResult<decimal> ReadNumber(ReadOnlySpan<byte> number)
    {
        if (PlainDecimals.TryRead(number, out var value))
        {
            return value;
        }

        // The grammar of JSON's numbers is the part of ours in which the point is always the decimal mark.
        return AmountText.IsTooLong(number)
            ? AmountFailures.TooLong
            : AmountGrammar.Read(number, NumberFormat.DecimalPoint);
    }

    private static ParseResult<decimal> ReadText(ReadOnlySpan<byte> text, NumberFormat format)
    {
        if (IsPointDecimal(text, format) && PlainDecimals.TryRead(text, out var value))
        {
            return value;
        }

        return AmountText.IsTooLong(text) ? AmountFailures.TooLong : AmountGrammar.Read(text, format);
    }

    /// <summary>Whether a point is the decimal mark; only three digits behind it can be a group.</summary>
    private static bool IsPointDecimal(ReadOnlySpan<byte> text, NumberFormat format) =>
        format is NumberFormat.Invariant or NumberFormat.DecimalPoint || text.Length < 4 || text[^4] != '.';
}
