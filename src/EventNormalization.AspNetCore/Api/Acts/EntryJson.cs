using System.Text.Json;
using EventNormalization.Api.Wire;
using EventNormalization.Storage;
using NodaTime.Text;

namespace EventNormalization.Api.Acts;

/// <summary>A failed event in the answer to an act, without its bytes.</summary>
internal static class EntryJson
{
    public static void Write(Utf8JsonWriter json, FailedEvent entry)
    {
        json.WriteStartObject();
        json.WriteString("hash"u8, entry.Key.ToString());
        json.WriteString("raw_sha256"u8, entry.Key.ToString());
        json.WriteString("state"u8, ActWords.Of(entry.State));
        json.WriteNumber("uncertain"u8, entry.Progress.Counts.Uncertain);
        json.WriteNumber("attempts"u8, entry.Progress.Attempts);
        json.WriteNumber("generation"u8, entry.Progress.Generation);
        json.WriteBoolean("archived"u8, entry.Progress.IsArchived);
        json.WriteString("client_id"u8, entry.ClientId);
        json.WriteNumber("occurrences"u8, entry.Occurrences);
        json.WriteString("first_received_at"u8, InstantPattern.ExtendedIso.Format(entry.FirstReceivedAt));
        json.WriteString("last_received_at"u8, InstantPattern.ExtendedIso.Format(entry.LastReceivedAt));
        json.WriteString("event_id"u8, entry.Id?.ToString());
        json.WriteString("stored_event_id"u8, entry.StoredId?.ToString());
        FieldErrorJson.Write(json, entry.Reasons);
        json.WriteEndObject();
    }
}
