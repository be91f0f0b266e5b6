using System.Threading.Tasks;
using Xunit;

namespace EventNormalization.Cli.Tests.Commands;

/// <summary><c>aggregate</c> groups by windows of time: periods of the calendar, and lengths, in any zone.</summary>
public sealed class AggregateWindowTests
{
    private const string Events =
        """
        {"client":"a","metric":"m","amount":1.5,"date":"2024-03-10T06:30:00Z"}
        {"client":"a","metric":"m","amount":2,"date":"2024-03-10T07:10:00Z"}
        {"client":"b","metric":"m","amount":0.25,"date":"2024-03-10T07:50:00Z"}
        {"client":"a","metric":"m","amount":10,"date":"2024-03-11T04:10:00Z"}
        {"client":"a","metric":"m","amount":-4,"date":"2024-03-13T12:00:00Z"}
        """;

    [Theory]
    [InlineData(
        "hour", "2024-03-10T01:00:00-05:00,1", "2024-03-10T03:00:00-04:00,2", "2024-03-11T00:00:00-04:00,1",
        "2024-03-13T08:00:00-04:00,1")]
    [InlineData("day", "2024-03-10,3", "2024-03-11,1", "2024-03-13,1")]
    [InlineData("week", "2024-03-04,3", "2024-03-11,2")]
    [InlineData("month", "2024-03-01,5")]
    [InlineData("quarter", "2024-01-01,5")]
    [InlineData("year", "2024-01-01,5")]
    public async Task Periods_of_the_calendar_are_those_of_the_zone(string period, params string[] lines)
    {
        var result = await InProcess.RunWithAsync(
            Events, "aggregate", "--input", "-", "--by", period, "--zone", "America/New_York", "--measures", "count",
            "--csv");

        Assert.Equal(new ToolResult(0, $"{period},count\r\n{string.Join("\r\n", lines)}\r\n", ""), result);
    }

    [Fact]
    public async Task The_clock_of_UTC_is_that_of_windows_without_a_zone()
    {
        var result = await InProcess.RunWithAsync(
            Events, "aggregate", "--input", "-", "--by", "client_id,hour", "--measures", "sum", "--json", "--to",
            "2024-03-11");

        Assert.Equal(
            new ToolResult(
                0,
                """
                {"groups":[{"client_id":"a","hour":"2024-03-10T06:00:00Z","sum":1.5},
                {"client_id":"a","hour":"2024-03-10T07:00:00Z","sum":2},
                {"client_id":"b","hour":"2024-03-10T07:00:00Z","sum":0.25}]}
                """.ReplaceLineEndings("") + "\n",
                ""),
            result);
    }

    [Fact]
    public async Task A_week_begins_on_the_day_that_is_named()
    {
        var result = await InProcess.RunWithAsync(
            Events, "aggregate", "--input", "-", "--by", "week", "--week-start", "sunday", "--measures", "count",
            "--csv");

        Assert.Equal(new ToolResult(0, "week,count\r\n2024-03-10,5\r\n", ""), result);
    }

    [Theory]
    [InlineData("30m")]
    [InlineData("PT30M")]
    [InlineData("1800s")]
    public async Task A_length_makes_windows_that_come_after_the_fields(string length)
    {
        var result = await InProcess.RunWithAsync(
            Events, "aggregate", "--input", "-", "--by", "metric", "--every", length, "--measures", "count", "--csv",
            "--to", "2024-03-11");

        Assert.Equal(
            new ToolResult(
                0,
                "metric,window,count\r\nm,2024-03-10T06:30:00Z,1\r\nm,2024-03-10T07:00:00Z,1\r\n"
                    + "m,2024-03-10T07:30:00Z,1\r\n",
                ""),
            result);
    }

    [Fact]
    public async Task Windows_without_an_event_are_shown_on_request_for_each_client()
    {
        var result = await InProcess.RunWithAsync(
            Events, "aggregate", "--input", "-", "--by", "client_id,day", "--fill", "--measures", "count,sum,max",
            "--csv");

        Assert.Equal(
            new ToolResult(
                0,
                "client_id,day,count,sum,max\r\na,2024-03-10,2,3.5,2\r\na,2024-03-11,1,10,10\r\na,2024-03-12,0,0,\r\n"
                    + "a,2024-03-13,1,-4,-4\r\nb,2024-03-10,1,0.25,0.25\r\nb,2024-03-11,0,0,\r\nb,2024-03-12,0,0,\r\n"
                    + "b,2024-03-13,0,0,\r\n",
                ""),
            result);
    }

