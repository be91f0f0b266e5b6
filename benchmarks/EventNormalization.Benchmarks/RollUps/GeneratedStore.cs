using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using EventNormalization.Cli.Workloads;
using EventNormalization.Identity;
using EventNormalization.Ingestion;
using EventNormalization.Normalization;
using EventNormalization.Sqlite;
using EventNormalization.Storage;
using EventNormalization.Storage.Authoring;
using EventNormalization.Totals;
using NodaTime;
using NodaTime.Text;

namespace EventNormalization.Benchmarks.RollUps;

/// <summary>A SQLite store of so many generated events: 1,000 clients, 20 metrics, two years.</summary>
/// <remarks>It is made once and kept where a folder is given: it takes a minute or two for ten million.</remarks>
internal sealed class GeneratedStore(string folder, int count)
{
    private const int BatchLength = 2_000;

    private readonly EventIdentifier _identifier = new(EventSchema.Default);

    public string Path { get; } =
        System.IO.Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"totals-{count}.db"));

    /// <summary>Makes the store unless it is there; checks its number of events.</summary>
    public async Task MakeAsync()
    {
        if (!File.Exists(Path))
        {
            var begun = Stopwatch.GetTimestamp();
            var events = new WorkloadEvents(2L * count, seed: 1);
            using (var store = SqliteEventStore.Open(Path + ".part", EventSchema.Default))
            {
                for (var first = 0; first < count; first += BatchLength)
                {
                    var numbers = Enumerable.Range(first, Math.Min(BatchLength, count - first));
                    await AppendAsync(store, new AppendId(1, (ulong)first), numbers.Select(i => events.Create(i)));
                }
            }

            File.Move(Path + ".part", Path);
            Console.WriteLine(FormattableString.Invariant(
                $"made {count} events in {Stopwatch.GetElapsedTime(begun).TotalSeconds:0} s"));
        }

        using var reader = SqliteEventReader.Open(Path);
        var stored = (await reader.ReadTotalsAsync(TotalsQuery.All))[0].Count;
        if (stored < count)
        {
            throw new InvalidOperationException($"{Path} has {stored} events, and not {count}.");
        }
    }

    /// <summary>Appends new events at random times until it is stopped; returns how many.</summary>
    public async Task<long> IngestAsync(Func<bool> isStopped)
    {
        const int length = 100;
        const long prime = 7_368_787;
        var run = (ulong)Stopwatch.GetTimestamp();
        var events = new WorkloadEvents(2L * count, seed: run);
        using var store = SqliteEventStore.Open(Path, EventSchema.Default);
        var ingested = 0L;
        for (; !isStopped(); ingested += length)
        {
            var first = ingested;
            var numbers = Enumerable.Range(0, length).Select(i => (first + i) * prime % count);
            await AppendAsync(store, new AppendId(run, (ulong)first), numbers.Select(i => events.Create(i)));
        }

        return ingested;
    }

    private async Task AppendAsync(SqliteEventStore store, AppendId id, IEnumerable<WorkloadEvent> values)
    {
        RawEvent[] raws = [.. values.Select(RawOf)];
        var results = _identifier.IdentifyBatch(raws);
        await store.AppendAsync([Append.Of(id, results.Select(result => result.Event!))]);
    }

    private static RawEvent RawOf(WorkloadEvent value)
    {
        var amount = (value.AmountUnits / 10_000m).ToString(CultureInfo.InvariantCulture);
        var time = InstantPattern.ExtendedIso.Format(Instant.FromUnixTimeSeconds(value.UnixSeconds));
        var currency = value.Currency == 0 ? "" : ",\"currency\":\"EUR\"";
        var text = $"{{\"client_id\":\"{WorkloadNames.Clients[value.Client]}\","
            + $"\"metric\":\"{WorkloadNames.Metrics[value.Metric]}\",\"amount\":{amount}{currency},"
            + $"\"timestamp\":\"{time}\"}}";
        return new RawEvent(Encoding.UTF8.GetBytes(text), Deliveries.ReceivedAt);
    }
}
