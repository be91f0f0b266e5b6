using System;
using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using EventNormalization.Normalization;
using EventNormalization.Pipeline;
using EventNormalization.Queries;
using EventNormalization.Storage;
using NodaTime;
using NodaTime.Text;

namespace EventNormalization.Api.Streaming;

/// <summary>What became of one delivery, as the stream says it: no raw bytes, no reasons.</summary>
internal static class OutcomeJson
{
    public const string Name = "outcome";

    private static readonly JsonWriterOptions OneLine = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NewLine = "\n",
    };

    /// <summary>An event that is stored now.</summary>
    public static FeedFrame Accepted(StoredEvent stored) => Frame(
        stored.Position,
        json =>
        {
            json.WriteString("outcome"u8, NameOf(IngestOutcome.Accepted));
            json.WriteString("event_id"u8, stored.Event.Id.ToString());
            Write(json, stored.Event.Record);
            Write(json, stored.Event.ReceivedAt);
        });

    /// <summary>A delivery that is answered just now.</summary>
    public static FeedFrame Of(IngestResult result, Instant now) => Frame(
        null,
        json =>
        {
            json.WriteString("outcome"u8, NameOf(result.Outcome));
            if (result.Id is { } id)
            {
                json.WriteString("event_id"u8, id.ToString());
            }

            if (result.FailedKey is { } key)
            {
                json.WriteString("hash"u8, key.ToString());
            }

            if (result.Record is { } record)
            {
                Write(json, record);
            }

            // A store that cannot say how often it has seen the event leaves it at 0.
            if (result is { Outcome: IngestOutcome.Duplicate, Occurrences: > 0 })
            {
                json.WriteNumber("occurrences"u8, result.Occurrences);
            }

            Write(json, now);
        });

    /// <summary>A failed event that another process kept.</summary>
    public static FeedFrame Failed(FailedEvent entry) => Frame(
        null,
        json =>
        {
            json.WriteString("outcome"u8, NameOf(OutcomeOf(entry.State)));
            if (entry.Id is { } id)
            {
                json.WriteString("event_id"u8, id.ToString());
            }

            json.WriteString("hash"u8, entry.Key.ToString());
            if (entry.ClientId is { } clientId)
            {
                json.WriteString("client_id"u8, clientId);
            }

            Write(json, entry.FirstReceivedAt);
        });

    private static FeedFrame Frame(EventPosition? position, Action<Utf8JsonWriter> write)
    {
        var bytes = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(bytes, OneLine))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        return FeedFrame.Of(Name, bytes.WrittenSpan, position);
    }

    private static void Write(Utf8JsonWriter json, NormalizedEvent record)
    {
        json.WriteString("client_id"u8, record.ClientId);
        json.WriteString("metric"u8, record.Metric);
        json.WritePropertyName("amount"u8);
        json.WriteRawValue(DigitsOf(record.Amount), skipInputValidation: true);
        if (record.Currency is { } currency)
        {
            json.WriteString("currency"u8, currency);
        }

        json.WriteString("timestamp"u8, InstantPattern.ExtendedIso.Format(record.Timestamp));
    }

    /// <summary>The digits of the canonical record: without zeros at the end of a fraction.</summary>
    private static string DigitsOf(decimal amount)
    {
        var digits = amount.ToString(CultureInfo.InvariantCulture);
        return digits.Contains('.', StringComparison.Ordinal) ? digits.TrimEnd('0').TrimEnd('.') : digits;
    }

    private static void Write(Utf8JsonWriter json, Instant receivedAt) =>
        json.WriteString("received_at"u8, InstantPattern.ExtendedIso.Format(receivedAt));

    private static IngestOutcome OutcomeOf(FailedEventState state) => state switch
    {
        FailedEventState.Rejected => IngestOutcome.Rejected,
        FailedEventState.Conflict => IngestOutcome.Conflict,
        FailedEventState.Pending or FailedEventState.Retrying or FailedEventState.Parked
            or FailedEventState.Discarded or FailedEventState.Settled => IngestOutcome.Deferred,
    };

    private static string NameOf(IngestOutcome outcome) => outcome switch
    {
        IngestOutcome.Accepted => "accepted",
        IngestOutcome.Duplicate => "duplicate",
        IngestOutcome.Rejected => "rejected",
        IngestOutcome.Deferred => "deferred",
        IngestOutcome.Conflict => "conflict",
        IngestOutcome.Forbidden => "forbidden",
    };
}
