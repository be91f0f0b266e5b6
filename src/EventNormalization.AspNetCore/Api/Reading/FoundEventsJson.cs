using System.Globalization;
using System.Text.Json;
using NodaTime.Text;

namespace EventNormalization.Api.Reading;

/// <summary>A page of a search as JSON.</summary>
internal static class FoundEventsJson
{
    /// <summary>What is expected instead of a selection that is too large for its order.</summary>
    public static readonly string SmallerSelection = string.Create(
        CultureInfo.InvariantCulture,
        $"an order that an index has, received or timestamp, or at most {EventSearch.SmallCountMax} events to put in ")
        + "order: those of one client, or of a range (from, to)";

    public static void Write(Utf8JsonWriter json, FoundEvents found)
    {
        json.WriteStartObject();
        json.WriteStartArray("events"u8);
        foreach (var item in found.Events)
        {
            json.WriteStartObject();
            StoredEventJson.Write(json, item);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteString("next"u8, found.Next?.ToString());
        if (found.SearchedTo is { } instant)
        {
            json.WriteString("searched_to"u8, InstantPattern.ExtendedIso.Format(instant));
        }

        json.WriteEndObject();
    }
}
