using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace EventNormalization.Normalization;

/// <summary>Reads a decimal number exactly, from JSON or from the forms in which people and tools write one.</summary>
/// <remarks>
/// <para>The parser takes what has one reading and refuses the rest; nothing is rounded, and nothing passes through a
/// floating-point number. The value has a coefficient of 96 bits and a scale from 0 to 28, as
/// <see cref="decimal"/> does; zeros at the end of a longer fraction are dropped, since they change nothing.</para>
/// <para>The usual numbers are read at once by <see cref="FastAmounts"/>, or by <see cref="FastDecimals"/> if they
/// are long; all others by <see cref="AmountGrammar"/>, in one pass over at most 64 characters. A success allocates
/// nothing.</para>
/// <para>A currency mark is set aside. Of a record's own amount the mark is the record's currency, and the profile's
/// unit, scale and sign are applied to it; what this parser returns is the number as it is written.</para>
/// </remarks>
internal sealed class AmountParser : IFieldParser<decimal>
{
    /// <inheritdoc/>
    public ParseResult<decimal> Parse(FieldInput input, ClientProfile profile)
    {
        ArgumentNullException.ThrowIfNull(profile);
        if (TryReadFast(input, profile, out var value))
        {
            return value;
        }

        var failure = MoneyReading.Read(input, profile, out var money);
        if (failure is null && money.MayBeMinor)
        {
            var settling = new AmountConversion(profile.Amount.Compiled);
            failure = settling.Scale(money, new ResolvedCurrency(money.Currency), out _);
        }

        return failure is null ? money.Value : failure;
    }

    /// <summary>The name of the parser in explanations and in the fingerprint of the rules.</summary>
    /// <returns>Part of the fingerprint: it changes only with what the parser reads.</returns>
    public override string ToString() => "amount";

    /// <summary>Reads the usual amounts without the cost of a result; false says nothing about the others.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static bool TryReadFast(FieldInput input, ClientProfile profile, out decimal value)
    {
        value = default;
        return input.Kind is JsonKind.Text or JsonKind.Number
            && FastAmounts.TryRead(input.Utf8, FormatOf(input, profile), out value);
    }

    /// <summary>The same of a text or a number of at most 16 bytes that is loaded already.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static bool TryReadFast(
        FieldInput input, Vector128<ulong> words, ClientProfile profile, out decimal value) =>
        FastAmounts.TryRead(input.Utf8, words, FormatOf(input, profile), hasCurrency: false, out value);

    /// <summary>Whether a text that <see cref="FastAmounts"/> reads has a dollar sign.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static bool HasDollar(ReadOnlySpan<byte> text) =>
        text[0] == '$' || (text[0] == '-' && text[1] == '$');

    private static NumberFormat FormatOf(FieldInput input, ClientProfile profile) =>
        input.Kind == JsonKind.Text ? profile.Amount.NumberFormat : NumberFormat.DecimalPoint;
}
