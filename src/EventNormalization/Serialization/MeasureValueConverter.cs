using System;
using System.Text.Json;
using System.Text.Json.Serialization;
using EventNormalization.Aggregation;
using EventNormalization.Totals;

namespace EventNormalization.Serialization;

/// <summary>
/// Writes what a measure gave: null, a value, a list of keys with values, or an object with the error.
/// </summary>
internal sealed class MeasureValueConverter : JsonConverter<MeasureValue>
{
    public override MeasureValue Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("Totals are written and not read.");

    public override void Write(Utf8JsonWriter writer, MeasureValue value, JsonSerializerOptions options) =>
        Write(writer, value);

    public static void Write(Utf8JsonWriter writer, MeasureValue value)
    {
        switch (value.Kind)
        {
            case MeasureValueKind.Empty:
                writer.WriteNullValue();
                break;
            case MeasureValueKind.Value:
                FieldValueConverter.Write(writer, value.AsField());
                break;
            case MeasureValueKind.List:
                WriteList(writer, value);
                break;
            case MeasureValueKind.Error:
                WriteError(writer, value.Error!);
                break;
            default:
                throw new ArgumentOutOfRangeException(
                    nameof(value), value.Kind, "No such kind of value is known here.");
        }
    }

    private static void WriteList(Utf8JsonWriter writer, MeasureValue value)
    {
        writer.WriteStartArray();
        foreach (var entry in value.Entries)
        {
            writer.WriteStartObject();
            writer.WritePropertyName("key"u8);
            FieldValueConverter.Write(writer, entry.Key);
            writer.WritePropertyName("value"u8);
            FieldValueConverter.Write(writer, entry.Value);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteError(Utf8JsonWriter writer, AggregateError error)
    {
        writer.WriteStartObject();
        writer.WriteStartObject("error"u8);
        writer.WriteString("code"u8, error.Code);
        writer.WriteString("message"u8, error.Message);
        if (error.Code == AggregateError.CurrenciesCode)
        {
            writer.WriteStartArray("currencies"u8);
            foreach (var currency in error.Currencies)
            {
                writer.WriteStringValue(currency);
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    }
}