    [Fact]
    public async Task A_table_has_its_points_below_one_another_and_a_bar_of_the_first_measure_for_each_window()
    {
        var result = await InProcess.RunWithAsync(
            Events, "aggregate", "--input", "-", "--by", "day", "--measures", "sum,mean", "--fill");

        Assert.Equal(
            """
            ╭────────────┬───────┬───────┬──────────────────────────╮
            │ day        │   sum │  mean │ sum                      │
            ├────────────┼───────┼───────┼──────────────────────────┤
            │ 2024-03-10 │  3.75 │  1.25 │        ██████▍           │
            │ 2024-03-11 │ 10    │ 10    │        █████████████████ │
            │ 2024-03-12 │  0    │       │                          │
            │ 2024-03-13 │ -4    │ -4    │ ▐██████                  │
            ╰────────────┴───────┴───────┴──────────────────────────╯
            5 deliveries: 5 events, 0 duplicates, 0 rejected, 0 conflicts

            """.ReplaceLineEndings("\n"),
            result.Output);
    }

    [Fact]
    public async Task A_narrow_terminal_has_the_numbers_and_no_bars()
    {
        var result = await InProcess.RunAtTerminalAsync(
            40, Events, "aggregate", "--input", "-", "--by", "day", "--measures", "count,sum,min");

        Assert.Equal(0, result.ExitCode);
        Assert.DoesNotContain("█", result.Output, System.StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_field_comes_before_a_period_of_the_same_name()
    {
        using var folder = new TemporaryFolder();
        var schema = folder.PathOf("schema.json");
        await System.IO.File.WriteAllTextAsync(
            schema, """{"fields":{"day":{"type":"text","presence":"optional"}}}""");

        var result = await InProcess.RunWithAsync(
            """{"client":"a","metric":"m","amount":1,"date":"2024-03-10","day":"market day"}""",
            "aggregate", "--input", "-", "--schema", schema, "--by", "day", "--measures", "count", "--csv");

        Assert.Equal(new ToolResult(0, "day,count\r\nmarket day,1\r\n", ""), result);
    }

    [Theory]
    [InlineData("--zone: found \"Europe/Berln\", expected a time zone of the IANA database such as Europe/Berlin. "
        + "Did you mean \"Europe/Berlin\"?", "--by", "day", "--zone", "Europe/Berln")]
    [InlineData("--every: found \"15M\", expected a length of at most 3660 days, such as 15m, 1h30m, 1d or PT15M; "
        + "months are a period to group by.", "--every", "15M")]
    [InlineData("--week-start: found \"son\", expected one of: monday, tuesday, wednesday, thursday, friday, saturday, "
        + "sunday.", "--by", "week", "--week-start", "son")]
    [InlineData("--fill: expected one window, such as by day, or every 15m.", "--by", "client_id", "--fill")]
    [InlineData("--fill: expected one window, such as by day, or every 15m.", "--by", "day", "--every", "1h", "--fill")]
    [InlineData("--by: found \"daay\", expected fields or periods: client_id, metric, amount, timestamp, currency, "
        + "hour, day, week, month, quarter, year. Did you mean \"day\"?", "--by", "daay")]
    [InlineData("--every: found nothing, expected a value after it.", "--every", "")]
    public async Task What_makes_no_windows_is_wrong_usage(string message, params string[] options)
    {
        var result = await InProcess.RunWithAsync(Events, ["aggregate", "--input", "-", .. options]);

        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.Equal("eventnorm: " + message, result.Error.Split('\n')[0]);
    }

    [Fact]
    public async Task Too_many_windows_to_fill_are_refused()
    {
        var result = await InProcess.RunWithAsync(
            Events, "aggregate", "--input", "-", "--every", "1s", "--fill", "--from", "2020-01-01", "--csv");

        Assert.Equal(
            new ToolResult(
                1,
                "",
                "eventnorm: --fill: expected at most 200,000 groups with those without an event: longer windows, or a "
                    + "range of time.\n"),
            result);
    }

    [Fact]
    public async Task A_store_answers_as_the_files_do()
    {
        using var folder = new TemporaryFolder();
        var store = folder.PathOf("s.db");
        await InProcess.RunWithAsync(Events, "ingest", "-", "--store", store);

        foreach (var options in (string[][])
            [
                ["--by", "hour"], ["--by", "day,client_id", "--zone", "Asia/Kathmandu"], ["--every", "2h", "--fill"],
                ["--by", "week", "--week-start", "saturday", "--zone", "America/New_York"],
                ["--by", "month", "--fill", "--from", "2023-12-01", "--to", "2024-05-01"],
            ])
        {
            foreach (var form in new[] { "--json", "--csv" })
            {
                var ofStore = await InProcess.RunAsync(["aggregate", "--store", store, form, .. options]);
                var ofFiles = await InProcess.RunWithAsync(Events, ["aggregate", "--input", "-", form, .. options]);

                Assert.Equal((0, ""), (ofFiles.ExitCode, ofFiles.Error));
                Assert.Equal(ofFiles, ofStore);
            }
        }
    }
}
