using System;

namespace EventNormalization.Normalization;

/// <summary>Reads the currency out of the text of an amount, or of a text of its own, as its ISO 4217 code.</summary>
/// <remarks>
/// <para>For a further field whose <see cref="FieldDefinition.ReadFrom"/> is <c>amount</c>: <c>€ 12,50</c> gives
/// <c>EUR</c>, and so do <c>EUR</c> and <c>€</c> alone. An amount without a mark is
/// <see cref="Problems.Missing"/>, so that an optional field is absent then.</para>
/// <para>A mark that several currencies share, such as <c>$</c>, <c>¥</c> or <c>kr</c>, is ambiguous. A bare <c>£</c>
/// is the pound sterling, as it is in CLDR. How the number reads does not matter here. A success allocates
/// nothing.</para>
/// </remarks>
public sealed class CurrencyOfAmountParser : IFieldParser<string>
{
    /// <inheritdoc/>
    public ParseResult<string> Parse(FieldInput input, ClientProfile profile)
    {
        ArgumentNullException.ThrowIfNull(profile);
        return input.Kind switch
        {
            JsonKind.Number => AmountFailures.NoCurrency,
            JsonKind.Text when AmountText.IsTooLong(input.Utf8) => AmountFailures.TooLong,
            JsonKind.Text => Read(input.Utf8, profile.Amount.Compiled),
            _ => AmountFailures.Kind,
        };
    }

    /// <summary>The name of the parser in explanations and in the fingerprint of the rules.</summary>
    public override string ToString() => "currency";

    private static ParseResult<string> Read(ReadOnlySpan<byte> utf8, CompiledAmountRules rules)
    {
        if (CurrencyMarks.FindAlone(utf8) is { } alone)
        {
            return CodeOf(alone);
        }

        var text = new AmountText(utf8, stackalloc byte[AmountText.CharactersMax]);
        return !AmountGrammar.TryRead(ref text, rules, out var amount) ? text.Failure
            : amount.Mark is null ? AmountFailures.NoCurrency
            : CodeOf(amount.Mark);
    }

    private static ParseResult<string> CodeOf(CurrencyMark mark) => mark.Currency switch
    {
        null or { Codes: [] } => AmountFailures.UnnamedCurrency,
        { Codes: [var code] } => code,
        var shared => AmountFailures.SharedMark(shared.Codes),
    };
}
