using System;

namespace EventNormalization.Normalization;

/// <summary>Reads the currency out of the text of an amount, or of a text of its own, as a record has it.</summary>
/// <remarks>
/// <para>For a further field whose <see cref="FieldDefinition.ReadFrom"/> is another further field, such as a fee
/// with a
/// currency of its own: <c>€ 12,50</c> gives <c>EUR</c>, and so do <c>EUR</c> and <c>€</c> alone. An amount without a
/// mark is <see cref="Problems.Missing"/>, so that an optional field is absent then.</para>
/// <para>A mark that several currencies share is the profile's currency if that is one of them, else the mark in its
/// canonical spelling: <c>$</c>, <c>kr</c>. How the number reads does not matter here. A success allocates
/// nothing.</para>
/// </remarks>
internal sealed class AmountCurrencyParser : IFieldParser<string>
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
    /// <returns>Part of the fingerprint: it changes only with what the parser reads.</returns>
    public override string ToString() => "currency of an amount";

    private static ParseResult<string> Read(ReadOnlySpan<byte> utf8, CompiledAmountRules rules)
    {
        if (CurrencyMarks.FindAlone(utf8) is { } alone)
        {
            return TextOf(alone, rules);
        }

        var text = new AmountText(utf8, stackalloc byte[AmountText.CharactersMax]);
        return !AmountGrammar.TryRead(ref text, rules, out var amount) ? text.Failure
            : amount.Mark is null ? AmountFailures.NoCurrency
            : TextOf(amount.Mark, rules);
    }

    private static ParseResult<string> TextOf(CurrencyMark mark, CompiledAmountRules rules)
    {
        var money = new WrittenMoney { Currency = mark.Currency };
        CurrencyResolution.Settle(money, default, rules, out var resolved);
        return mark.Currency is not null && resolved.Known is { } currency ? currency.Text : AmountFailures.NoCurrency;
    }
}
