using System.Linq;

namespace EventNormalization.Cli.Output.Charts;

/// <summary>A bar for each group, with its name before it and its total behind it.</summary>
internal static class BarPanel
{
    private const int Top = 24;
    private const int Below = 12;
    private const int RowHeight = 22;
    private const int Left = 300;
    private const int Right = ChartSvg.Width - 150;
    private const int LettersMax = 32;

    /// <summary>How much room the panel takes.</summary>
    public static int HeightOf(ChartPanel panel) =>
        Top + ((panel.Series.Count + (panel.LeftOut > 0 ? 1 : 0)) * RowHeight) + Below;

    /// <summary>Draws the panel.</summary>
    public static void Write(SvgWriter svg, ChartPanel panel, int top)
    {
        var bars = panel.Series.Select(series => (series.Name, series.Points[0].Value)).ToList();
        var axis = ValueAxis.Of(bars.Select(bar => bar.Value));
        var zero = XOf(axis, 0);
        svg.Text(Left, top + 16, panel.Title, ("fill", SvgWriter.Ink), ("font-weight", "bold"));
        for (var i = 0; i < bars.Count; i++)
        {
            var (name, value) = bars[i];
            var (y, x) = (top + Top + (i * RowHeight), XOf(axis, value));
            var (from, to) = value < 0 ? (x, zero) : (zero, x);
            svg.Text(Left - 8, y + 15, SvgWriter.Cut(name, LettersMax), ("text-anchor", "end"),
                ("fill", SvgWriter.Ink));
            svg.Element("rect", ("x", SvgWriter.NumberOf(from)), ("y", SvgWriter.NumberOf(y + 3)),
                ("width", SvgWriter.NumberOf(to - from)), ("height", "16"), ("fill", ChartSvg.Colours[0]));
            svg.Text(to + 6, y + 15, ValueAxis.TextOf(value), ("fill", SvgWriter.Quiet));
        }

        var end = top + Top + (bars.Count * RowHeight);
        svg.Element("line", ("x1", SvgWriter.NumberOf(zero)), ("x2", SvgWriter.NumberOf(zero)),
            ("y1", SvgWriter.NumberOf(top + Top)), ("y2", SvgWriter.NumberOf(end)), ("stroke", SvgWriter.Quiet));
        if (panel.LeftOut > 0)
        {
            svg.Text(Left, end + 16, panel.LeftOut + " more not drawn", ("fill", SvgWriter.Quiet));
        }
    }

    private static double XOf(ValueAxis axis, double value) => Left + (axis.ShareOf(value) * (Right - Left));
}
