using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace EventNormalization.Cli.Output.Charts;

/// <summary>A scale from zero, or below, to the largest value, with ticks at round numbers.</summary>
internal sealed class ValueAxis
{
    private const int StepsWanted = 5;

    private ValueAxis(double low, double high, double step)
    {
        Low = low;
        High = high;
        Step = step;
    }

    /// <summary>The lowest tick.</summary>
    public double Low { get; }

    /// <summary>The highest tick.</summary>
    public double High { get; }

    /// <summary>From one tick to the next.</summary>
    public double Step { get; }

    /// <summary>The ticks, from the lowest.</summary>
    public IEnumerable<double> Ticks =>
        Enumerable.Range(0, (int)Math.Round((High - Low) / Step) + 1).Select(i => Low + (i * Step));

    /// <summary>The scale that holds all of some values.</summary>
    public static ValueAxis Of(IEnumerable<double> values)
    {
        var (least, most) = values.Append(0).Aggregate(
            (Least: 0.0, Most: 0.0), (ends, value) => (Math.Min(ends.Least, value), Math.Max(ends.Most, value)));
        var range = most - least;
        if (range == 0)
        {
            return new ValueAxis(0, 1, 1);
        }

        var power = Math.Pow(10, Math.Floor(Math.Log10(range / StepsWanted)));
        var step = power * ((range / StepsWanted / power) switch { <= 1 => 1, <= 2 => 2, <= 5 => 5, _ => 10 });
        return new ValueAxis(Math.Floor(least / step) * step, Math.Ceiling(most / step) * step, step);
    }

    /// <summary>How far up a value is: 0 for the lowest tick, 1 for the highest.</summary>
    public double ShareOf(double value) => (value - Low) / (High - Low);

    /// <summary>A number for people, with as many digits as tell it from its neighbours.</summary>
    public static string TextOf(double value) => Math.Abs(value) is 0 or (>= 1e-4 and < 1e15)
        ? value.ToString("#,0.######", CultureInfo.InvariantCulture)
        : value.ToString("0.###e+0", CultureInfo.InvariantCulture);
}
