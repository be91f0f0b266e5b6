using System.Collections.Generic;
using System.Text.Json;
using EventNormalization.Api.Wire;
using EventNormalization.Normalization;
using EventNormalization.Storage;
using NodaTime.Text;

namespace EventNormalization.Api.Reading;

/// <summary>A failed event as members of JSON.</summary>
internal static class FailedEntryJson
{
    /// <summary>The member that holds the bytes of a delivery.</summary>
    public const string RawMember = "raw_base64";

    /// <summary>Writes what is known of it, without its bytes.</summary>
    /// <param name="json">Takes the members.</param>
    /// <param name="entry">The failed event.</param>
    /// <param name="reasons">Its reasons, as they may be told.</param>
    public static void Write(Utf8JsonWriter json, FailedEvent entry, IReadOnlyList<FieldError> reasons)
    {
        json.WriteString("raw_sha256"u8, entry.Key.ToString());
        json.WriteString("state"u8, FailedStates.NameOf(entry.State));
        json.WriteNumber("uncertain"u8, entry.Progress.Counts.Uncertain);
        json.WriteNumber("attempts"u8, entry.Progress.Attempts);
        json.WriteNumber("generation"u8, entry.Progress.Generation);
        json.WriteBoolean("archived"u8, entry.Progress.IsArchived);
        json.WriteString("client_id"u8, entry.ClientId);
        json.WriteNumber("occurrences"u8, entry.Occurrences);
        json.WriteString("first_received_at"u8, InstantPattern.ExtendedIso.Format(entry.FirstReceivedAt));
        json.WriteString("last_received_at"u8, InstantPattern.ExtendedIso.Format(entry.LastReceivedAt));
        json.WriteString("source"u8, entry.Location.Source);
        json.WriteNumber("line"u8, entry.Location.LineNumber);
        json.WriteString("event_id"u8, entry.Id?.ToString());
        json.WriteString("stored_event_id"u8, entry.StoredId?.ToString());
        FieldErrorJson.Write(json, reasons);
    }

    /// <summary>Writes the bytes that it keeps: those received, of an edit, of its envelope; and its context.</summary>
    public static void WriteBytes(Utf8JsonWriter json, FailedEvent entry)
    {
        json.WriteBase64String(RawMember, entry.Raw.Span);
        if (entry.Edited is { } edited)
        {
            json.WriteBase64String("edited_base64"u8, edited.Span);
        }

        FailedEventContext.Write(json, entry);
    }
}
