using System.Text.Json;
using EventNormalization.Storage;
using NodaTime.Text;

namespace EventNormalization.Api.Reading;

/// <summary>A group of failed events as a JSON object.</summary>
internal static class FailedGroupJson
{
    public static void Write(Utf8JsonWriter json, FailedGroup group)
    {
        json.WriteStartObject();
        json.WriteString("code"u8, group.ReasonCode);
        json.WriteString("field"u8, group.Field);
        json.WriteString("client_id"u8, group.ClientId);
        json.WriteNumber("count"u8, group.EntryCount);
        json.WriteNumber("occurrences"u8, group.Occurrences);
        json.WriteString("first_received_at"u8, InstantPattern.ExtendedIso.Format(group.FirstReceivedAt));
        json.WriteString("last_received_at"u8, InstantPattern.ExtendedIso.Format(group.LastReceivedAt));
        json.WriteEndObject();
    }
}
