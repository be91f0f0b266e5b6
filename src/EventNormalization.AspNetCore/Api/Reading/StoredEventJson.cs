using System;
using System.Text;
using System.Text.Json;
using EventNormalization.Identity;
using EventNormalization.Storage;
using NodaTime.Text;

namespace EventNormalization.Api.Reading;

/// <summary>A stored event as members of JSON.</summary>
internal static class StoredEventJson
{
    /// <summary>Writes what is known of it, without its bytes.</summary>
    public static void Write(Utf8JsonWriter json, StoredEvent stored)
    {
        var record = stored.Event.Record;
        json.WriteString("event_id"u8, stored.Event.Id.ToString());
        json.WriteString("timestamp"u8, InstantPattern.ExtendedIso.Format(record.Timestamp));
        json.WriteString("client_id"u8, record.ClientId);
        json.WriteString("metric"u8, record.Metric);
        json.WriteNumber("amount"u8, PlainDecimal.Of(record.Amount));
        if (record.Currency is { } currency)
        {
            json.WriteString("currency"u8, currency);
        }

        json.WriteNumber("occurrences"u8, stored.Occurrences);
        json.WriteString("first_received_at"u8, InstantPattern.ExtendedIso.Format(stored.Event.ReceivedAt));
        json.WriteString("last_received_at"u8, InstantPattern.ExtendedIso.Format(stored.LastReceivedAt));
        json.WriteString("position"u8, stored.Position.ToString());
        if (!stored.Event.Context.IsEmpty)
        {
            json.WritePropertyName("context"u8);
            json.WriteRawValue(stored.Event.Context.ToJson().Span);
        }

        json.WritePropertyName("record"u8);
        json.WriteRawValue(RecordJson.Write(record), skipInputValidation: true);
    }

    /// <summary>Writes the members <c>raw</c> and <c>raw_base64</c>.</summary>
    /// <remarks>Bytes that are no UTF-8 have the replacement character in the text.</remarks>
    public static void WriteBytes(Utf8JsonWriter json, ReadOnlySpan<byte> raw)
    {
        json.WriteString("raw"u8, Encoding.UTF8.GetString(raw));
        json.WriteBase64String("raw_base64"u8, raw);
    }
}
