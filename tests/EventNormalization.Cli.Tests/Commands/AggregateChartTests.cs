using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using System.Xml.Linq;
using Xunit;

namespace EventNormalization.Cli.Tests.Commands;

/// <summary><c>aggregate --chart svg FILE</c> draws totals that any program may show, whatever events say.</summary>
public sealed class AggregateChartTests
{
    private const string Events =
        """
        {"client":"a","metric":"m","amount":"1.5 EUR","date":"2024-03-10"}
        {"client":"a","metric":"m","amount":"4 EUR","date":"2024-03-11"}
        {"client":"b","metric":"m","amount":"2 EUR","date":"2024-03-11"}
        {"client":"b","metric":"m","amount":"300 JPY","date":"2024-03-12"}
        {"client":"a","metric":"m","amount":"-1 EUR","date":"2024-03-14"}
        """;

    [Fact]
    public async Task Windows_are_lines_one_for_each_group_and_a_panel_for_each_currency()
    {
        var (svg, result) = await DrawAsync(Events, "--by", "client_id,day", "--measures", "sum");

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Contains("2024-03-12", result.Output, StringComparison.Ordinal);
        Assert.Equal("sum by client_id, day", svg.Root!.Element(Name("title"))!.Value);
        Assert.Equal(["EUR", "JPY"], TextsOf(svg).Where(text => text is "EUR" or "JPY"));
        Assert.Equal(["a", "b", "b"], TextsOf(svg).Where(text => text is "a" or "b"));

        // Two days of a touch; that of the 14th is alone, as is each of b.
        Assert.Single(svg.Descendants(Name("polyline")));
        Assert.Equal(5, svg.Descendants(Name("circle")).Count());
    }

    [Fact]
    public async Task Groups_without_windows_are_bars_with_their_totals()
    {
        var (svg, result) = await DrawAsync(Events, "--by", "client_id", "--measures", "count");

        Assert.Equal(0, result.ExitCode);
        Assert.Equal(["count by client_id", "a", "3", "b", "2"], TextsOf(svg).Where(text => text.Length > 0));
        var widths = svg.Descendants(Name("rect")).Skip(1).Select(bar => (double)bar.Attribute("width")!).ToArray();
        Assert.Equal(1.5, widths[0] / widths[1], 2);
    }

    [Fact]
    public async Task Quantiles_of_one_group_are_a_line_each_within_a_band()
    {
        var (svg, _) = await DrawAsync(
            Events, "--by", "day", "--measures", "p50,p95,p99", "--where", "currency = EUR and timestamp < 2024-03-12");

        Assert.Single(svg.Descendants(Name("polygon")));
        Assert.Equal(3, svg.Descendants(Name("polyline")).Count());
        Assert.Equal(["p50, p95, p99 by day", "p50", "p95", "p99"], TextsOf(svg).Where(text => text.StartsWith('p')));
    }

    [Fact]
    public async Task Of_too_many_groups_the_largest_are_drawn_and_the_chart_says_how_many_are_not()
    {
        var events = string.Concat(Enumerable.Range(1, 60).Select(i =>
            $$"""{"client":"c{{i:00}}","metric":"m","amount":{{i}},"date":"2024-03-{{10 + (i % 2)}}"}""" + "\n"));

        var (lines, _) = await DrawAsync(events, "--by", "client_id,day", "--measures", "sum");
        var (bars, _) = await DrawAsync(events, "--by", "client_id", "--measures", "sum");

        Assert.Equal(8, lines.Descendants(Name("circle")).Count());
        Assert.Contains("c60", TextsOf(lines));
        Assert.Contains("52 more not drawn", TextsOf(lines));
        Assert.Contains("20 more not drawn", TextsOf(bars));
        Assert.DoesNotContain("c20", TextsOf(bars));
    }

    [Fact]
    public async Task No_name_of_a_client_is_markup_a_script_or_an_order_to_a_terminal()
    {
        string[] names =
        [
            "<script>alert(1)</script>", "</text></svg><script>", "\" onload=\"alert(1)", "&#60;b&#62;", "]]>",
            "javascript:alert(1)", "<!--", "\\u202Eabc", "\\uFFFE", "\\uD83C\\uDF89", new string('W', 300),
        ];
        var events = string.Concat(names.Select(name => "{\"client\":\""
            + name.Replace("\"", "\\\"", StringComparison.Ordinal)
            + "\",\"metric\":\"m\",\"amount\":1,\"date\":\"2024-03-10\"}\n"));

        foreach (var by in new[] { "client_id", "client_id,day" })
        {
            var (svg, result) = await DrawAsync(events, "--by", by, "--measures", "sum");

            Assert.Equal(0, result.ExitCode);
            string[] allowed = ["svg", "title", "rect", "text", "line", "circle", "polyline", "polygon"];
            Assert.All(svg.Descendants(), element => Assert.Contains(element.Name.LocalName, allowed));
            Assert.All(
                svg.Descendants().Attributes(),
                attribute => Assert.False(
                    attribute.Name.LocalName.StartsWith("on", StringComparison.Ordinal)
                    || attribute.Name.LocalName.Contains("href", StringComparison.Ordinal)));
            Assert.DoesNotContain('\u202E', svg.ToString());
            Assert.All(TextsOf(svg), text => Assert.InRange(text.Length, 0, 60));
        }
    }

    [Fact]
    public async Task No_event_is_a_chart_that_says_so()
    {
        var (svg, result) = await DrawAsync("", "--by", "day", "--measures", "sum");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("No event is like that.", TextsOf(svg));
    }

    [Fact]
    public async Task Standard_output_takes_the_chart_alone()
    {
        var result = await InProcess.RunWithAsync(Events, "aggregate", "--input", "-", "--by", "day", "--measures",
            "count", "--chart", "svg", "-");

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Equal("svg", XDocument.Parse(result.Output).Root!.Name.LocalName);
    }

    [Fact]
    public async Task The_same_events_give_the_same_bytes_from_files_and_from_a_store()
    {
        using var folder = new TemporaryFolder();
        var store = folder.PathOf("s.db");
        await InProcess.RunWithAsync(Events, "ingest", "-", "--store", store);
        string[] options = ["--by", "currency,day", "--measures", "sum", "--chart", "svg", "-"];

        var ofFiles = await InProcess.RunWithAsync(Events, ["aggregate", "--input", "-", .. options]);
        var ofStore = await InProcess.RunAsync(["aggregate", "--store", store, .. options]);

        Assert.Equal(ofFiles, ofStore);
    }

    [Fact]
    public async Task A_file_that_cannot_be_written_is_an_error()
    {
        using var folder = new TemporaryFolder();

        var result = await InProcess.RunWithAsync(
            Events, "aggregate", "--input", "-", "--chart", "svg", folder.PathOf("none/chart.svg"));

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("it cannot be written", result.Error, StringComparison.Ordinal);
    }

    private static async Task<(XDocument Svg, ToolResult Result)> DrawAsync(string events, params string[] options)
    {
        using var folder = new TemporaryFolder();
        var path = folder.PathOf("chart.svg");
        var result = await InProcess.RunWithAsync(
            events, ["aggregate", "--input", "-", "--chart", "svg", path, .. options]);
        return (XDocument.Parse(await File.ReadAllTextAsync(path)), result);
    }

    private static XName Name(string name) => XName.Get(name, "http://www.w3.org/2000/svg");

    private static IEnumerable<string> TextsOf(XDocument svg) =>
        svg.Descendants(Name("text")).Select(text => text.Value);
}
