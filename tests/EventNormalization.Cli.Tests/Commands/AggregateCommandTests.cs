using System;
using System.Linq;
using System.Threading.Tasks;
using Xunit;

namespace EventNormalization.Cli.Tests.Commands;

/// <summary><c>aggregate</c>: exact totals for people, scripts and spreadsheets.</summary>
public sealed class AggregateCommandTests
{
    private const string Events =
        """
        {"client":"=b","metric":"m","amount":0.1,"date":"2024-01-15"}
        {"client":"=b","metric":"m","amount":0.2,"date":"2024-01-15"}
        {"client":"=b","metric":"m","amount":"0.20","date":"2024-01-15"}
        {"client":"a, \"x\"","metric":"n","amount":-5,"date":"2024-02-01"}
        broken
        """;

    [Fact]
    public async Task Json_has_exact_decimals_as_numbers_in_plain_digits()
    {
        var result = await InProcess.RunWithAsync(Events, "aggregate", "--input", "-", "--by", "client_id", "--json");

        Assert.Equal(
            new ToolResult(
                0,
                """{"groups":[{"client_id":"=b","count":2,"sum":0.3,"min":0.1,"max":0.2,"mean":0.15},"""
                + """{"client_id":"a, \"x\"","count":1,"sum":-5,"min":-5,"max":-5,"mean":-5}]}""" + "\n",
                ""),
            result);
    }

    [Fact]
    public async Task Csv_is_quoted_and_is_never_a_formula()
    {
        var result = await InProcess.RunWithAsync(
            Events, "aggregate", "--input", "-", "--by", "client_id,metric", "--measures", "sum,count", "--csv");

        Assert.Equal(
            new ToolResult(0, "client_id,metric,sum,count\r\n'=b,m,0.3,2\r\n\"a, \"\"x\"\"\",n,-5,1\r\n", ""), result);
    }

    [Fact]
    public async Task A_table_says_what_was_left_out()
    {
        var result = await InProcess.RunWithAsync(
            Events, "aggregate", "--input", "-", "--measures", "count,sum", "--client", "=b");

        Assert.Equal(
            """
            ╭───────┬─────╮
            │ count │ sum │
            ├───────┼─────┤
            │     2 │ 0.3 │
            ╰───────┴─────╯
            5 deliveries: 3 events, 1 duplicate, 1 rejected, 0 conflicts

            """.ReplaceLineEndings("\n"),
            result.Output);
    }

    [Theory]
    [InlineData(2, "--from", "2024-01-15", "--to", "2024-02-01T00:00:00Z")]
    [InlineData(3, "--to", "2024-02-01T00:00:00.000000001Z")]
    [InlineData(1, "--from", "2024-01-15T00:00:00.000000001Z")]
    [InlineData(3, "--client", "=b", "--client", "a, \"x\"")]
    [InlineData(1, "--metric", "n")]
    public async Task Filters_include_their_beginning_and_not_their_end(int count, params string[] options)
    {
        var result = await InProcess.RunWithAsync(
            Events, ["aggregate", "--input", "-", "--json", "--measures", "count", .. options]);

        Assert.Equal($$"""{"groups":[{"count":{{count}}}]}""" + "\n", result.Output);
    }

    [Fact]
    public async Task A_total_that_no_decimal_holds_is_an_error_and_no_number()
    {
        const string huge =
            """
            {"client":"a","metric":"m","amount":79228162514264337593543950335,"date":"2024-01-15"}
            {"client":"a","metric":"m","amount":79228162514264337593543950334,"date":"2024-01-15"}
            """;

        var result = await InProcess.RunWithAsync(huge, "aggregate", "--input", "-", "--measures", "sum", "--json");

        Assert.Equal(1, result.ExitCode);
        Assert.StartsWith(
            """{"groups":[{"sum":null,"error":{"code":"aggregate.range","message":""", result.Output,
            StringComparison.Ordinal);
        Assert.StartsWith("eventnorm: aggregate.range: The exact total is 158456325028528675187087900669;",
            result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--by: found \"clint\", expected fields or periods: client_id, metric, amount, timestamp, currency, "
        + "hour, day, week, month, quarter, year.", "--by", "clint")]
    [InlineData("--by: found \"metric,metric\", expected each name once.", "--by", "metric,metric")]
    [InlineData("--measures: found \"sum,sum\", expected each measure once.", "--measures", "sum,sum")]
    [InlineData("--chart: found \"png x\", expected svg and a file, such as --chart svg totals.svg.",
        "--chart", "png", "x")]
    [InlineData("--chart: standard output takes the chart or the totals; name a file.",
        "--chart", "svg", "-", "--json")]
    [InlineData("--json and --csv: results are written in one form; name one of the two.", "--json", "--csv")]
    [InlineData("--store and --input: totals are of a store or of files; name one of the two.", "--store", "memory")]
    [InlineData(
        "--from: found \"soon\", expected an instant such as 2024-01-15T10:30:00Z or a date.", "--from", "soon")]
    [InlineData(
        "--from 2024-02-01T00:00:00Z is after --to 2024-01-01T00:00:00Z; nothing is between them.",
        "--from", "2024-02-01", "--to", "2024-01-01")]
    public async Task Wrong_usage_is_told_and_gives_exit_code_2(string message, params string[] options)
    {
        var result = await InProcess.RunWithAsync(Events, ["aggregate", "--input", "-", .. options]);

        Assert.Equal(2, result.ExitCode);
        Assert.Equal("eventnorm: " + message, result.Error.Split('\n')[0]);
        Assert.Equal("", result.Output);
    }

    [Fact]
    public async Task Blanks_in_a_list_of_names_do_not_matter()
    {
        var expected = await InProcess.RunWithAsync(Events, "aggregate", "--input", "-", "--by", "client_id,metric");

        var actual = await InProcess.RunWithAsync(Events, "aggregate", "--input", "-", "--by", "client_id, metric");

        Assert.Equal(expected, actual);
        Assert.Equal(0, actual.ExitCode);
    }

    [Fact]
    public async Task Names_of_clients_are_never_markup_and_never_move_a_border()
    {
        string[] names = ["[red]x[/]", "[bold", "]]", "<b>", "北京店", "🎉"];
        var events = string.Concat(names.Select(
            name => $$"""{"client":"{{name}}","metric":"m","amount":1,"date":"2024-01-15"}""" + "\n"));

        var table = await InProcess.RunWithAsync(
            events, "aggregate", "--input", "-", "--by", "client_id", "--measures", "count");

        Assert.Equal((0, ""), (table.ExitCode, table.Error));
        Assert.Equal(
            """
            ╭───────────┬───────╮
            │ client_id │ count │
            ├───────────┼───────┤
            │ <b>       │     1 │
            │ [bold     │     1 │
            │ [red]x[/] │     1 │
            │ ]]        │     1 │
            │ 北京店    │     1 │
            │ 🎉        │     1 │
            ╰───────────┴───────╯
            6 deliveries: 6 events, 0 duplicates, 0 rejected, 0 conflicts

            """.ReplaceLineEndings("\n"),
            table.Output);
    }
}
