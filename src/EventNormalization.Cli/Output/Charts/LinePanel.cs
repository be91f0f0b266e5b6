using System;
using System.Collections.Generic;
using System.Linq;
using NodaTime;

namespace EventNormalization.Cli.Output.Charts;

/// <summary>Lines over windows of time, one for each series; between windows that do not touch there is none.</summary>
internal sealed class LinePanel
{
    private const int PlotHeight = 240;
    private const int Top = 28;
    private const int Below = 34;
    private const int LegendHeight = 20;
    private const int LegendColumns = 3;
    private const int LegendLetters = 26;
    private const int Left = 110;
    private const int Right = ChartSvg.Width - 40;
    private const int DotsMax = 120;
    private const double LetterWidth = 6.6;

    private readonly SvgWriter _svg;
    private readonly int _top;
    private readonly ValueAxis _axis;
    private readonly Instant _first;
    private readonly Instant _last;

    private LinePanel(SvgWriter svg, ChartPanel panel, int top)
    {
        var points = panel.Series.SelectMany(series => series.Points).ToList();
        _svg = svg;
        _top = top + Top;
        _axis = ValueAxis.Of(points.SelectMany(point => (double[])[point.Low, point.Value, point.High]));
        _first = points.Min(point => point.Start);
        _last = points.Max(point => point.Start);
    }

    /// <summary>How much room the panel takes.</summary>
    public static int HeightOf(ChartPanel panel) => Top + PlotHeight + Below + (LegendRowsOf(panel) * LegendHeight);

    /// <summary>Draws the panel.</summary>
    public static void Write(SvgWriter svg, ChartPanel panel, int top)
    {
        var drawing = new LinePanel(svg, panel, top);
        drawing.WriteValues(panel.Title);
        drawing.WriteTimes(panel);
        for (var i = 0; i < panel.Series.Count; i++)
        {
            drawing.WriteSeries(panel.Series[i], ChartSvg.Colours[i % ChartSvg.Colours.Length]);
        }

        drawing.WriteLegend(panel);
    }

    private static int LegendRowsOf(ChartPanel panel) =>
        (panel.Series.Count + (panel.LeftOut > 0 ? 1 : 0) + LegendColumns - 1) / LegendColumns;

    private void WriteValues(string currency)
    {
        _svg.Text(Left, _top - 10, currency, ("fill", SvgWriter.Ink), ("font-weight", "bold"));
        foreach (var tick in _axis.Ticks)
        {
            var y = SvgWriter.NumberOf(YOf(tick));
            _svg.Element("line", ("x1", SvgWriter.NumberOf(Left)), ("x2", SvgWriter.NumberOf(Right)), ("y1", y),
                ("y2", y), ("stroke", tick == 0 ? SvgWriter.Quiet : "#ddd"));
            _svg.Text(Left - 8, YOf(tick) + 4, ValueAxis.TextOf(tick), ("text-anchor", "end"),
                ("fill", SvgWriter.Quiet));
        }
    }

    /// <summary>As many windows by name as there is room for.</summary>
    private void WriteTimes(ChartPanel panel)
    {
        var windows = panel.Series.SelectMany(series => series.Points).DistinctBy(point => point.Start)
            .OrderBy(point => point.Start).ToList();
        var widest = windows.Max(point => point.Name.Length) * LetterWidth;
        var count = Math.Clamp((int)((Right - Left) / (widest + 16)), 1, windows.Count);
        for (var i = 0; i < count; i++)
        {
            var point = windows[count == 1 ? 0 : (int)((long)i * (windows.Count - 1) / (count - 1))];
            var x = XOf(point.Start);
            var anchor = x + (widest / 2) > ChartSvg.Width ? "end" : "middle";
            _svg.Element("line", ("x1", SvgWriter.NumberOf(x)), ("x2", SvgWriter.NumberOf(x)),
                ("y1", SvgWriter.NumberOf(_top + PlotHeight)), ("y2", SvgWriter.NumberOf(_top + PlotHeight + 5)),
                ("stroke", SvgWriter.Quiet));
            _svg.Text(x, _top + PlotHeight + 20, point.Name, ("text-anchor", anchor), ("fill", SvgWriter.Quiet));
        }
    }

    private void WriteSeries(ChartSeries series, string colour)
    {
        foreach (var run in RunsOf(series.Points))
        {
            if (run.Exists(point => point.High > point.Low))
            {
                var outline = run.Select(point => PlaceOf(point.Start, point.High))
                    .Concat(run.AsEnumerable().Reverse().Select(point => PlaceOf(point.Start, point.Low)));
                _svg.Element("polygon", ("points", string.Join(' ', outline)), ("fill", colour),
                    ("fill-opacity", "0.15"));
            }

            if (run.Count > 1)
            {
                var places = run.Select(point => PlaceOf(point.Start, point.Value));
                _svg.Element("polyline", ("points", string.Join(' ', places)), ("fill", "none"), ("stroke", colour),
                    ("stroke-width", "2"), ("stroke-linejoin", "round"));
            }

            foreach (var point in run.Count == 1 || series.Points.Count <= DotsMax ? run : [])
            {
                _svg.Element("circle", ("cx", SvgWriter.NumberOf(XOf(point.Start))),
                    ("cy", SvgWriter.NumberOf(YOf(point.Value))), ("r", "2.5"), ("fill", colour));
            }
        }
    }

    /// <summary>Points whose windows follow one another without a gap.</summary>
    private static IEnumerable<List<ChartPoint>> RunsOf(IReadOnlyList<ChartPoint> points)
    {
        var run = new List<ChartPoint>();
        foreach (var point in points)
        {
            if (run.Count > 0 && point.Start > run[^1].End)
            {
                yield return run;
                run = [];
            }

            run.Add(point);
        }

        if (run.Count > 0)
        {
            yield return run;
        }
    }

    private void WriteLegend(ChartPanel panel)
    {
        var top = _top + PlotHeight + Below;
        for (var i = 0; i < panel.Series.Count; i++)
        {
            var (x, y) = LegendPlaceOf(i, top);
            _svg.Element("rect", ("x", SvgWriter.NumberOf(x)), ("y", SvgWriter.NumberOf(y + 2)), ("width", "10"),
                ("height", "10"), ("fill", ChartSvg.Colours[i % ChartSvg.Colours.Length]));
            _svg.Text(x + 16, y + 11, SvgWriter.Cut(panel.Series[i].Name, LegendLetters), ("fill", SvgWriter.Ink));
        }

        if (panel.LeftOut > 0)
        {
            var (x, y) = LegendPlaceOf(panel.Series.Count, top);
            _svg.Text(x, y + 11, panel.LeftOut + " more not drawn", ("fill", SvgWriter.Quiet));
        }
    }

    private static (double X, double Y) LegendPlaceOf(int index, int top) => (
        Left + (index % LegendColumns * ((Right - Left) / (double)LegendColumns)),
        top + (index / LegendColumns * LegendHeight));

    private string PlaceOf(Instant start, double value) =>
        SvgWriter.NumberOf(XOf(start)) + "," + SvgWriter.NumberOf(YOf(value));

    private double XOf(Instant start) => _first == _last
        ? (Left + Right) / 2.0
        : Left + ((start - _first) / (_last - _first) * (Right - Left));

    private double YOf(double value) => _top + ((1 - _axis.ShareOf(value)) * PlotHeight);
}
