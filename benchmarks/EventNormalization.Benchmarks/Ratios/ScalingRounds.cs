using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Cli.Workloads;
using EventNormalization.Identity;
using EventNormalization.Ingestion;
using EventNormalization.Normalization;
using EventNormalization.Pipeline;
using EventNormalization.Totals;

namespace EventNormalization.Benchmarks.Ratios;

/// <summary>Measures whether files of many events cost more for each, and what a second lane brings.</summary>
/// <remarks>
/// The files are generated into the folder for temporary files and deleted again. Each round reads every file once with
/// each number of lanes, after a warm-up of two rounds over the smallest. The counts must be those of the generator.
/// </remarks>
internal sealed class ScalingRounds(ulong seed)
{
    private const int WarmUpCount = 200_000;
    private static readonly (int Deliveries, int LaneCount)[] Cases =
        [(2_000_000, 1), (2_000_000, 2), (10_000_000, 1), (10_000_000, 2)];

    private static readonly EventReaderOptions Ndjson = EventReaderOptions.Default with { Format = EventFormat.Ndjson };
    private readonly EventIdentifier _identifier = new(EventSchema.Default);

    /// <summary>Measures so many rounds.</summary>
    /// <exception cref="InvalidOperationException">The pipeline and the generator count differently.</exception>
    public async Task<IReadOnlyList<ScalingFigure>> MeasureAsync(int rounds)
    {
        var folder = Directory.CreateTempSubdirectory("eventnorm-scaling-");
        try
        {
            var files = await GenerateAsync(folder.FullName).ConfigureAwait(false);
            foreach (var laneCount in (int[])[1, 2, 1, 2])
            {
                await TimeAsync(files[WarmUpCount], laneCount).ConfigureAwait(false);
            }

            var times = Cases.Select(_ => new List<(double Elapsed, double Processor)>()).ToArray();
            for (var round = 0; round < rounds * Cases.Length; round++)
            {
                var (deliveries, laneCount) = Cases[round % Cases.Length];
                times[round % Cases.Length].Add(await TimeAsync(files[deliveries], laneCount).ConfigureAwait(false));
            }

            return [.. Cases.Select((single, i) => Summarize(single.Deliveries, single.LaneCount, times[i]))];
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private async Task<Dictionary<int, (string Path, WorkloadTruth Truth)>> GenerateAsync(string folder)
    {
        var files = new Dictionary<int, (string, WorkloadTruth)>();
        foreach (var count in Cases.Select(single => single.Deliveries).Append(WarmUpCount).Distinct())
        {
            var path = Path.Combine(folder, FormattableString.Invariant($"{count}.ndjson"));
            using var file = File.Create(path);
            var lines = new WorkloadLines(count, seed, WorkloadCurrencies.None);
            files[count] = (path, await WorkloadWriter.WriteAsync(lines, file, CancellationToken.None)
                .ConfigureAwait(false));
        }

        return files;
    }

    private async Task<(double Elapsed, double Processor)> TimeAsync(
        (string Path, WorkloadTruth Truth) file, int laneCount)
    {
        GC.Collect();
        using var stream = new FileStream(file.Path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        var (start, processor) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        var totals = new StreamTotals(
            _identifier,
            TotalsQuery.All with { GroupBy = [GroupKey.ClientId] },
            new EventPipelineOptions { LaneCount = laneCount });
        await totals.AddAsync(stream, Ndjson).ConfigureAwait(false);
        var elapsed = Stopwatch.GetElapsedTime(start);
        processor = Environment.CpuUsage.TotalTime - processor;
        Agreement.Require(
            "the distinct, repeated and rejected events",
            (file.Truth.Distinct, file.Truth.Duplicates, file.Truth.Broken),
            (totals.Counts.Accepted, totals.Counts.Duplicates, totals.Counts.Rejected));
        return (elapsed.TotalNanoseconds / file.Truth.Deliveries, processor.TotalNanoseconds / file.Truth.Deliveries);
    }

    private static ScalingFigure Summarize(
        int deliveries, int laneCount, List<(double Elapsed, double Processor)> times) => new()
        {
            Deliveries = deliveries,
            LaneCount = laneCount,
            ElapsedNanoseconds = times.Select(time => time.Elapsed).Order().ElementAt(times.Count / 2),
            ProcessorNanoseconds = times.Select(time => time.Processor).Order().ElementAt(times.Count / 2),
        };
}
