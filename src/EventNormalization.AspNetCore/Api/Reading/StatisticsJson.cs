using System.Text.Json;

namespace EventNormalization.Api.Reading;

/// <summary>What a store and its failed events have received, and what became of it, as members of JSON.</summary>
internal static class StatisticsJson
{
    /// <summary>Writes the counts of all clients, and whether each delivery is counted once.</summary>
    public static void WriteTotal(Utf8JsonWriter json, StoreStatus status)
    {
        WriteCounts(json, status.Total);
        var conservation = status.Conservation;
        json.WriteBoolean("holds"u8, conservation.Holds);
        json.WriteNumber("clients"u8, status.Clients.Count);
        json.WriteNumber("under_way"u8, conservation.UnderWayCount);
        json.WriteBoolean("holds_for_events"u8, conservation.HoldsForEvents);
        json.WriteBoolean("holds_for_failed"u8, conservation.HoldsForFailed);
        json.WriteBoolean("holds_across"u8, conservation.HoldsAcross);
    }

    /// <summary>Writes the counts of one client as an object.</summary>
    public static void WriteClient(Utf8JsonWriter json, ClientStatus client)
    {
        json.WriteStartObject();
        json.WriteString("client_id"u8, client.ClientId);
        WriteCounts(json, client);
        json.WriteEndObject();
    }

    private static void WriteCounts(Utf8JsonWriter json, ClientStatus status)
    {
        foreach (var (name, count) in status.Counts)
        {
            json.WriteNumber(name, count);
        }
    }
}
