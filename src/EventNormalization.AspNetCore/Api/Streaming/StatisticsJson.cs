using System.Buffers;
using System.Linq;
using System.Text.Json;
using EventNormalization.Api.Wire;
using EventNormalization.Storage;

namespace EventNormalization.Api.Streaming;

/// <summary>What both stores say of all deliveries, by the names that <c>eventnorm status --json</c> prints.</summary>
internal static class StatisticsJson
{
    /// <summary>Writes the counts as one line of JSON.</summary>
    public static byte[] Write(Conservation conservation)
    {
        var bytes = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(bytes, ApiJson.OneLine))
        {
            json.WriteStartObject();
            WriteCounts(json, conservation);
            json.WriteBoolean("holds"u8, conservation.Holds);
            json.WriteNumber("clients"u8, ClientCount(conservation));
            json.WriteNumber("under_way"u8, conservation.UnderWayCount);
            json.WriteBoolean("holds_for_events"u8, conservation.HoldsForEvents);
            json.WriteBoolean("holds_for_failed"u8, conservation.HoldsForFailed);
            json.WriteBoolean("holds_across"u8, conservation.HoldsAcross);
            json.WriteEndObject();
        }

        return bytes.WrittenSpan.ToArray();
    }

    private static void WriteCounts(Utf8JsonWriter json, Conservation conservation)
    {
        var failed = conservation.Failed;
        json.WriteNumber("received"u8, conservation.ReceivedCount);
        json.WriteNumber("accepted"u8, conservation.EventClients.Sum(client => client.AcceptedCount));
        json.WriteNumber("duplicates"u8, conservation.EventClients.Sum(client => client.DuplicateCount));
        json.WriteNumber("rejected"u8, failed.Rejected);
        json.WriteNumber("deferred"u8, failed.Deferred);
        json.WriteNumber("conflicts"u8, failed.Conflict);
        json.WriteNumber("parked"u8, failed.Parked);
        json.WriteNumber("discarded"u8, failed.Discarded);
        json.WriteNumber("uncertain"u8, failed.Uncertain);
        json.WriteNumber("settled"u8, failed.Settled);
        json.WriteNumber("already_counted"u8, failed.AlreadyCounted);
    }

    private static int ClientCount(Conservation conservation) =>
        conservation.EventClients.Select(client => client.ClientId)
            .Union(conservation.FailedClients.Select(client => client.ClientId)).Count();
}
