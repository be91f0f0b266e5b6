using System.Globalization;
using NodaTime;
using NodaTime.Text;

namespace EventNormalization.Normalization;

/// <summary>Reads an amount.</summary>
internal readonly struct DecimalReading(IFieldParser<decimal> parser) : IFieldReading<decimal>
{
    public ParseFailure? Read(RecordReader reader, FieldInput input, out decimal value)
    {
        if (parser is AmountParser && AmountParser.TryReadUsual(input, reader.Profile, out value))
        {
            return null;
        }

        return ParserGuard.Read(parser, input, reader.Profile, out value);
    }

    public bool AreEqual(RecordReader reader, decimal left, decimal right) => left == right;

    public string Show(RecordReader reader, decimal value) => value.ToString(CultureInfo.InvariantCulture);
}

/// <summary>Reads a timestamp.</summary>
internal readonly struct InstantReading(IFieldParser<Instant> parser) : IFieldReading<Instant>
{
    public ParseFailure? Read(RecordReader reader, FieldInput input, out Instant value)
    {
        if (parser is TimestampParser && TimestampParser.TryReadUsual(input, reader.Profile, out value))
        {
            return null;
        }

        return ParserGuard.Read(parser, input, reader.Profile, out value);
    }

    public bool AreEqual(RecordReader reader, Instant left, Instant right) => left == right;

    public string Show(RecordReader reader, Instant value) => InstantPattern.ExtendedIso.Format(value);
}

/// <summary>Reads a text into the reader's text memory.</summary>
internal readonly struct TextReading(IFieldParser<string> parser) : IFieldReading<TextSlice>
{
    public ParseFailure? Read(RecordReader reader, FieldInput input, out TextSlice value) =>
        reader.WriteText(parser, input, out value);

    public bool AreEqual(RecordReader reader, TextSlice left, TextSlice right) => reader.HaveSameText(left, right);

    public string Show(RecordReader reader, TextSlice value) => reader.TextOf(value);
}

/// <summary>Reads a further field of any type.</summary>
internal readonly struct FurtherReading(FieldDefinition field) : IFieldReading<FieldValue>
{
    public ParseFailure? Read(RecordReader reader, FieldInput input, out FieldValue value) =>
        field.Read(input, reader.Profile, out value);

    public bool AreEqual(RecordReader reader, FieldValue left, FieldValue right) => left == right;

    public string Show(RecordReader reader, FieldValue value) => value.ToString();
}
