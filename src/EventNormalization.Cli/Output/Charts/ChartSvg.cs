using System.Linq;

namespace EventNormalization.Cli.Output.Charts;

/// <summary>Draws a chart as one SVG document.</summary>
internal static class ChartSvg
{
    /// <summary>The width of the document.</summary>
    public const int Width = 960;

    /// <summary>The colours of series, which also those who see few colours tell apart.</summary>
    public static readonly string[] Colours =
        ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#7b5fb5", "#555555"];

    private const int HeadHeight = 48;
    private const int FootHeight = 32;

    /// <summary>The document, as UTF-8.</summary>
    public static byte[] Write(Chart chart)
    {
        var heights = chart.Panels.Select(panel => chart.IsByTime
            ? LinePanel.HeightOf(panel)
            : BarPanel.HeightOf(panel)).ToList();
        using var svg = new SvgWriter(Width, HeadHeight + heights.Sum() + FootHeight, chart.Title);
        svg.Text(16, 30, chart.Title, ("font-size", "18"), ("fill", SvgWriter.Ink));
        var top = HeadHeight;
        for (var i = 0; i < heights.Count; i++)
        {
            if (chart.IsByTime)
            {
                LinePanel.Write(svg, chart.Panels[i], top);
            }
            else
            {
                BarPanel.Write(svg, chart.Panels[i], top);
            }

            top += heights[i];
        }

        if (NoteOf(chart) is { Length: > 0 } note)
        {
            svg.Text(16, top + 18, note, ("fill", SvgWriter.Quiet));
        }

        return svg.ToBytes();
    }

    private static string NoteOf(Chart chart) =>
        chart.Panels.Count == 0 ? "No event is like that."
            : chart.LeftOut == 0 ? ""
            : CountText.Of(chart.LeftOut, "more currency", "more currencies") + " not drawn.";
}
