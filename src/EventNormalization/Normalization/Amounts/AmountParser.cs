using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace EventNormalization.Normalization;

/// <summary>Reads a decimal number exactly, from JSON or from the forms in which people and tools write one.</summary>
/// <remarks>
/// <para>The parser takes what has one reading and refuses the rest; nothing is rounded, and nothing passes through a
/// floating-point number. The value has a coefficient of 96 bits and a scale from 0 to 28, as
/// <see cref="decimal"/> does; zeros at the end of a longer fraction are dropped, since they change nothing.</para>
/// <para>The usual numbers are read at once by <see cref="ShortAmounts"/>, or by <see cref="PlainDecimals"/> if they
/// are long; all others by <see cref="AmountGrammar"/>, in one pass over at most 64 characters. A success allocates
/// nothing.</para>
/// </remarks>
public sealed class AmountParser : IFieldParser<decimal>
{
    /// <inheritdoc/>
    public ParseResult<decimal> Parse(FieldInput input, ClientProfile profile)
    {
        ArgumentNullException.ThrowIfNull(profile);
        if (TryReadUsual(input, profile, out var value))
        {
            return value;
        }

        return input.Kind switch
        {
            JsonKind.Text => ReadText(input.Utf8, profile.Amount.NumberFormat),

            // The grammar of JSON's numbers is the part of ours in which the point is always the decimal mark.
            JsonKind.Number => ReadNumber(input.Utf8, NumberFormat.DecimalPoint),
            _ => AmountFailures.Kind,
        };
    }

    /// <summary>The name of the parser in explanations and in the fingerprint of the rules.</summary>
    public override string ToString() => "amount";

    /// <summary>Reads the usual amounts without the cost of a result; false says nothing about the others.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static bool TryReadUsual(FieldInput input, ClientProfile profile, out decimal value)
    {
        value = default;
        return input.Kind is JsonKind.Text or JsonKind.Number
            && ShortAmounts.TryRead(input.Utf8, FormatOf(input, profile), out value);
    }

    /// <summary>The same of a text or a number of at most 16 bytes that is loaded already.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static bool TryReadUsual(
        FieldInput input, Vector128<ulong> words, ClientProfile profile, out decimal value) =>
        ShortAmounts.TryRead(input.Utf8, words, FormatOf(input, profile), hasCurrency: false, out value);

    /// <summary>The same, and the mark that stood beside the number, if one did.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static bool TryReadUsual(
        FieldInput input, Vector128<ulong> words, ClientProfile profile, out WrittenMoney money)
    {
        money = default;
        var isRead = ShortAmounts.TryRead(input.Utf8, words, FormatOf(input, profile), hasCurrency: false, out var value);
        money.Value = value;
        if (isRead && input.Utf8[0] == '$' | input.Utf8[^1] == '$')
        {
            return false;
        }

        return isRead;
    }

    private static NumberFormat FormatOf(FieldInput input, ClientProfile profile) =>
        input.Kind == JsonKind.Text ? profile.Amount.NumberFormat : NumberFormat.DecimalPoint;

    private static ParseResult<decimal> ReadText(ReadOnlySpan<byte> text, NumberFormat format) =>
        !text.IsEmpty && MarkedAmounts.TryRead(text, format, out var value) ? value : ReadNumber(text, format);

    private static ParseResult<decimal> ReadNumber(ReadOnlySpan<byte> number, NumberFormat format)
    {
        if (IsPointDecimal(number, format) && PlainDecimals.TryRead(number, out var value))
        {
            return value;
        }

        return AmountText.IsTooLong(number) ? AmountFailures.TooLong : AmountGrammar.Read(number, format);
    }

    /// <summary>Whether a point is the decimal mark; only three digits behind it can be a group.</summary>
    private static bool IsPointDecimal(ReadOnlySpan<byte> text, NumberFormat format) =>
        format is NumberFormat.Invariant or NumberFormat.DecimalPoint || text.Length < 4 || text[^4] != '.';
}
