using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading.Tasks;

namespace EventNormalization.DuckDb;

/// <summary>Runs DuckDB and eventnorm in turn on one processor and on two, and prints their medians.</summary>
internal sealed class Comparison(RunOptions options)
{
    private const string Eventnorm = "eventnorm";

    private static readonly string[] Readers = ["typed", "objects"];

    // Beside the assembly lies the program itself, which needs no `dotnet` to start it.
    private static readonly string OwnProgram = Path.Combine(AppContext.BaseDirectory, "EventNormalization.DuckDb");

    /// <summary>Returns 1 if eventnorm's totals differ from the truth.</summary>
    public async Task<int> RunAsync()
    {
        var truth = Totals.Parse(await File.ReadAllBytesAsync(options.Truth), "clients");
        Candidate[] candidates = [.. Create(1), .. Create(2)];
        var runs = candidates.ToDictionary(candidate => candidate, _ => new List<ChildRun>());
        for (var round = 0; round < options.Rounds; round++)
        {
            foreach (var candidate in candidates)
            {
                var run = await ChildRun.MeasureAsync(candidate);
                runs[candidate].Add(run);
                await Console.Error.WriteLineAsync(Describe(candidate, run));
            }
        }

        Write(runs, truth);
        return runs.Where(pair => pair.Key.Name == Eventnorm).SelectMany(pair => pair.Value)
            .All(run => run.Totals.CountDifferences(truth) == 0) ? 0 : 1;
    }

    private IEnumerable<Candidate> Create(int processors)
    {
        yield return new Candidate(Eventnorm, processors,
        [
            options.Eventnorm, "aggregate", "--input", options.File,
            "--by", "client_id", "--measures", "count,sum", "--json",
        ]);
        foreach (var reader in Readers)
        {
            yield return new Candidate($"DuckDB, {reader}", processors,
            [
                OwnProgram, options.File, "--truth", options.Truth, "--reader", reader,
                "--threads", FormattableString.Invariant($"{processors}"), "--json",
            ]);
        }
    }

    private static void Write(Dictionary<Candidate, List<ChildRun>> runs, Totals truth)
    {
        Console.WriteLine("program          cores       s   cpu s     MB  s/ours cpu/ours  load, result");
        foreach (var (candidate, own) in runs)
        {
            var ours = runs.First(pair => pair.Key.Name == Eventnorm && pair.Key.Processors == candidate.Processors)
                .Value;
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{candidate.Name,-16} {candidate.Processors,5} "
                + $"{Median(own.Select(Seconds)),7:0.00} {Median(own.Select(Processor)),7:0.00} "
                + $"{Median(own.Select(run => run.Use.PeakBytes / 1e6)),6:0} "
                + $"{Ratio(own, ours, Seconds),7:0.00} {Ratio(own, ours, Processor),8:0.00}  "
                + $"{string.Join(' ', own.Select(run => run.Load))}, {own[0].Totals.Compare(truth)}"));
        }
    }

    private static string Describe(Candidate candidate, ChildRun run) => string.Create(
        CultureInfo.InvariantCulture,
        $"{candidate.Name,-16} {candidate.Processors,5} {Seconds(run),7:0.00} {Processor(run),7:0.00} "
        + $"{run.Use.PeakBytes / 1e6,6:0} {run.Load,6}");

    private static double Seconds(ChildRun run) => run.Elapsed.TotalSeconds;

    private static double Processor(ChildRun run) => run.Use.Processor.TotalSeconds;

    /// <summary>The median of the ratios of runs of the same round.</summary>
    private static double Ratio(List<ChildRun> own, List<ChildRun> ours, Func<ChildRun, double> figure) =>
        Median(own.Zip(ours, (one, other) => figure(one) / figure(other)));

    private static double Median(IEnumerable<double> figures)
    {
        var sorted = figures.Order().ToArray();
        return (sorted[sorted.Length / 2] + sorted[(sorted.Length - 1) / 2]) / 2;
    }
}
