using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Xunit;

namespace EventNormalization.Cli.Tests;

/// <summary>What everybody meets first: names, help, widths, and what a wrong word is answered with.</summary>
public sealed class SmallThingsTests
{
    private const string Good = """{"client":"a","metric":"m","amount":1,"date":"2024-01-15"}""";
    private const string Third = """{"client":"a","metric":"m","amount":"0","date":"2024-01-16"}""";

    [Theory]
    [InlineData("Commands:")]
    [InlineData("Commands:", "failed")]
    public async Task The_bare_command_shows_its_help_and_stays_wrong_usage(string text, params string[] args)
    {
        var result = await InProcess.RunAsync(args);
        var help = await InProcess.RunAsync([.. args, "--help"]);

        Assert.Contains(text, result.Output, StringComparison.Ordinal);
        Assert.Equal((2, help.Output), (result.ExitCode, result.Output));
        Assert.Equal("eventnorm: no command was named; these are there.\n", result.Error);
    }

    [Theory]
    [InlineData]
    [InlineData("ingest")]
    [InlineData("failed", "list")]
    public async Task Every_help_ends_with_the_exit_codes(params string[] args)
    {
        var result = await InProcess.RunAsync([.. args, "--help"]);

        Assert.EndsWith("\nExit codes:\n" + string.Concat(
            "  0    done; rejected events are part of it\n",
            "  1    a file, a document, a store or a total made it impossible\n",
            "  2    the command line, or a schema file, is wrong\n",
            "  3    events were rejected or in conflict, and --fail-on-rejected was given\n",
            "  4    a store contradicts itself: not every delivery is counted once, or verify found a problem\n",
            "  5    deliveries were deferred: they are kept, and \"eventnorm failed retry\" brings them\n",
            "  130  interrupted\n"), result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Explain_tells_of_each_event_where_it_stands_and_of_a_single_one_without()
    {
        using var folder = new TemporaryFolder();
        var spread = folder.Write("one.json", Good.Replace(",", ",\n", StringComparison.Ordinal));
        var several = folder.Write("two.json", $"[{Good},\n{Third}]\nnonsense\n");

        var one = await InProcess.RunAsync("explain", spread);
        var two = await InProcess.RunAsync("explain", several);
        var none = await InProcess.RunWithAsync(" \n", "explain");

        Assert.StartsWith("verdict    accepted", one.Output, StringComparison.Ordinal);
        Assert.Equal(
            [
                $"{several} line 1", "verdict    accepted, or a duplicate where this id is stored already",
                $"{several} line 2 record 2", "verdict    accepted, or a duplicate where this id is stored already",
                $"{several} line 3", "verdict    rejected",
            ],
            two.Output.Split('\n').Where(line => line.StartsWith(several, StringComparison.Ordinal)
                || line.StartsWith("verdict", StringComparison.Ordinal)));
        Assert.Equal(new ToolResult(1, "", "eventnorm: (standard input): there is no event to explain.\n"), none);
    }

    [Theory]
    [InlineData("normalize", "-")]
    [InlineData("explain", "-")]
    [InlineData("aggregate", "--input", "-")]
    public async Task Every_command_that_reads_events_is_told_how_they_are_held(params string[] args)
    {
        var concatenated = await InProcess.RunWithAsync(Good + Third, [.. args, "--format", "concatenated"]);
        var wrong = await InProcess.RunWithAsync(Good, [.. args, "--format", "failed"]);

        Assert.Equal((0, ""), (concatenated.ExitCode, concatenated.Error));
        Assert.DoesNotContain("json.syntax", concatenated.Output, StringComparison.Ordinal);
        Assert.Equal(2, wrong.ExitCode);
        Assert.StartsWith(
            "eventnorm: --format: found \"failed\", expected ndjson, array or concatenated.\n",
            wrong.Error,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mean_has_six_decimals_in_a_table_and_all_of_them_in_JSON_and_CSV()
    {
        var input = Good + "\n" + Third + "\n" + Third.Replace("16", "17", StringComparison.Ordinal);
        string[] args = ["aggregate", "--input", "-", "--measures", "mean"];

        var table = await InProcess.RunWithAsync(input, args);
        var json = await InProcess.RunWithAsync(input, [.. args, "--json"]);
        var csv = await InProcess.RunWithAsync(input, [.. args, "--csv"]);

        Assert.Contains("│ 0.333333 │", table.Output, StringComparison.Ordinal);
        Assert.Contains("\"mean\":0.3333333333333333333333333333}", json.Output, StringComparison.Ordinal);
        Assert.Equal("mean\r\n0.3333333333333333333333333333\r\n", csv.Output);
    }

    [Fact]
    public async Task One_of_a_thing_is_in_the_singular()
    {
        var result = await InProcess.RunWithAsync(Good, "aggregate", "--input", "-", "--measures", "count");

        Assert.EndsWith(
            "\n1 delivery: 1 event, 0 duplicates, 0 rejected, 0 conflicts\n", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_store_in_memory_leaves_no_file_under_either_name()
    {
        foreach (var name in new[] { "memory", ":memory:" })
        {
            var result = await InProcess.RunWithAsync(Good, "ingest", "-", "--store", name);

            Assert.Equal(0, result.ExitCode);
            Assert.False(File.Exists(name));
        }
    }

    [Fact]
    public async Task The_file_of_failed_events_given_as_a_store_says_what_it_is()
    {
        using var folder = new TemporaryFolder();
        var store = folder.PathOf("x.db");
        await InProcess.RunWithAsync("nonsense", "ingest", "-", "--store", store);
        string[][] commands =
        [
            ["aggregate", "--store", store + ".failed"],
            ["ingest", "-", "--store", store + ".failed"],
            ["failed", "list", "--store", store + ".failed"],
        ];

        foreach (var command in commands)
        {
            Assert.Equal(
                new ToolResult(1, "",
                    $"eventnorm: {store}.failed: it holds the failed events of a store; name the store: {store}\n"),
                await InProcess.RunWithAsync(Good, command));
        }
    }

    [Fact]
    public async Task Failed_events_of_what_is_no_store_are_not_none()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("notes.txt", "these are notes, and no database at all");

        var result = await InProcess.RunAsync("failed", "list", "--store", file);

        Assert.Equal((1, ""), (result.ExitCode, result.Output));
        Assert.StartsWith(
            $"eventnorm: {file} is not an event store of EventNormalization: it is 39 bytes long",
            result.Error,
            StringComparison.Ordinal);
        Assert.Equal("these are notes, and no database at all", File.ReadAllText(file));
    }

    [Theory]
    [InlineData("normalize", "no\u001b[31mRED\nline2")]
    [InlineData("ingest", "no\u001b[31mRED\nline2", "--store", "memory")]
    [InlineData("aggregate", "--store", "no\u001b[31mRED\nline2")]
    [InlineData("aggregate", "--input", "no\u001b[31mRED\nline2")]
    [InlineData("failed", "list", "--store", "no\u001b[31mRED\nline2")]
    [InlineData("normalize", "--schema", "no\u001b[31mRED\nline2")]
    [InlineData("generate", "--events", "1", "--output", "/no/such/no\u001b[31mRED\nline2")]
    public async Task Control_characters_of_a_path_are_shown_and_do_nothing(params string[] args)
    {
        var result = await InProcess.RunAsync(args);

        Assert.Contains("no\\u001B[31mRED\\u000Aline2", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', result.Error);
    }

    [Theory]
    [InlineData("=1", "'=1")]
    [InlineData("＝1", "'＝1")]
    [InlineData("＋1", "'＋1")]
    [InlineData("－1", "'－1")]
    [InlineData("＠a", "'＠a")]
    [InlineData("a;=1+1", "\"a;'=1+1\"")]
    [InlineData("a; ＝1", "\"a; '＝1\"")]
    [InlineData("a,@b", "\"a,'@b\"")]
    [InlineData("a|-b", "a|'-b")]
    [InlineData("a-b=c", "a-b=c")]
    [InlineData("x;y", "\"x;y\"")]
    public async Task No_text_in_CSV_is_a_formula_whatever_ends_a_cell(string client, string cell)
    {
        var input = $$"""{"client":"{{client}}","metric":"m","amount":1,"date":"2024-01-15"}""";

        var result = await InProcess.RunWithAsync(
            input, "aggregate", "--input", "-", "--by", "client_id", "--measures", "count", "--csv");

        Assert.Equal($"client_id,count\r\n{cell},1\r\n", result.Output);
    }

    [Fact]
    public async Task A_client_or_metric_that_no_event_has_is_said_beside_the_zero()
    {
        using var folder = new TemporaryFolder();
        var store = folder.PathOf("x.db");
        await InProcess.RunWithAsync(Good, "ingest", "-", "--store", store);

        var misspelt = await InProcess.RunAsync(
            "aggregate", "--store", store, "--client", "a", "--client", "A", "--metric", "n", "--measures", "count",
            "--json");
        var files = await InProcess.RunWithAsync(Good, "aggregate", "--input", "-", "--client", "b", "--json");

        Assert.Equal(0, misspelt.ExitCode);
        Assert.Equal(
            "eventnorm: note: no event has the client \"A\"\neventnorm: note: no event has the metric \"n\"\n",
            misspelt.Error);
        Assert.Equal("eventnorm: note: no event matches client \"b\"\n", files.Error);
    }

    [Fact]
    public async Task Values_of_filters_are_read_like_the_field()
    {
        const string coffee = """{"client":"Caf\u00e9  ","metric":"Sales","amount":1,"date":"2024-01-15"}""";

        var result = await InProcess.RunWithAsync(
            coffee, "aggregate", "--input", "-", "--client", "Cafe\u0301", "--metric", " SALES", "--measures", "count",
            "--json");

        Assert.Equal(new ToolResult(0, """{"groups":[{"count":1}]}""" + "\n", ""), result);
    }

    [Fact]
    public async Task A_field_named_like_a_measure_never_stands_twice_in_a_result()
    {
        using var folder = new TemporaryFolder();
        var schema = folder.Write("s.json", """{"fields":{"count":{"type":"integer"}}}""");
        const string counted = """{"client":"a","metric":"m","amount":1,"date":"2024-01-15","count":7}""";
        string[] args = ["aggregate", "--input", "-", "--schema", schema, "--by", "count", "--json"];

        var refused = await InProcess.RunWithAsync(counted, args);
        var named = await InProcess.RunWithAsync(counted, [.. args, "--measures", "sum"]);

        Assert.Equal(
            new ToolResult(
                2,
                "",
                "eventnorm: --by: found \"count\", expected a name that no measure of the query has; leave the measure "
                + "out: sum,min,max,mean.\n"),
            refused);
        Assert.Equal("""{"groups":[{"count":7,"sum":1}]}""" + "\n", named.Output);
    }
}
