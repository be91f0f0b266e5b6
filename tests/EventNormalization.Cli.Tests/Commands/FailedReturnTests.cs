using System;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using Xunit;

namespace EventNormalization.Cli.Tests.Commands;

/// <summary>How failed events leave the open list, and what stands against a decision, as a script sees it.</summary>
public sealed class FailedReturnTests : IDisposable
{
    private const string Good = """{"client":"a","metric":"m","amount":1,"date":"2024-01-15"}""";
    private const string Ambiguous = """{"client":"b","metric":"m","amount":5,"date":"03/04/2024"}""";

    private readonly TemporaryFolder _folder = new();
    private readonly string _store;

    public FailedReturnTests() => _store = _folder.PathOf("s.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_failed_before_the_write_is_pending_and_closes_when_it_is_sent_again()
    {
        var deferred = await IngestAsync(Good, "--faults", "throw-before=1");
        Assert.Equal((5, 1L), (deferred.ExitCode, Number(deferred, "deferred")));
        Assert.Equal("0 stored, 1 received: deferred 1", await StatusAsync());

        var again = await IngestAsync(Good + "\n" + Good);

        Assert.Equal((1L, 1L), (Number(again, "accepted"), Number(again, "duplicates")));
        Assert.Equal("1 stored, 3 received: settled 1", await StatusAsync());
        Assert.Equal("""{"failed":[]}""" + "\n", (await RunAsync("failed", "list", "--json")).Output);
    }

    [Fact]
    public async Task What_was_written_without_an_answer_is_uncertain_and_counts_once_after_a_retry()
    {
        var deferred = await IngestAsync(Good, "--faults", "throw-after=1");
        Assert.Equal((5, 1L), (deferred.ExitCode, Number(deferred, "deferred")));
        var list = await RunAsync("failed", "list", "--json");
        Assert.Contains("\"uncertain\":1,", list.Output, StringComparison.Ordinal);

        var retried = await RunAsync("failed", "retry", "--json");

        Assert.Equal((0, 1L), (retried.ExitCode, Number(retried, "already_counted")));
        Assert.Equal("1 stored, 1 received: already_counted 1", await StatusAsync());
    }

    [Fact]
    public async Task A_refused_event_that_is_sent_again_under_rules_that_read_it_leaves_the_open_list()
    {
        var schema = _folder.Write("day-first.json", """{"profiles":{"b":{"date_order":"day_first"}}}""");
        await IngestAsync(Ambiguous + "\n" + Ambiguous);

        var accepted = await IngestAsync(Ambiguous, "--schema", schema, "--accept-rules");

        Assert.Equal(1L, Number(accepted, "accepted"));
        Assert.Equal("1 stored, 3 received: settled 2", await StatusAsync());
        Assert.Equal(0L, Number(await RunAsync("failed", "retry", "--schema", schema, "--json"), "entries"));
    }

    [Fact]
    public async Task A_batch_of_four_has_its_four_outcomes_and_again_the_same_but_for_the_first()
    {
        const string batch = """
            {"client":"a","metric":"m","amount":5,"date":"2024-01-15","key":"k1"}
            {"client":"a","metric":"m","amount":5,"date":"2024-01-15","key":"k1"}
            {"client":"a","metric":"m","amount":7,"date":"2024-01-15","key":"k1"}
            {"client":"a","metric":"m","amount":5,
            """;

        var schema = _folder.Write("keyed.json", """{"fields":{"key":{}}}""");

        var first = await IngestAsync(batch, "--fail-on-rejected", "--schema", schema);
        var second = await IngestAsync(batch, "--fail-on-rejected", "--schema", schema);
        var totals = await RunAsync("aggregate", "--measures", "sum", "--json");

        Assert.Equal([1L, 1, 1, 1], Counts(first));
        Assert.Equal([0L, 2, 1, 1], Counts(second));
        Assert.Equal((3, 3), (first.ExitCode, second.ExitCode));
        Assert.Equal("""{"groups":[{"sum":5}]}""" + "\n", totals.Output);
        Assert.Equal("1 stored, 8 received: rejected 2, conflicts 2", await StatusAsync());

        static long[] Counts(ToolResult result) =>
            [.. new[] { "accepted", "duplicates", "rejected", "conflicts" }.Select(name => Number(result, name))];
    }

    [Fact]
    public async Task A_discard_of_what_turns_out_to_be_stored_discards_nothing()
    {
        await IngestAsync(Good, "--faults", "throw-after=1");
        var hash = await HashAsync();

        var discarded = await RunAsync("failed", "discard", hash, "--note", "theirs");

        Assert.Equal(
            new ToolResult(1, "0 failed events discarded.\n",
                $"eventnorm: {hash}: nothing of it is open; \"eventnorm failed show HASH\" tells what became of it.\n"),
            discarded);
        Assert.Equal("1 stored, 1 received: already_counted 1", await StatusAsync());
    }

    [Fact]
    public async Task A_discard_and_an_edit_of_what_turns_out_not_to_be_stored_are_done()
    {
        await IngestAsync(Good, "--faults", "timeout-before=1");
        Assert.Equal("0 stored, 1 received: deferred 1, uncertain 1", await StatusAsync());
        var hash = await HashAsync();
        var discarded = await RunAsync("failed", "discard", hash, "--note", "theirs");
        Assert.Equal("0 stored, 1 received: discarded 1", await StatusAsync());
        await IngestAsync(Good, "--faults", "timeout-before=1");
        var file = _folder.Write("edit.json", Good.Replace(":1,", ":9,", StringComparison.Ordinal));

        var edited = await RunAsync("failed", "edit", hash, "--file", file, "--by", "ann");
        var retried = await RunAsync("failed", "retry", "--json");

        Assert.Equal((0, 0, 0), (discarded.ExitCode, edited.ExitCode, retried.ExitCode));
        Assert.Equal(1L, Number(retried, "accepted"));
        Assert.Equal("1 stored, 2 received: discarded 1, settled 1", await StatusAsync());
        Assert.Contains(
            "Edited by ann", (await RunAsync("failed", "show", hash)).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_line_that_is_none_of_an_export_does_not_stop_those_behind_it()
    {
        await IngestAsync(Ambiguous + "\n{\"client\":\"c\"}");
        var lines = (await RunAsync("failed", "export")).Output.TrimEnd('\n').Split('\n');
        var file = _folder.Write("export.ndjson", $"{lines[0]}\n{Good}\n{{\"raw_base64\":\"%\"}}\n{lines[1]}\n");

        var result = await InProcess.RunAsync(
            "ingest", file, "--format", "failed", "--store", _folder.PathOf("other.db"), "--json");

        Assert.Equal((1, 2L, 2L), (result.ExitCode, Number(result, "received"), Number(result, "rejected")));
        Assert.Equal(
            [2, 3],
            result.Error.Split('\n').Where(line => line.Contains(": it is no line of", StringComparison.Ordinal))
                .Select(line => int.Parse(line.Split("line ")[1].Split(':')[0], CultureInfo.InvariantCulture)));
        Assert.EndsWith(
            "eventnorm: 2 lines were passed over; the others were ingested.\n", result.Error, StringComparison.Ordinal);
    }

    private static long Number(ToolResult result, string member)
    {
        using var document = JsonDocument.Parse(result.Output);
        return document.RootElement.GetProperty(member).GetInt64();
    }

    private Task<ToolResult> IngestAsync(string text, params string[] args) =>
        InProcess.RunWithAsync(text, ["ingest", "-", "--store", _store, "--json", .. args]);

    private Task<ToolResult> RunAsync(params string[] args) => InProcess.RunAsync([.. args, "--store", _store]);

    private async Task<string> HashAsync()
    {
        using var document = JsonDocument.Parse((await RunAsync("failed", "list", "--json")).Output);
        return document.RootElement.GetProperty("failed")[0].GetProperty("raw_sha256").GetString()!;
    }

    /// <summary>What status says, without what is zero; it must hold.</summary>
    private async Task<string> StatusAsync()
    {
        var status = await RunAsync("status", "--json");
        Assert.Equal(0, status.ExitCode);
        string[] names =
        [
            "rejected", "deferred", "conflicts", "parked", "discarded", "uncertain", "settled", "already_counted",
        ];
        var rest = names.Select(name => (name, Number(status, name))).Where(one => one.Item2 != 0)
            .Select(one => $"{one.name} {one.Item2}");
        return $"{Number(status, "accepted")} stored, {Number(status, "received")} received: {string.Join(", ", rest)}";
    }
}
