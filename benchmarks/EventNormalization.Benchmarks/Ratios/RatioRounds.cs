using System;
using System.Collections.Generic;
using System.Linq;

namespace EventNormalization.Benchmarks.Ratios;

/// <summary>Measures figures side by side, so that what disturbs the machine disturbs all of them.</summary>
/// <remarks>
/// Each round runs every figure once, beginning with another one each time. A ratio compares passes of one round, and
/// the median of the ratios is told. The first figure is the floor.
/// </remarks>
internal sealed class RatioRounds(IReadOnlyList<Figure> figures)
{
    private const int WarmUpRounds = 6;

    /// <summary>Measures so many rounds.</summary>
    public IReadOnlyList<MeasuredFigure> Measure(int rounds)
    {
        var times = figures.Select(_ => new double[rounds]).ToArray();
        for (var round = -WarmUpRounds; round < rounds; round++)
        {
            for (var i = 0; i < figures.Count; i++)
            {
                var figure = (i + round + WarmUpRounds) % figures.Count;
                var time = TimeOf(figures[figure]);
                if (round >= 0)
                {
                    times[figure][round] = time;
                }
            }
        }

        return [.. figures.Select((figure, i) => Summarize(figure, times[i], times[0]))];
    }

    private static double TimeOf(Figure figure)
    {
        // What the last figure left behind is not this one's to clean up.
        GC.Collect();
        var start = ThreadClock.Nanoseconds();
        figure.Pass();
        return (ThreadClock.Nanoseconds() - start) / figure.EventCount;
    }

    private static MeasuredFigure Summarize(Figure figure, double[] times, double[] floors)
    {
        var ratios = times.Zip(floors, (time, floor) => time / floor).ToArray();
        return new MeasuredFigure
        {
            Name = figure.Name,
            Nanoseconds = Median(times),
            Ratio = Median(ratios),
            RatioMin = ratios.Min(),
            RatioMax = ratios.Max(),
            AllocatedBytes = AllocatedBytesOf(figure),
        };
    }

    private static double AllocatedBytesOf(Figure figure)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        figure.Pass();
        return (GC.GetAllocatedBytesForCurrentThread() - before) / (double)figure.EventCount;
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return (sorted[sorted.Length / 2] + sorted[(sorted.Length - 1) / 2]) / 2;
    }
}
