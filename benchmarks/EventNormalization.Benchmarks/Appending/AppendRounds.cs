using System;
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
using EventNormalization.Totals;

namespace EventNormalization.Benchmarks.Appending;

/// <summary>The store beside a bare loop: the same events into the same table, each in a new file.</summary>
/// <remarks>The two take turns, each round beginning with the other one.</remarks>
internal sealed class AppendRounds(ImmutableArray<AppendItem> items, int batchLength)
{
    private readonly ImmutableArray<AppendItem>[] _batches =
        [.. items.Chunk(batchLength).Select(batch => batch.ToImmutableArray())];

    private readonly BareRow[] _rows = BareRow.Of(items);

    public async Task<IReadOnlyList<AppendRun>> MeasureAsync(int roundCount)
    {
        var runs = new List<AppendRun>();
        for (var round = -1; round < roundCount; round++)
        {
            var isBareFirst = round % 2 == 0;
            var first = await InFolderAsync(isBareFirst ? MeasureBareAsync : MeasureStoreAsync);
            var second = await InFolderAsync(isBareFirst ? MeasureStoreAsync : MeasureBareAsync);

            // The first round warms up.
            if (round >= 0)
            {
                runs.Add(isBareFirst ? new AppendRun(first, second) : new AppendRun(second, first));
            }
        }

        return runs;
    }

    private Task<double> MeasureBareAsync(string path)
    {
        SqliteEventStore.Open(path, EventSchema.Default).Dispose();
        using var table = new BareTable(path);
        var begun = Stopwatch.GetTimestamp();
        foreach (var batch in _rows.Chunk(batchLength))
        {
            table.Insert(batch);
        }

        var rate = _rows.Length / Stopwatch.GetElapsedTime(begun).TotalSeconds;
        Agreement.Require("the inserted rows", _rows.Length, table.Count());
        return Task.FromResult(rate);
    }

    private async Task<double> MeasureStoreAsync(string path)
    {
        using var store = SqliteEventStore.Open(path, EventSchema.Default);
        var begun = Stopwatch.GetTimestamp();
        for (var i = 0; i < _batches.Length; i++)
        {
            await store.AppendAsync([new Append(new AppendId(1, (ulong)i), _batches[i])]);
        }

        var rate = items.Length / Stopwatch.GetElapsedTime(begun).TotalSeconds;
        var totals = await store.ReadTotalsAsync(TotalsQuery.All);
        Agreement.Require("the stored events", items.Length, totals.Sum(group => group.Count));
        return rate;
    }

    private static async Task<double> InFolderAsync(Func<string, Task<double>> measure)
    {
        var folder = Directory.CreateTempSubdirectory("en-append-speed-");
        try
        {
            return await measure(Path.Combine(folder.FullName, "events.db"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
