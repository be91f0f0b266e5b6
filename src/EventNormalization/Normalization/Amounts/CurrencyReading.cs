namespace EventNormalization.Normalization;

/// <summary>Reads the member that states a currency.</summary>
internal static class CurrencyReading
{
    /// <summary>Reads a code, an ISO 4217 number or a mark; returns why it cannot, or null after success.</summary>
    /// <param name="input">The member's value.</param>
    /// <param name="others">What becomes of a text that names no currency.</param>
    /// <param name="stated">What the member says, after success.</param>
    public static ParseFailure? Read(FieldInput input, OtherCurrencies others, out StatedCurrency stated)
    {
        stated = default;
        if (input.Kind == JsonKind.Text && CurrencyMarks.FindBehind(input.Utf8) is { } mark
            && mark.Length == input.Utf8.Length && mark.Currency is { } currency)
        {
            stated = new StatedCurrency(currency);
            return null;
        }

        return CurrencyFailures.Format;
    }
}
