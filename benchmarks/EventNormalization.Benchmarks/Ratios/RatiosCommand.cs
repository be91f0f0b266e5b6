using System;
using System.Collections.Generic;
using System.Globalization;

namespace EventNormalization.Benchmarks.Ratios;

/// <summary>
/// The command <c>ratios [--events N] [--seed S] [--rounds R] [--keys K] [--scaling] [--totals] [--json]</c>.
/// </summary>
internal static class RatiosCommand
{
    private const int ScalingRoundCount = 3;
    private const string Usage =
        "usage: ratios [--events N] [--seed S] [--rounds R] [--keys K] [--scaling] [--totals] [--json]";

    /// <summary>Measures and reports; returns 2 for wrong usage.</summary>
    public static int Run(ReadOnlySpan<string> args)
    {
        var (events, seed, rounds, keys) = (100_000, 1, 11, 1_000_000);
        var (isJson, isScaling, isTotals) = (false, false, false);
        for (; !args.IsEmpty; args = args[1..])
        {
            if (args[0] is "--json" or "--scaling" or "--totals")
            {
                isJson |= args[0] == "--json";
                isTotals |= args[0] == "--totals";
                isScaling |= args[0] == "--scaling";
                continue;
            }

            if (args.Length < 2
                || !int.TryParse(args[1], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                || number == 0)
            {
                return Refuse(args[0]);
            }

            switch (args[0])
            {
                case "--events":
                    events = number;
                    break;
                case "--seed":
                    seed = number;
                    break;
                case "--rounds":
                    rounds = number;
                    break;
                case "--keys":
                    keys = number;
                    break;
                default:
                    return Refuse(args[0]);
            }

            args = args[1..];
        }

        var report = isTotals ? MeasureTotals(events, (ulong)seed, rounds) : Measure(events, (ulong)seed, rounds, keys);
        if (isScaling)
        {
            report.Scaling = MeasureScaling((ulong)seed);
        }

        Write(report, isJson);
        return 0;
    }

    private static RatioReport Measure(int events, ulong seed, int rounds, int keys)
    {
        var figures = new RatioFigures(Deliveries.Generate(events, seed));
        return new RatioReport
        {
            Deliveries = events,
            Distinct = figures.Distinct,
            Rounds = rounds,
            Figures = new RatioRounds(
                [.. figures.Create(), .. new CurrencyFigures(events, seed).Create()]).Measure(rounds),
            Totals = new RatioRounds(new TotalsFigures(events, seed).Create()).Measure(rounds),
            Indexes = IndexSizes.Weigh(keys),
        };
    }

    /// <summary>The totals alone, so that they can be of more events than the other figures.</summary>
    private static RatioReport MeasureTotals(int events, ulong seed, int rounds) => new()
    {
        Deliveries = events,
        Distinct = events,
        Rounds = rounds,
        Figures = [],
        Totals = new RatioRounds(new TotalsFigures(events, seed).Create()).Measure(rounds),
        Indexes = [],
    };

    private static IReadOnlyList<ScalingFigure> MeasureScaling(ulong seed) =>
        new ScalingRounds(seed).MeasureAsync(ScalingRoundCount).GetAwaiter().GetResult();

    private static void Write(RatioReport report, bool isJson)
    {
        if (isJson)
        {
            using var output = Console.OpenStandardOutput();
            report.WriteJson(output);
        }
        else
        {
            report.WriteTable(Console.Out);
        }
    }

    private static int Refuse(string argument)
    {
        Console.Error.WriteLine($"Found '{argument}'. {Usage}");
        return 2;
    }
}
