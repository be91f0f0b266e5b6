using System;
using System.Text.Json;
using System.Text.Json.Serialization;
using EventNormalization.Identity;
using EventNormalization.Normalization;
using EventNormalization.Pipeline;
using NodaTime.Text;

namespace EventNormalization.Serialization;

/// <summary>Writes the answer for a delivery; members that say nothing are left out.</summary>
internal sealed class IngestResultConverter : JsonConverter<IngestResult>
{
    private static readonly EnumNameConverter<IngestOutcome> Outcomes = new();

    public override IngestResult Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("Answers are written and not read.");

    public override void Write(Utf8JsonWriter writer, IngestResult value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WritePropertyName("outcome"u8);
        Outcomes.Write(writer, value.Outcome, options);
        WriteText(writer, "source", value.Location.Source);
        WriteNumber(writer, "line", value.Location.LineNumber);
        WriteText(writer, "event_id", value.Id?.ToString());
        WriteText(writer, "stored_id", value.StoredId?.ToString());
        WriteText(writer, "first_received_at", value.FirstReceivedAt is { } instant
            ? InstantPattern.ExtendedIso.Format(instant)
            : null);
        WriteNumber(writer, "occurrences", value.Occurrences);
        if (value.Record is { } record)
        {
            writer.WritePropertyName("record"u8);
            writer.WriteRawValue(RecordJson.Write(record), skipInputValidation: true);
        }

        if (value.Errors.Count > 0)
        {
            WriteErrors(writer, value);
        }

        writer.WriteEndObject();
    }

    private static void WriteErrors(Utf8JsonWriter writer, IngestResult value)
    {
        writer.WriteStartArray("errors"u8);
        foreach (var error in value.Errors)
        {
            Write(writer, error);
        }

        writer.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter writer, FieldError error)
    {
        writer.WriteStartObject();
        writer.WriteString("code"u8, error.Code);
        writer.WriteString("field"u8, error.Field);
        writer.WriteString("path"u8, error.Path);
        WriteText(writer, "found", error.Found);
        writer.WriteString("expected"u8, error.Expected);
        if (error.Candidates.Count > 0)
        {
            writer.WriteStartArray("candidates"u8);
            foreach (var candidate in error.Candidates)
            {
                writer.WriteStringValue(candidate);
            }

            writer.WriteEndArray();
        }

        writer.WriteString("message"u8, error.Message);
        writer.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter writer, string name, string? text)
    {
        if (text is not null)
        {
            writer.WriteString(name, text);
        }
    }

    private static void WriteNumber(Utf8JsonWriter writer, string name, long number)
    {
        if (number > 0)
        {
            writer.WriteNumber(name, number);
        }
    }
}
