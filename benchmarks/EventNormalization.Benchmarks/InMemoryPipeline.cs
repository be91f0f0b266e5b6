using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using EventNormalization.Identity;
using EventNormalization.Ingestion;
using EventNormalization.Normalization;
using EventNormalization.Pipeline;
using EventNormalization.Storage;
using EventNormalization.Totals;

namespace EventNormalization.Benchmarks;

/// <summary>
/// The whole way of a stream in memory: cut, read, identify, tell duplicates apart, and total or keep.
/// </summary>
internal sealed class InMemoryPipeline(Deliveries deliveries, int laneCount)
{
    private static readonly EventReaderOptions Ndjson = EventReaderOptions.Default with { Format = EventFormat.Ndjson };
    private readonly EventIdentifier _identifier = new(EventSchema.Default);
    private readonly EventPipelineOptions _options = new() { LaneCount = laneCount };
    private readonly byte[] _utf8 = deliveries.Utf8.ToArray();

    /// <summary>
    /// Requires that the totals are those that the generator knows, and that the store keeps as many events.
    /// </summary>
    public async Task CheckAsync()
    {
        var groups = await ToTotalsAsync().ConfigureAwait(false);
        using var truth = JsonDocument.Parse(deliveries.Truth.ToJson());
        var clients = truth.RootElement.GetProperty("clients").EnumerateArray();
        Agreement.Require<(string?, long, decimal)>(
            "the totals of clients",
            [.. clients.Select(client => (client.GetProperty("client_id").GetString(),
                client.GetProperty("count").GetInt64(), client.GetProperty("sum").GetDecimal()))],
            [.. groups.Select(group => (group.Key[0]?.AsText(), group.Count, group.Sum.Value))]);
        var counts = await IngestAsync().ConfigureAwait(false);
        Agreement.Require(
            "the stored, repeated and rejected events",
            (deliveries.Truth.Distinct, deliveries.Truth.Duplicates, deliveries.Truth.Broken),
            (counts.Accepted, counts.Duplicates, counts.Rejected));
    }

    /// <summary>The totals of each client, without a store.</summary>
    public async Task<IReadOnlyList<TotalsGroup>> ToTotalsAsync()
    {
        var totals = new StreamTotals(_identifier, TotalsQuery.All with { GroupBy = [GroupKey.ClientId] }, _options);
        using var stream = new MemoryStream(_utf8);
        await totals.AddAsync(stream, Ndjson).ConfigureAwait(false);
        return totals.ToGroups();
    }

    /// <summary>Everything into a store in memory, with an answer for each delivery.</summary>
    public async Task<IngestCounts> IngestAsync()
    {
        var pipeline = new EventPipeline(
            _identifier, new InMemoryEventStore(), new InMemoryFailedEventStore(), _options);
        var counts = new IngestCounts();
        using var stream = new MemoryStream(_utf8);
        await foreach (var batch in pipeline.IngestStreamAsync(stream, Ndjson).ConfigureAwait(false))
        {
            foreach (var result in batch.Results)
            {
                counts.Add(result.Outcome);
            }
        }

        return counts;
    }
}
