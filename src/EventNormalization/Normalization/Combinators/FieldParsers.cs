using NodaTime;

namespace EventNormalization.Normalization;

/// <summary>
/// The parsers that the library ships, as values to compose with <see cref="FieldParserExtensions"/>.
/// </summary>
/// <remarks>
/// Each takes what has one reading and refuses the rest. They hold no state, so any number of threads may use one at
/// once; the profile of the client is passed to each call.
/// </remarks>
public static class FieldParsers
{
    /// <summary>Text in Unicode Normalization Form C, of at most 256 code points; its letter case is kept.</summary>
    /// <remarks>
    /// The tables are the library's own, of Unicode 17.0.0, so a text is the same on every host. A whole JSON number
    /// becomes its digits, also where it is written as 123.0.
    /// </remarks>
    public static IFieldParser<string> Text { get; } = TextParser.Kept;

    /// <summary>Text as <see cref="Text"/> reads it, in lower case: for ids that are the same in either case.</summary>
    public static IFieldParser<string> LowerCaseText { get; } = TextParser.Lower;

    /// <summary>Text in the letter case that <see cref="ClientProfile.MetricCase"/> gives metrics.</summary>
    public static IFieldParser<string> Metric { get; } = TextParser.Metric;

    /// <summary>Decimal numbers, as JSON numbers and as text in the number format of the profile.</summary>
    /// <remarks>
    /// Read exactly: a coefficient of 96 bits and a scale from 0 to 28, as <see cref="decimal"/> has, and never
    /// rounded.
    /// A text has at most 64 characters. A currency mark is set aside.
    /// </remarks>
    public static IFieldParser<decimal> Amount { get; } = new AmountParser();

    /// <summary>Currencies of ISO 4217, by code, number or mark; the value is the code.</summary>
    /// <remarks>
    /// A mark that several currencies share, such as <c>$</c>, is kept in its canonical spelling. Any other text is
    /// refused.
    /// </remarks>
    public static IFieldParser<string> Currency { get; } = new CurrencyParser();

    /// <summary>
    /// Currencies as <see cref="Currency"/> reads them, and any other text as <see cref="Text"/> does.
    /// </summary>
    /// <remarks>For units of account that are in no standard, such as points or tokens.</remarks>
    public static IFieldParser<string> CurrencyOrText { get; } = new CurrencyParser { Others = OtherCurrencies.Text };

    /// <summary>The currency that the text of an amount names, for a further field.</summary>
    /// <remarks>
    /// <c>€ 12,50</c> gives <c>EUR</c>, and so do <c>EUR</c> and <c>€</c> alone. An amount without a mark is
    /// <see cref="Problems.Missing"/>, so that an optional field is absent then. A mark that several currencies share
    /// is
    /// the profile's currency if that is one of them, else the mark in its canonical spelling.
    /// </remarks>
    public static IFieldParser<string> CurrencyOfAmount { get; } = new AmountCurrencyParser();

    /// <summary>Whole numbers of 64 bits with a sign, from a JSON number or a text of digits.</summary>
    public static IFieldParser<long> Integer { get; } = new IntegerParser();

    /// <summary>Truth values, from JSON or from the texts <c>true</c> and <c>false</c>.</summary>
    public static IFieldParser<bool> Boolean { get; } = new BooleanParser();

    /// <summary>Instants of the years 1 to 9999, in the forms that standards and common tools write.</summary>
    /// <remarks>
    /// A text has at most 128 characters. The profile's zone and date order settle what a text leaves open; its
    /// plausible range is no concern of the parser.
    /// </remarks>
    public static IFieldParser<Instant> Timestamp { get; } = new TimestampParser();
}
