using System.Collections.Generic;
using System.Collections.Immutable;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using EventNormalization.Normalization;
using EventNormalization.Sqlite;
using EventNormalization.Storage;
using EventNormalization.Storage.Authoring;

namespace EventNormalization.Benchmarks.Appending;

/// <summary>How fast one file takes each further million of events, in the order of time.</summary>
internal static class AppendGrowth
{
    private const int Million = 1_000_000;
    private const int PartLength = 100_000;
    private const int BatchLength = 10_000;

    /// <summary>The events a second of each million; making the events is not measured.</summary>
    public static async Task<IReadOnlyList<double>> MeasureAsync(int millions)
    {
        var folder = Directory.CreateTempSubdirectory("en-append-growth-");
        try
        {
            using var store = SqliteEventStore.Open(Path.Combine(folder.FullName, "events.db"), EventSchema.Default);
            var rates = new List<double>();
            for (var i = 0; i < millions; i++)
            {
                rates.Add(Million / await AppendMillionAsync(store, (long)i * Million));
            }

            return rates;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<double> AppendMillionAsync(SqliteEventStore store, long first)
    {
        var seconds = 0.0;
        for (var part = 0; part < Million; part += PartLength)
        {
            var items = AppendWorkload.Generate(PartLength, isRandom: false, first + part);
            var number = (ulong)(first + part);
            foreach (var batch in items.Chunk(BatchLength))
            {
                var append = new Append(new AppendId(1, number++), batch.ToImmutableArray());
                var begun = Stopwatch.GetTimestamp();
                await store.AppendAsync([append]);
                seconds += Stopwatch.GetElapsedTime(begun).TotalSeconds;
            }
        }

        return seconds;
    }
}
