using System;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using EventNormalization.Identity;
using EventNormalization.Ingestion;
using EventNormalization.Normalization;
using EventNormalization.Sqlite;
using EventNormalization.Storage;
using EventNormalization.Storage.Authoring;
using Microsoft.Data.Sqlite;
using Xunit;

namespace EventNormalization.Cli.Tests.Commands;

/// <summary><c>failed</c> and <c>status</c>: what was not accepted is found, retried, edited and set aside.</summary>
public sealed class FailedCommandTests : IDisposable
{
    private const string Good = """{"client":"a","metric":"m","amount":1,"date":"2024-01-15"}""";
    private const string Broken = """{"client":"a","metric":"m","amount":"1,2,3","date":"2024-01-15"}""";
    private const string Ambiguous = """{"client":"b","metric":"m","amount":5,"date":"03/04/2024"}""";
    private const string Nothing =
        """{"retried":0,"accepted":0,"duplicates":0,"already_counted":0,"rejected":0,"deferred":0,"""
        + "\"conflicts\":0,\"parked\":0,\"leased\":0,\"entries\":0}";

    private readonly TemporaryFolder _folder = new();
    private readonly string _store;

    public FailedCommandTests() => _store = _folder.PathOf("s.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_a_failing_store_deferred_ends_with_5_and_is_brought_by_a_retry_once()
    {
        await IngestAsync(Broken);
        Execute("", "CREATE TRIGGER fails BEFORE INSERT ON events BEGIN SELECT RAISE(ABORT, 'the disk is gone'); END");
        var deferred = await InProcess.RunWithAsync(
            $"{Good}\n{Good}\n{Broken}\n", "ingest", "-", "--store", _store, "--json", "--fail-on-rejected");
        var during = await RetryAsync("--state", "deferred");
        Execute("", "DROP TRIGGER fails");

        var retried = await RetryAsync("--state", "deferred");
        var again = await RetryAsync("--state", "deferred");

        Assert.Equal(5, deferred.ExitCode);
        Assert.Equal(
            $"eventnorm: 2 deliveries were deferred, since the store failed; to store them: "
            + $"eventnorm failed retry --state deferred --store {_store}\n",
            deferred.Error);
        Assert.Equal((5, Nothing
            .Replace("\"retried\":0", "\"retried\":2", StringComparison.Ordinal)
            .Replace("\"deferred\":0", "\"deferred\":2", StringComparison.Ordinal)
            .Replace("\"entries\":0", "\"entries\":1", StringComparison.Ordinal) + "\n"),
                (during.ExitCode, during.Output));
        Assert.Equal(new ToolResult(0, Nothing
            .Replace("\"retried\":0", "\"retried\":2", StringComparison.Ordinal)
            .Replace("\"accepted\":0", "\"accepted\":1", StringComparison.Ordinal)
            .Replace("\"duplicates\":0", "\"duplicates\":1", StringComparison.Ordinal)
            .Replace("\"entries\":0", "\"entries\":1", StringComparison.Ordinal) + "\n", ""), retried);
        Assert.Equal(new ToolResult(0, Nothing + "\n", ""), again);
        Assert.Equal(
            """{"received":4,"accepted":1,"duplicates":1,"rejected":2,"deferred":0,"conflicts":0,"parked":0,"""
            + "\"discarded\":0,\"uncertain\":0,\"settled\":2,\"already_counted\":0,\"holds\":true,\"clients\":1,"
            + "\"under_way\":0,"
            + "\"holds_for_events\":true,\"holds_for_failed\":true,\"holds_across\":true}\n",
            (await InProcess.RunAsync("status", "--store", _store, "--json")).Output);
    }

    [Fact]
    public async Task What_a_new_profile_reads_is_told_beforehand_then_stored_once_and_leaves_the_open_list()
    {
        await IngestAsync(Ambiguous + "\n" + Broken);
        var schema = _folder.Write("day-first.json", """{"profiles":{"b":{"date_order":"day_first"}}}""");
        string[] options = ["--reason", "timestamp.ambiguous", "--schema", schema];

        var preview = await InProcess.RunAsync(["failed", "retry", .. options, "--store", _store, "--dry-run"]);
        var previewed = await InProcess.RunAsync(
            ["failed", "retry", "--schema", schema, "--store", _store, "--dry-run", "--json"]);
        var refused = await RetryAsync(options);
        var retried = await RetryAsync([.. options, "--accept-rules"]);
        var again = await RetryAsync(options);

        Assert.EndsWith("1 understood, 0 refused; nothing was stored.\n", preview.Output, StringComparison.Ordinal);
        Assert.Contains("\"entries\":2,\"understood\":1,\"refused\":1}", previewed.Output, StringComparison.Ordinal);
        Assert.Contains("amount.format", previewed.Output, StringComparison.Ordinal);
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("\"retried\":1,\"accepted\":1,", retried.Output, StringComparison.Ordinal);
        Assert.Equal(new ToolResult(0, Nothing + "\n", ""), again);
        Assert.DoesNotContain("timestamp.ambiguous", (await ListAsync()).Output, StringComparison.Ordinal);
        Assert.Contains(
            "\"client_id\":\"b\"", (await ListAsync("--state", "settled")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_edit_is_read_in_place_of_the_bytes_and_every_act_says_who()
    {
        await IngestAsync(Broken);
        var hash = (await HashesAsync())[0];

        var edited = await InProcess.RunWithAsync(
            Good, "failed", "edit", hash[..8], "--file", "-", "--store", _store, "--by", "ann");
        var retried = await RetryAsync(hash, "--by", "bob");
        var shown = await InProcess.RunAsync("failed", "show", hash, "--store", _store);

        Assert.Equal(
            new ToolResult(0, $"1 failed event edited; \"eventnorm failed retry {hash[..12]}\" reads it.\n", ""),
            edited);
        Assert.Contains("\"accepted\":1", retried.Output, StringComparison.Ordinal);
        Assert.Contains("raw       " + Broken, shown.Output, StringComparison.Ordinal);
        Assert.Contains("edited    " + Good, shown.Output, StringComparison.Ordinal);
        Assert.Contains("Edited by ann", shown.Output, StringComparison.Ordinal);
        Assert.Contains("Accepted by bob #", shown.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_discarded_or_archived_leaves_the_list_until_it_is_reopened()
    {
        await IngestAsync(Broken + "\n" + Ambiguous);
        var hashes = await HashesAsync();

        var noNote = await InProcess.RunAsync("failed", "discard", hashes[0], "--store", _store);
        var discarded = await InProcess.RunAsync(
            "failed", "discard", hashes[0], "--note", "a test of theirs", "--store", _store);
        var twice = await InProcess.RunAsync("failed", "discard", hashes[0], "--note", "again", "--store", _store);
        var archived = await InProcess.RunAsync("failed", "archive", hashes[1], "--store", _store);
        var hidden = await HashesAsync();
        var status = (await InProcess.RunAsync("status", "--store", _store, "--json")).Output;
        await InProcess.RunAsync("failed", "reopen", hashes[0], hashes[1], "--store", _store);

        Assert.Equal(2, noNote.ExitCode);
        Assert.Equal(new ToolResult(0, "1 failed event discarded.\n", ""), discarded);
        Assert.Equal(
            new ToolResult(1, "0 failed events discarded.\n", $"eventnorm: {hashes[0]}: nothing of it is open; "
                + "\"eventnorm failed show HASH\" tells what became of it.\n"),
            twice);
        Assert.Equal(new ToolResult(0, "1 failed event archived.\n", ""), archived);
        Assert.Empty(hidden);
        Assert.StartsWith(
            """{"received":2,"accepted":0,"duplicates":0,"rejected":1,""", status, StringComparison.Ordinal);
        Assert.Contains("\"discarded\":1", status, StringComparison.Ordinal);
        Assert.Equal(hashes, await HashesAsync());
    }

    [Fact]
    public async Task Failed_events_are_found_by_client_and_text_grouped_and_sorted()
    {
        await IngestAsync($"{Ambiguous}\n{Broken}\n{Broken}\nnonsense\n");

        var groups = await InProcess.RunAsync("failed", "groups", "--store", _store, "--json");
        var ofClient = await ListAsync("--client", "b");
        var unknown = await ListAsync("--client", "(unknown)");
        var containing = await ListAsync("--contains", "1,2,3");
        var most = await ListAsync("--sort", "occurrences", "--limit", "1");

        using var document = JsonDocument.Parse(groups.Output);
        Assert.Equal(
            ["amount.format amount a 1 2", "json.syntax json  1 1", "timestamp.ambiguous timestamp b 1 1"],
            document.RootElement.GetProperty("groups").EnumerateArray().Select(group => string.Join(' ',
                group.GetProperty("code").GetString(),
                group.GetProperty("field").GetString(),
                group.GetProperty("client_id").GetString(),
                group.GetProperty("count").GetInt64(),
                group.GetProperty("occurrences").GetInt64())));
        Assert.Equal([1, 1, 1, 1], new[] { ofClient, unknown, containing, most }.Select(CountOf));
        Assert.Contains("timestamp.ambiguous", ofClient.Output, StringComparison.Ordinal);
        Assert.Contains("json.syntax", unknown.Output, StringComparison.Ordinal);
        Assert.Contains("\"occurrences\":2", most.Output, StringComparison.Ordinal);
        Assert.Equal(containing.Output, most.Output);
    }

    [Fact]
    public async Task A_store_that_does_not_count_every_delivery_once_ends_status_with_4()
    {
        await IngestAsync(Broken);
        using (var store = SqliteEventStore.Open(_store, EventSchema.Default))
        {
            var raw = new RawEvent(
                System.Text.Encoding.UTF8.GetBytes(Good), NodaTime.Instant.FromUtc(2024, 1, 15, 0, 0));
            var item = new EventIdentifier(EventSchema.Default).Identify(raw).Event!;
            await store.AppendAsync([new Append(new AppendId(5, 5), [new(item, 1)], AppendOrigin.Retry)]);
        }

        var status = await InProcess.RunAsync("status", "--store", _store, "--by-client");

        Assert.Equal(4, status.ExitCode);
        Assert.EndsWith(
            "NOT every delivery is counted once: events: True, failed: True, across: 0 <= 1 <= 0\n",
            status.Output,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Counts_that_are_damaged_end_status_with_4()
    {
        await IngestAsync(Broken);
        Execute(".failed", "UPDATE clients SET received = received + 1");

        var status = await InProcess.RunAsync("status", "--store", _store);

        Assert.Equal((4, ""), (status.ExitCode, status.Output));
        Assert.Contains("a row of the table clients is not what was written", status.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hash_of_no_event_or_of_several_is_refused()
    {
        await IngestAsync(string.Join('\n', Enumerable.Range(0, 17).Select(i => "nonsense" + i)));
        var first = (await HashesAsync()).GroupBy(hash => hash[0]).First(group => group.Count() > 1).Key.ToString();

        var several = await InProcess.RunAsync("failed", "archive", first, "--store", _store);
        var none = await InProcess.RunAsync("failed", "retry", "xyz", "--store", _store);
        var noStore = await InProcess.RunAsync("failed", "retry", "--store", _folder.PathOf("none.db"));

        Assert.Equal(new ToolResult(
            1, "",
            $"eventnorm: several failed events have a hash that begins with \"{first}\"; give more of its digits.\n"),
                several);
        Assert.Equal(
            (1, "eventnorm: no failed event has a hash that begins with \"xyz\"; see \"eventnorm failed list\".\n"),
            (none.ExitCode, none.Error));
        Assert.Equal(1, noStore.ExitCode);
    }

    private Task<ToolResult> IngestAsync(string text) =>
        InProcess.RunWithAsync(text, "ingest", "-", "--store", _store);

    private Task<ToolResult> RetryAsync(params string[] args) =>
        InProcess.RunAsync(["failed", "retry", .. args, "--store", _store, "--json"]);

    private Task<ToolResult> ListAsync(params string[] args) =>
        InProcess.RunAsync(["failed", "list", .. args, "--store", _store, "--json"]);

    private async Task<string[]> HashesAsync()
    {
        using var document = JsonDocument.Parse((await ListAsync()).Output);
        return [.. document.RootElement.GetProperty("failed").EnumerateArray()
            .Select(entry => entry.GetProperty("raw_sha256").GetString()!)];
    }

    private static int CountOf(ToolResult list)
    {
        using var document = JsonDocument.Parse(list.Output);
        return document.RootElement.GetProperty("failed").GetArrayLength();
    }

    private void Execute(string suffix, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={_store}{suffix};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The statements are those of the tests above.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
