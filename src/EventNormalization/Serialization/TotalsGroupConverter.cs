using System;
using System.Text.Json;
using System.Text.Json.Serialization;
using EventNormalization.Totals;

namespace EventNormalization.Serialization;

/// <summary>
/// Writes a group: its key by name, its values by measure, its currency, and the currencies it has apart.
/// </summary>
internal sealed class TotalsGroupConverter : JsonConverter<TotalsGroup>
{
    public override TotalsGroup Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("Totals are written and not read.");

    public override void Write(Utf8JsonWriter writer, TotalsGroup value, JsonSerializerOptions options) =>
        Write(writer, value);

    private static void Write(Utf8JsonWriter writer, TotalsGroup group)
    {
        writer.WriteStartObject();
        WriteKey(writer, group);
        writer.WriteStartObject("values"u8);
        for (var i = 0; i < group.Measures.Length; i++)
        {
            writer.WritePropertyName(group.Measures[i].Name);
            MeasureValueConverter.Write(writer, group.Values[i]);
        }

        writer.WriteEndObject();
        writer.WriteString("currency"u8, group.Currency);
        if (!group.ByCurrency.IsEmpty)
        {
            writer.WriteStartArray("by_currency"u8);
            foreach (var one in group.ByCurrency)
            {
                Write(writer, one);
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    private static void WriteKey(Utf8JsonWriter writer, TotalsGroup group)
    {
        writer.WriteStartObject("key"u8);
        for (var i = 0; i < group.Key.Length; i++)
        {
            writer.WritePropertyName(group.GroupBy[i].Name);
            if (group.Key[i] is { } value)
            {
                FieldValueConverter.Write(writer, value);
            }
            else
            {
                writer.WriteNullValue();
            }
        }

        writer.WriteEndObject();
    }
}
