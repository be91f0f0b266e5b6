using System;
using System.Collections.Generic;
using System.Linq;
using EventNormalization.Api.Reading;
using EventNormalization.Totals;

namespace EventNormalization.Cli.Output;

/// <summary>Bars of block characters for the windows of a table, to an eighth of a character.</summary>
/// <remarks>All bars of one currency have one scale; a negative total goes to the left of zero.</remarks>
internal static class BarColumn
{
    /// <summary>The least width that shows anything.</summary>
    public const int WidthMin = 6;

    /// <summary>The most characters that a bar takes.</summary>
    public const int WidthMax = 24;

    private const int Steps = 8;
    private const string Eighths = "▏▎▍▌▋▊▉";
    private const char Whole = '█';
    private const char RightHalf = '▐';
    private const char RightEighth = '▕';

    /// <summary>The first measure that any line has a number of; <see langword="null"/> if there is none.</summary>
    public static Measure? MeasureOf(TotalsColumns columns, IReadOnlyList<TotalsGroup> lines) =>
        columns.Measures.FirstOrDefault(measure => lines.Any(line => MeasureText.NumberOf(line[measure]) is not null));

    /// <summary>A bar for each line; empty where it has no number.</summary>
    public static IReadOnlyList<string> Of(Measure measure, IReadOnlyList<TotalsGroup> lines, int width)
    {
        var scales = lines.GroupBy(ScaleOf).ToDictionary(
            same => same.Key,
            same => new Scale(same.Select(line => MeasureText.NumberOf(line[measure]) ?? 0).ToArray(), width));
        return [.. lines.Select(line =>
            MeasureText.NumberOf(line[measure]) is { } number ? scales[ScaleOf(line)].BarOf(number) : "")];

        string ScaleOf(TotalsGroup line) => measure.Unit == MeasureUnit.Currency ? line.Currency ?? "" : "";
    }

    private sealed class Scale
    {
        private readonly double _unit;
        private readonly int _left;

        public Scale(double[] numbers, int width)
        {
            var (least, most) = (Math.Min(0, numbers.Min()), Math.Max(0, numbers.Max()));
            var range = most - least;
            _left = least < 0 ? Math.Clamp((int)Math.Round(width * -least / range), 1, width - (most > 0 ? 1 : 0)) : 0;

            // The smaller of the two scales, so that no bar is longer than its side.
            var ofLeft = least < 0 ? _left / -least : double.MaxValue;
            var ofRight = most > 0 ? (width - _left) / most : double.MaxValue;
            _unit = range > 0 ? Math.Min(ofLeft, ofRight) : 0;
        }

        public string BarOf(double number)
        {
            var steps = (int)Math.Round(Math.Abs(number) * _unit * Steps);
            var whole = new string(Whole, steps / Steps);
            return number < 0
                ? (LeftEnd(steps) + whole).PadLeft(_left)
                : new string(' ', _left) + whole + RightEnd(steps, number);
        }

        private static string RightEnd(int steps, double number) =>
            steps == 0 ? (number > 0 ? Eighths[..1] : "")
                : steps % Steps == 0 ? "" : Eighths.Substring((steps % Steps) - 1, 1);

        private static string LeftEnd(int steps) =>
            steps < Steps / 2 ? RightEighth.ToString()
                : steps % Steps >= Steps / 2 ? RightHalf.ToString() : "";
    }
}
