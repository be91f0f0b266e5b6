using System;
using System.Collections.Generic;
using System.Linq;

namespace EventNormalization.Benchmarks.Grouping;

/// <summary>The command <c>group-commit [--callers N] [--seconds S] [--rounds R]</c>.</summary>
internal static class GroupCommitCommand
{
    private const string Usage = "usage: group-commit [--callers N] [--seconds S] [--rounds R]";

    /// <summary>Measures and reports; returns 2 for wrong usage.</summary>
    public static int Run(ReadOnlySpan<string> args)
    {
        var (callers, seconds) = (new NumberOption("--callers", 64), new NumberOption("--seconds", 2));
        var roundCount = new NumberOption("--rounds", 5);
        if (!NumberOption.TryReadAll(args, Usage, callers, seconds, roundCount))
        {
            return 2;
        }

        var rounds = new GroupCommitRounds(callers.Value, TimeSpan.FromSeconds(seconds.Value));
        Write(rounds.MeasureAsync(roundCount.Value).GetAwaiter().GetResult());
        return 0;
    }

    private static void Write(IReadOnlyList<GroupCommitRun> runs)
    {
        Console.WriteLine($"{"",-18} {"events/s",9} {"ratio",6} {"events/step",11} {"alone, ms",9} {"p99, ms",8}");
        foreach (var kind in Enum.GetValues<Grouping>())
        {
            var own = runs.Where(run => run.Kind == kind).ToArray();
            var ratio = Median(own, run => run.Rate / RateWithout(runs, run.Round));
            Console.WriteLine(FormattableString.Invariant(
                $"{NameOf(kind),-18} {Median(own, run => run.Rate),9:0} {ratio,6:0.00} ")
                + FormattableString.Invariant($"{Median(own, run => run.EventsPerStep),11:0.0} ")
                + FormattableString.Invariant($"{Median(own, run => run.AloneMedian),9:0.00} ")
                + FormattableString.Invariant($"{Median(own, run => run.AloneHigh),8:0.00}"));
        }
    }

    private static double RateWithout(IReadOnlyList<GroupCommitRun> runs, int round) =>
        runs.Single(run => run.Round == round && run.Kind == Grouping.None).Rate;

    private static string NameOf(Grouping kind) => kind switch
    {
        Grouping.None => "without",
        Grouping.Group => "group commit",
        Grouping.Window => "a window of 1 ms",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No such grouping is known."),
    };

    private static double Median(GroupCommitRun[] items, Func<GroupCommitRun, double> value)
    {
        var ordered = items.Select(value).Order().ToArray();
        return ordered[ordered.Length / 2];
    }
}
