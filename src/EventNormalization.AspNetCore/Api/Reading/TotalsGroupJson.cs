using System;
using System.Collections.Immutable;
using System.Linq;
using System.Text.Json;
using EventNormalization.Aggregation;
using EventNormalization.Normalization;
using EventNormalization.Totals;

namespace EventNormalization.Api.Reading;

/// <summary>A group of totals as a JSON object. Decimals are numbers in plain digits, so a reader loses none.</summary>
internal static class TotalsGroupJson
{
    /// <summary>Writes a group: the fields of its key, its totals, and why there are none.</summary>
    public static void Write(Utf8JsonWriter json, TotalsColumns columns, TotalsGroup group)
    {
        json.WriteStartObject();
        for (var i = 0; i < columns.Keys.Length; i++)
        {
            json.WritePropertyName(columns.Fields[i]);
            if (columns.Keys[i].IsWindow)
            {
                json.WriteStringValue(KeyText.Of(group, i));
            }
            else
            {
                WriteValue(json, group.Key[i]);
            }
        }

        foreach (var measure in columns.Measures)
        {
            json.WritePropertyName(measure.Name);
            WriteTotal(json, measure, group[measure]);
        }

        // Several currencies are the error of every total but the count: it is said once.
        WriteError(json,
            columns.Measures.Select(measure => group[measure].Error).FirstOrDefault(one => one is not null));

        json.WriteEndObject();
    }

    /// <summary>Writes the lines of a list as objects, whose members have names that fit the measure.</summary>
    public static void WriteList(Utf8JsonWriter json, Measure measure, ImmutableArray<MeasureEntry> entries)
    {
        var (key, value) = EntryNames.Of(measure);
        json.WriteStartArray();
        foreach (var entry in entries)
        {
            json.WriteStartObject();
            json.WritePropertyName(key);
            WriteValue(json, entry.Key);
            json.WritePropertyName(value);
            WriteValue(json, entry.Value);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteTotal(Utf8JsonWriter json, Measure measure, MeasureValue total)
    {
        if (total.Kind == MeasureValueKind.List)
        {
            WriteList(json, measure, total.Entries);
        }
        else
        {
            WriteValue(json, total.Kind == MeasureValueKind.Value ? total.AsField() : null);
        }
    }

    private static void WriteValue(Utf8JsonWriter json, FieldValue? value)
    {
        switch (value?.Kind)
        {
            case null:
                json.WriteNullValue();
                break;
            case FieldValueKind.Decimal:
                json.WriteNumberValue(value.Value.AsDecimal());
                break;
            case FieldValueKind.Integer:
                json.WriteNumberValue(value.Value.AsInteger());
                break;
            case FieldValueKind.Boolean:
                json.WriteBooleanValue(value.Value.AsBoolean());
                break;
            case FieldValueKind.Text or FieldValueKind.Instant:
                json.WriteStringValue(value.Value.ToString());
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(value), value, "No such kind of value is known here.");
        }
    }

    private static void WriteCurrencies(Utf8JsonWriter json, AggregateError error)
    {
        if (error.Code == AggregateError.CurrenciesCode)
        {
            json.WriteStartArray("currencies"u8);
            foreach (var currency in error.Currencies)
            {
                json.WriteStringValue(currency);
            }

            json.WriteEndArray();
        }
    }

    private static void WriteError(Utf8JsonWriter json, AggregateError? error)
    {
        if (error is not null)
        {
            json.WriteStartObject("error"u8);
            json.WriteString("code"u8, error.Code);
            json.WriteString("message"u8, error.Message);
            WriteCurrencies(json, error);
            json.WriteEndObject();
        }
    }
}
