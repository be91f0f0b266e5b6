using System;
using System.Collections.Generic;
using System.Linq;

namespace EventNormalization.Benchmarks.Appending;

/// <summary>The command <c>append-speed [--events N] [--rounds R] [--growth MILLIONS]</c>.</summary>
internal static class AppendSpeedCommand
{
    private const string Usage = "usage: append-speed [--events N] [--rounds R] [--growth MILLIONS]";

    /// <summary>Measures and reports; returns 2 for wrong usage.</summary>
    public static int Run(ReadOnlySpan<string> args)
    {
        var (events, rounds) = (new NumberOption("--events", 200_000), new NumberOption("--rounds", 5));
        var growth = new NumberOption("--growth", 0);
        if (!NumberOption.TryReadAll(args, Usage, events, rounds, growth))
        {
            return 2;
        }

        if (growth.Value > 0)
        {
            WriteGrowth(AppendGrowth.MeasureAsync(growth.Value).GetAwaiter().GetResult());
        }
        else
        {
            WriteRatios(events.Value, rounds.Value);
        }

        return 0;
    }

    private static void WriteRatios(int events, int rounds)
    {
        Console.WriteLine($"{"",-34} {"bare/s",9} {"store/s",9} {"ratio",6} {"range",13}");
        foreach (var isRandom in new[] { false, true })
        {
            var workload = AppendWorkload.Generate(events, isRandom);
            foreach (var batch in new[] { 1_000, 10_000 })
            {
                var runs = new AppendRounds(workload, batch).MeasureAsync(rounds).GetAwaiter().GetResult();
                var name = (isRandom ? "random over a year, 20,000 groups" : "in the order of time") + $", {batch}";
                Write(name, runs);
            }
        }
    }

    private static void Write(string name, IReadOnlyList<AppendRun> runs)
    {
        double[] ratios = [.. runs.Select(run => run.StoreRate / run.BareRate).Order()];
        Console.WriteLine(FormattableString.Invariant(
            $"{name,-34} {Median(runs.Select(run => run.BareRate)),9:0} ")
            + FormattableString.Invariant($"{Median(runs.Select(run => run.StoreRate)),9:0} ")
            + FormattableString.Invariant($"{Median(ratios),6:0.00} {ratios[0],6:0.00}-{ratios[^1]:0.00}"));
    }

    private static void WriteGrowth(IReadOnlyList<double> rates)
    {
        for (var i = 0; i < rates.Count; i++)
        {
            Console.WriteLine(FormattableString.Invariant(
                $"{i,3} to {i + 1,3} million: {rates[i],9:0} events/s, {rates[i] / rates[0]:0.00} of the first"));
        }
    }

    private static double Median(IEnumerable<double> values)
    {
        double[] ordered = [.. values.Order()];
        return ordered[ordered.Length / 2];
    }
}
