using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Identity;
using EventNormalization.Normalization;
using EventNormalization.Pipeline;
using EventNormalization.Sqlite;
using EventNormalization.Storage;
using EventNormalization.Totals;

namespace EventNormalization.Benchmarks.Grouping;

/// <summary>Many callers, each of whom ingests one event after the other into one SQLite file.</summary>
/// <remarks>
/// The ways to group take turns in each round, each round beginning with another one, each with a file of its own. What
/// is stored in the end is compared with what was acknowledged.
/// </remarks>
internal sealed class GroupCommitRounds(int callerCount, TimeSpan duration)
{
    private const int AloneCount = 300;

    private static readonly TimeSpan Window = TimeSpan.FromMilliseconds(1);

    private readonly EventIdentifier _identifier = new(EventSchema.Default);
    private int _number;

    public async Task<IReadOnlyList<GroupCommitRun>> MeasureAsync(int roundCount)
    {
        var runs = new List<GroupCommitRun>();
        var kinds = Enum.GetValues<Grouping>();
        for (var round = -1; round < roundCount; round++)
        {
            for (var i = 0; i < kinds.Length; i++)
            {
                var run = await RunAsync(round, kinds[(i + round + 1) % kinds.Length]);

                // The first round warms up.
                if (round >= 0)
                {
                    runs.Add(run);
                }
            }
        }

        return runs;
    }

    private async Task<GroupCommitRun> RunAsync(int round, Grouping kind)
    {
        var folder = Directory.CreateTempSubdirectory("en-group-commit-");
        try
        {
            using var store = SqliteEventStore.Open(Path.Combine(folder.FullName, "events.db"), EventSchema.Default);
            using var failed = SqliteFailedEventStore.Open(Path.Combine(folder.FullName, "events.db.failed"));
            var counting = new CountingAppender(store);
            var pipeline = new EventPipeline(_identifier, Around(counting, kind), failed);
            var alone = await AloneAsync(pipeline);
            var stepsBefore = counting.StepCount;
            var clock = Stopwatch.StartNew();
            var counts = await Task.WhenAll(
                Enumerable.Range(0, callerCount).Select(_ => Task.Run(() => CallAsync(pipeline, clock))));
            var seconds = clock.Elapsed.TotalSeconds;
            var totals = await store.ReadTotalsAsync(TotalsQuery.All);
            Agreement.Require("the stored events", counts.Sum() + AloneCount, totals.Sum(group => group.Count));
            return new GroupCommitRun
            {
                Round = round,
                Kind = kind,
                Rate = counts.Sum() / seconds,
                EventsPerStep = (double)counts.Sum() / (counting.StepCount - stepsBefore),
                AloneMedian = alone[alone.Length / 2],
                AloneHigh = alone[alone.Length * 99 / 100],
            };
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static IEventAppender Around(IEventAppender store, Grouping kind) => kind switch
    {
        Grouping.None => store,
        Grouping.Group => new GroupCommitAppender(store),
        Grouping.Window => new WindowAppender(store, Window),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No such grouping is known."),
    };

    private async Task<double[]> AloneAsync(EventPipeline pipeline)
    {
        var latencies = new double[AloneCount];
        for (var i = 0; i < AloneCount; i++)
        {
            var begun = Stopwatch.GetTimestamp();
            await IngestAsync(pipeline);
            latencies[i] = Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
        }

        Array.Sort(latencies);
        return latencies;
    }

    private async Task<long> CallAsync(EventPipeline pipeline, Stopwatch clock)
    {
        var count = 0L;
        for (; clock.Elapsed < duration; count++)
        {
            await IngestAsync(pipeline).ConfigureAwait(false);
        }

        return count;
    }

    private async Task IngestAsync(EventPipeline pipeline)
    {
        var number = Interlocked.Increment(ref _number);
        var text = FormattableString.Invariant(
            $$"""{"client":"c{{number % 99}}","metric":"sales","amount":{{number}},"ts":"2024-01-15T10:30:00Z"}""");
        var result = await pipeline.IngestAsync(Encoding.UTF8.GetBytes(text)).ConfigureAwait(false);
        if (result.Outcome != IngestOutcome.Accepted)
        {
            throw new InvalidOperationException($"Found {result.Outcome} for an event that is new.");
        }
    }
}
