using System;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;
using EventNormalization.Api.Wire;
using EventNormalization.Identity;
using EventNormalization.Ingestion;
using EventNormalization.Normalization;
using EventNormalization.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NodaTime.Text;

namespace EventNormalization.Api.Ingest;

/// <summary>How one record was read, and whether its event is stored.</summary>
internal sealed class Explanation(RawEvent raw, IdentificationResult result, StoredEvent? stored, bool isKnown)
{
    /// <summary>Whether the store said if the event is stored.</summary>
    public bool IsKnown => isKnown;

    /// <summary>One whose event is not looked up, since the store has just failed to say.</summary>
    public static Explanation Unknown(RawEvent raw, IdentificationResult result) => new(raw, result, null, false);

    /// <summary>Looks the event up. A store that does not answer costs the look-up alone.</summary>
    public static async ValueTask<Explanation> MakeAsync(
        HttpContext context, RawEvent raw, IdentificationResult result)
    {
        if (result.Event is not { } single)
        {
            return new Explanation(raw, result, null, isKnown: true);
        }

        try
        {
            var reader = context.RequestServices.GetRequiredService<IEventReader>();
            var stored = await reader.FindAsync(EventKey.Of(single), context.RequestAborted).ConfigureAwait(false);
            return new Explanation(raw, result, stored, isKnown: true);
        }
        catch (Exception exception)
            when (StoreGuard.IsOfStore(exception) && !context.RequestAborted.IsCancellationRequested)
        {
            var log = IngestLog.Of(context.RequestServices.GetRequiredService<ILoggerFactory>());
            IngestLog.LookUpFailed(log, exception);
            return Unknown(raw, result);
        }
    }

    /// <summary>Writes it as one JSON object.</summary>
    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("verdict"u8, result.IsSuccess ? "accepted"u8 : "rejected"u8);
        if (raw.Part is { } part)
        {
            json.WriteString("path"u8, part.Path);
        }

        if (result.Event is { } single)
        {
            WriteEvent(json, single);
        }

        WriteStored(json);
        json.WriteStartArray("fields"u8);
        foreach (var trace in result.Traces)
        {
            Write(json, trace);
        }

        json.WriteEndArray();
        FieldErrorJson.Write(json, result.Errors);
        json.WriteEndObject();
    }

    private static void WriteEvent(Utf8JsonWriter json, IdentifiedEvent single)
    {
        json.WriteString("event_id"u8, single.Id.ToString());
        json.WriteString("canonical"u8, Encoding.UTF8.GetString(single.IdentityUtf8.Span));
        json.WritePropertyName("record"u8);
        json.WriteRawValue(RecordJson.Write(single.Record), skipInputValidation: true);
    }

    private void WriteStored(Utf8JsonWriter json)
    {
        if (!isKnown)
        {
            json.WriteNull("stored"u8);
            return;
        }

        json.WriteBoolean("stored"u8, stored is not null);
        if (stored is not null)
        {
            json.WriteNumber("occurrences"u8, stored.Occurrences);
            json.WriteString("first_received_at"u8, InstantPattern.ExtendedIso.Format(stored.Event.ReceivedAt));
        }
    }

    private static void Write(Utf8JsonWriter json, FieldTrace trace)
    {
        json.WriteStartObject();
        json.WriteString("field"u8, trace.Field);
        json.WriteString("found"u8, Words(trace.Source));
        json.WriteString("path"u8, trace.Path.Length == 0 ? null : trace.Path);
        json.WriteString("text"u8, trace.Found);
        json.WriteString("read_by"u8, trace.Parser);
        json.WriteString("value"u8, trace.Value);
        json.WriteEndObject();
    }

    private static string Words(FieldSource source) => source switch
    {
        FieldSource.OwnName => "by its name",
        FieldSource.Alias => "by an alias",
        FieldSource.OtherField => "in another field",
        FieldSource.Delivery => "beside the event",
        FieldSource.Default => "nowhere: default",
        FieldSource.Constant => "not looked for: constant",
    };
}
