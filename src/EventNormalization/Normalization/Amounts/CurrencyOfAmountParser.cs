namespace EventNormalization.Normalization;

/// <summary>Reads the currency of an amount's text.</summary>
public sealed class CurrencyOfAmountParser : IFieldParser<string>
{
    /// <inheritdoc/>
    public ParseResult<string> Parse(FieldInput input, ClientProfile profile) =>
        new ParseFailure { Problem = Problems.Missing, Expected = "an amount with a currency" };
}
