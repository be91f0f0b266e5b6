using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using EventNormalization.Api.Reading;
using EventNormalization.Totals;

namespace EventNormalization.Cli.Output.Charts;

/// <summary>Makes a chart of totals: of their first measure that has numbers.</summary>
/// <remarks>
/// Amounts of different currencies never share a scale. Of too many groups the largest are shown, and the chart says
/// how many are not.
/// </remarks>
internal sealed class TotalsChart
{
    private const int PanelsMax = 4;
    private const int SeriesMax = 8;
    private const int BarsMax = 40;

    private readonly TotalsColumns _columns;
    private readonly Measure _measure;
    private readonly ImmutableArray<Measure> _quantiles;

    private TotalsChart(TotalsColumns columns, Measure measure)
    {
        _columns = columns;
        _measure = measure;
        _quantiles = IsQuantile(measure)
            ? [.. columns.Measures.Where(other => IsQuantile(other) && other.Field == measure.Field)]
            : [measure];
    }

    /// <summary>The chart of some groups.</summary>
    public static Chart Of(TotalsColumns columns, IReadOnlyList<TotalsGroup> groups)
    {
        var lines = groups.SelectMany(group => columns.LinesOf(group)).ToList();
        var measure = BarColumn.MeasureOf(columns, lines);
        return new TotalsChart(columns, measure ?? columns.Measures[0]).Draw(lines);
    }

    private Chart Draw(List<TotalsGroup> lines)
    {
        var panels = lines.Where(line => MeasureText.NumberOf(line[_measure]) is not null)
            .GroupBy(line => _measure.Unit == MeasureUnit.Currency ? line.Currency ?? "" : "")
            .OrderByDescending(panel => panel.Count()).ThenBy(panel => panel.Key, StringComparer.Ordinal)
            .ToList();
        var by = _columns.Fields.Count == 0 ? "" : " by " + string.Join(", ", _columns.Fields);
        return new Chart
        {
            Title = string.Join(", ", _quantiles.Select(measure => measure.Name)) + by,
            IsByTime = _columns.WindowIndex >= 0,
            Panels = [.. panels.Take(PanelsMax).Select(panel => PanelOf(panel.Key, [.. panel]))],
            LeftOut = Math.Max(0, panels.Count - PanelsMax),
        };
    }

    private ChartPanel PanelOf(string currency, List<TotalsGroup> lines)
    {
        var series = _columns.WindowIndex < 0
            ? lines.Select(line => SeriesOf(NameOf(line), _measure, [line])).ToList()
            : [.. lines.GroupBy(NameOf).SelectMany(same => SeriesOf(same.Key, [.. same]))];
        var max = _columns.WindowIndex < 0 ? BarsMax : SeriesMax;
        var shown = series.OrderByDescending(one => one.Weight).Take(max).ToHashSet();
        return new ChartPanel
        {
            Title = currency,
            Series = [.. series.Where(shown.Contains)],
            LeftOut = series.Count - shown.Count,
        };
    }

    /// <summary>A line for the group; the quantiles of the only group have a line each.</summary>
    private IEnumerable<ChartSeries> SeriesOf(string name, List<TotalsGroup> windows) =>
        _columns.Fields.Count > 1
            ? [SeriesOf(name, _measure, windows)]
            : _quantiles.Select(measure => SeriesOf(measure.Name, measure, windows));

    private ChartSeries SeriesOf(string name, Measure measure, List<TotalsGroup> lines) => new()
    {
        Name = name,
        Points = [.. lines.Select(line => PointOf(line, measure)).OfType<ChartPoint>()],
    };

    private ChartPoint? PointOf(TotalsGroup line, Measure measure)
    {
        if (MeasureText.NumberOf(line[measure]) is not { } value)
        {
            return null;
        }

        var band = measure.Equals(_measure)
            ? _quantiles.Select(one => MeasureText.NumberOf(line[one])).OfType<double>().ToList()
            : [value];
        var window = _columns.WindowIndex < 0 ? null : line.WindowOf(_columns.Keys[_columns.WindowIndex]);
        return new ChartPoint
        {
            Name = window?.Text ?? NameOf(line),
            Value = value,
            Low = band.Min(),
            High = band.Max(),
            Start = window?.Start ?? NodaTime.Instant.MinValue,
            End = window?.End ?? NodaTime.Instant.MinValue,
        };
    }

    /// <summary>The values of the key but for the window; the measure where there are none.</summary>
    private string NameOf(TotalsGroup line)
    {
        var values = _columns.Keys.Select((_, i) => i).Where(i => i != _columns.WindowIndex)
            .Select(i => KeyText.Of(line, i)).Select(text => text.Length == 0 ? "none" : text).ToList();
        return values.Count == 0 ? _measure.Name : string.Join(", ", values);
    }

    private static bool IsQuantile(Measure measure) =>
        measure.Name.Length > 1 && measure.Name[0] == 'p' && char.IsAsciiDigit(measure.Name[1]);
}
