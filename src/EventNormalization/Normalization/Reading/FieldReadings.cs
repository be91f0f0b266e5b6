using System.Globalization;
using NodaTime;
using NodaTime.Text;

namespace EventNormalization.Normalization;

/// <summary>Reads an amount and the currency that its value names.</summary>
/// <remarks>
/// Of a value that a host's own parser reads, the library's reads the currency, if it can read it too.
/// </remarks>
internal readonly struct AmountReading(IFieldParser<decimal> parser) : IFieldReading<WrittenMoney>
{
    public bool FoldsWhiteSpace => false;

    public ParseFailure? Read(RecordReader reader, FieldInput input, out WrittenMoney value)
    {
        if (parser is AmountParser)
        {
            return MoneyReading.Read(input, reader.Profile, out value);
        }

        var failure = ParserGuard.Read(parser, input, reader.Profile, out var number);
        value = WrittenMoney.Of(number);

        // A parser that was composed of the library's own must not make one currency of two.
        if (failure is null && input.Kind != JsonKind.Number
            && MoneyReading.Read(input, reader.Profile, out var written) is null)
        {
            value.Currency = written.Currency;
        }

        return failure;
    }

    /// <remarks>
    /// Whether a number may be one of cents must be equal too: else the order of two members decided.
    /// </remarks>
    public bool AreEqual(RecordReader reader, WrittenMoney left, WrittenMoney right) =>
        left.Value == right.Value && ReferenceEquals(left.Currency, right.Currency)
        && left.MayBeMinor == right.MayBeMinor
        && (left.HasMark == right.HasMark || reader.Profile.Amount.Unit != AmountUnit.Minor);

    public string Show(RecordReader reader, WrittenMoney value) => value.Value.ToString(CultureInfo.InvariantCulture);
}

/// <summary>Reads a timestamp.</summary>
internal readonly struct InstantReading(IFieldParser<Instant> parser) : IFieldReading<Instant>
{
    public bool FoldsWhiteSpace => false;

    public ParseFailure? Read(RecordReader reader, FieldInput input, out Instant value)
    {
        if (parser is TimestampParser && TimestampParser.TryReadFast(input, reader.ZonedProfile, out value))
        {
            return null;
        }

        return ParserGuard.Read(parser, input, reader.ZonedProfile, out value);
    }

    public bool AreEqual(RecordReader reader, Instant left, Instant right) => left == right;

    public string Show(RecordReader reader, Instant value) => InstantPattern.ExtendedIso.Format(value);
}

/// <summary>Reads a text into the reader's text memory.</summary>
internal readonly struct TextReading(IFieldParser<string> parser) : IFieldReading<TextSlice>
{
    public bool FoldsWhiteSpace => true;

    public ParseFailure? Read(RecordReader reader, FieldInput input, out TextSlice value) =>
        reader.WriteText(parser, input, out value);

    public bool AreEqual(RecordReader reader, TextSlice left, TextSlice right) => reader.HaveSameText(left, right);

    public string Show(RecordReader reader, TextSlice value) => reader.TextOf(value);
}

/// <summary>Reads a further field of any type.</summary>
internal readonly struct FurtherReading(FieldDefinition field) : IFieldReading<FieldValue>
{
    public bool FoldsWhiteSpace => TextRules.FoldsWhiteSpace(@field);

    public ParseFailure? Read(RecordReader reader, FieldInput input, out FieldValue value) =>
        field.Read(input, reader.ZonedProfile, out value);

    public bool AreEqual(RecordReader reader, FieldValue left, FieldValue right) => left == right;

    public string Show(RecordReader reader, FieldValue value) => value.ToString();
}
