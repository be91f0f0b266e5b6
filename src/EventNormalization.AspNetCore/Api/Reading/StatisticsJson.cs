using System.Text.Json;
using System.Threading.Tasks;

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

    /// <summary>Writes them, and those of each client where they are asked for; in parts.</summary>
    public static async Task WriteAsync(JsonLine json, StoreStatus status)
    {
        WriteTotal(json.Writer, status);
        if (!status.IsByClient)
        {
            return;
        }

        json.Writer.WriteStartArray("by_client"u8);
        foreach (var client in status.Clients)
        {
            WriteClient(json.Writer, client);
            await json.PassOnAsync().ConfigureAwait(false);
        }

        json.Writer.WriteEndArray();
    }

    private static void WriteClient(Utf8JsonWriter json, ClientStatus client)
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
