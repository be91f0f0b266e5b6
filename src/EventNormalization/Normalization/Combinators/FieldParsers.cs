using NodaTime;

namespace EventNormalization.Normalization;

/// <summary>
/// The parsers that the library ships, as values to compose with <see cref="FieldParserExtensions"/>.
/// </summary>
public static class FieldParsers
{
    /// <summary>Text, trimmed and in NFC; its letter case is kept.</summary>
    public static IFieldParser<string> Text { get; } = TextParser.Kept;

    /// <summary>Text in the letter case that the profile gives metrics.</summary>
    public static IFieldParser<string> Metric { get; } = TextParser.Metric;

    /// <summary>Decimal numbers, as JSON numbers and as text in the number format of the profile.</summary>
    public static IFieldParser<decimal> Amount { get; } = new AmountParser();

    /// <summary>Currencies: ISO 4217 codes and numbers, and marks.</summary>
    public static IFieldParser<string> Currency { get; } = new CurrencyParser();

    /// <summary>The currency that the text of an amount names, for a further field.</summary>
    public static IFieldParser<string> CurrencyOfAmount { get; } = new AmountCurrencyParser();

    /// <summary>Whole numbers of 64 bits.</summary>
    public static IFieldParser<long> Integer { get; } = new IntegerParser();

    /// <summary>Truth values.</summary>
    public static IFieldParser<bool> Boolean { get; } = new BooleanParser();

    /// <summary>Instants of the years 1 to 9999, in the forms that standards and tools write.</summary>
    public static IFieldParser<Instant> Timestamp { get; } = new TimestampParser();
}
