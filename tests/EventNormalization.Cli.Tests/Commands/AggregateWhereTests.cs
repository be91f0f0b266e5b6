using System;
using System.IO;
using System.Threading.Tasks;
using Xunit;

namespace EventNormalization.Cli.Tests.Commands;

/// <summary><c>aggregate --where</c> totals what a condition says, and shows the column that it cannot read.</summary>
public sealed class AggregateWhereTests
{
    private const string Schema = """{"fields":{"region":{"type":"text","presence":"optional"}}}""";

    private const string Events =
        """
        {"client":"a","metric":"Sales","amount":12.5,"date":"2024-01-15","region":"EU"}
        {"client":"a","metric":"Sales","amount":7,"date":"2024-01-16","region":"EU"}
        {"client":"b","metric":"refunds","amount":20,"date":"2024-01-17","region":"US"}
        {"client":"b","metric":"refunds","amount":-3,"date":"2024-01-18"}
        """;

    [Theory]
    [InlineData("region = EU and amount >= 10", 1)]
    [InlineData("metric = SALES or amount < 0", 3)]
    [InlineData("not (region = EU or region = \"US\")", 1)]
    [InlineData("timestamp >= 2024-01-17", 2)]
    [InlineData("raw contains 'Sales'", 2)]
    public async Task A_condition_chooses_events_of_files_and_of_a_store(string where, int count)
    {
        using var folder = new TemporaryFolder();
        var (schema, store) = (folder.PathOf("schema.json"), folder.PathOf("s.db"));
        await File.WriteAllTextAsync(schema, Schema);
        await InProcess.RunWithAsync(Events, "ingest", "-", "--store", store, "--schema", schema);
        string[] options = ["--where", where, "--measures", "count", "--csv"];

        var ofFiles = await InProcess.RunWithAsync(
            Events, ["aggregate", "--input", "-", "--schema", schema, .. options]);
        var ofStore = await InProcess.RunAsync(["aggregate", "--store", store, .. options]);

        Assert.Equal(new ToolResult(0, $"count\r\n{count}\r\n", ""), ofFiles);
        Assert.Equal(ofFiles, ofStore);
    }

    [Theory]
    [InlineData(
        "metric = sales and amuont >= 10",
        "--where, column 20: found \"amuont\", expected a field of the schema: client_id, metric, amount, timestamp, "
            + "currency. Did you mean \"amount\"?",
        "                     ^")]
    [InlineData(
        "amount >= ten",
        "--where, column 11: found \"ten\", expected a number in plain digits with a point, such as 12.50, at most 28 "
            + "digits.",
        "            ^")]
    [InlineData("metric =", "--where, column 9: found \"the end\", expected a value; one with blanks or brackets "
        + "stands in quotes.", "          ^")]
    [InlineData("metric = \"北京店\" amount", "--where, column 16: found \"amount\", expected and, or, or the end.",
        "                    ^")]
    public async Task A_condition_that_cannot_be_read_is_shown_with_a_caret_below_the_column(
        string where, string message, string caret)
    {
        var result = await InProcess.RunWithAsync(Events, "aggregate", "--input", "-", "--where", where);

        Assert.Equal(new ToolResult(2, "", $"eventnorm: {message}\n  {where}\n{caret}\n"), result);
    }

    [Fact]
    public async Task A_long_condition_is_shown_around_the_column_and_never_obeyed_by_a_terminal()
    {
        var where = string.Concat(System.Linq.Enumerable.Repeat("amount >= 1 and ", 20)) + "metric = \u001b[31m ! "
            + new string('x', 100);

        var result = await InProcess.RunWithAsync(Events, "aggregate", "--input", "-", "--where", where);

        var lines = result.Error.Split('\n');
        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.DoesNotContain('\u001b', result.Error);
        Assert.StartsWith("  …", lines[1], StringComparison.Ordinal);
        Assert.InRange(lines[1].Length, 20, 120);
        Assert.Equal('!', lines[1][lines[2].IndexOf('^', StringComparison.Ordinal)]);
    }

    [Fact]
    public async Task A_client_or_metric_of_a_condition_that_no_event_has_is_said_beside_the_zero()
    {
        using var folder = new TemporaryFolder();
        var store = folder.PathOf("s.db");
        await InProcess.RunWithAsync(Events, "ingest", "-", "--store", store);
        string[] options = ["--where", "client_id = nobody and metric = Rent", "--measures", "count", "--csv"];

        var ofStore = await InProcess.RunAsync(["aggregate", "--store", store, .. options]);
        var ofFiles = await InProcess.RunWithAsync(Events, ["aggregate", "--input", "-", .. options]);

        Assert.Equal(
            new ToolResult(
                0,
                "count\r\n0\r\n",
                "eventnorm: note: no event has the client \"nobody\"\n"
                    + "eventnorm: note: no event has the metric \"rent\"\n"),
            ofStore);
        Assert.Equal(
            new ToolResult(
                0, "count\r\n0\r\n", "eventnorm: note: no event matches client \"nobody\" metric \"rent\"\n"),
            ofFiles);
    }

    [Fact]
    public async Task All_that_is_wrong_is_said_at_once()
    {
        var result = await InProcess.RunWithAsync(
            Events, "aggregate", "--input", "-", "--where", "x", "--by", "y", "--measures", "z");

        Assert.Equal(2, result.ExitCode);
        Assert.Equal(
            ["eventnorm: --where, column 1", "  x", "  ^", "  --by", "  --measures", ""],
            System.Linq.Enumerable.Select(result.Error.Split('\n'), line => line.Split(": found")[0]));
    }
}
