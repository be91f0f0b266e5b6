using System;
using System.IO;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Xunit;

namespace EventNormalization.Cli.Tests.Commands;

/// <summary><c>ingest</c> and <c>failed</c>: what is stored, what is not, and how it comes back.</summary>
public sealed class IngestCommandTests
{
    private const string Good = """{"client":"a","metric":"m","amount":1,"date":"2024-01-15"}""";
    private const string Broken = """{"client":"a","metric":"m","amount":"1,2,3","date":"2024-01-15"}""";

    [Fact]
    public async Task The_counts_are_of_the_deliveries_of_this_run()
    {
        using var folder = new TemporaryFolder();
        var store = folder.PathOf("s.db");
        var file = folder.Write("e.ndjson", $"{Good}\n{Good}\n{Broken}\n");

        var first = await InProcess.RunAsync("ingest", file, file, "--store", store, "--json");
        var second = await InProcess.RunAsync("ingest", file, "--store", store, "--json", "--fail-on-rejected");

        Assert.Equal((0, """{"received":6,"accepted":1,"duplicates":3,"rejected":2,"deferred":0,"conflicts":0,"""),
            CountsOf(first));
        Assert.Equal((3, """{"received":3,"accepted":0,"duplicates":2,"rejected":1,"deferred":0,"conflicts":0,"""),
            CountsOf(second));
    }

    [Fact]
    public async Task A_table_ends_with_how_to_see_what_was_not_accepted()
    {
        using var folder = new TemporaryFolder();
        var store = folder.PathOf("s.db");

        var result = await InProcess.RunWithAsync(Broken, "ingest", "-", "--store", store);

        Assert.Contains("│ rejected   │     1 │", result.Output, StringComparison.Ordinal);
        Assert.EndsWith(
            $"To see what was not accepted, and why: eventnorm failed list --store {store}\n",
            result.Output,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("array", "[\n{0},\n{1}]")]
    [InlineData("concatenated", "{0}{1}")]
    [InlineData("ndjson", "{0}\n{1}")]
    [InlineData(null, "[{0},\n{1}]")]
    public async Task Files_may_hold_their_events_in_several_ways(string? format, string text)
    {
        var input = text.Replace("{0}", Good, StringComparison.Ordinal)
            .Replace("{1}", Broken, StringComparison.Ordinal);
        string[] options = format is null ? [] : ["--format", format];

        var result = await InProcess.RunWithAsync(input, ["ingest", "-", "--store", "memory", "--json", .. options]);

        Assert.Equal((0, """{"received":2,"accepted":1,"duplicates":0,"rejected":1,"deferred":0,"conflicts":0,"""),
            CountsOf(result));
    }

    [Fact]
    public async Task What_failed_is_listed_shown_and_exported_byte_by_byte()
    {
        using var folder = new TemporaryFolder();
        var store = folder.PathOf("s.db");
        const string strange = "{\"client\":\"\u202Eevil\u001B[31m\"";
        await InProcess.RunWithAsync($"{Good}\n{Broken}\n{strange}\n{Broken}", "ingest", "-", "--store", store);

        var list = await InProcess.RunAsync("failed", "list", "--store", store);
        var one = await InProcess.RunAsync("failed", "show", "--store", store, "--reason", "amount.format");
        var json = await InProcess.RunAsync("failed", "list", "--store", store, "--json");
        var export = await InProcess.RunAsync("failed", "export", "--store", store);

        Assert.Contains("2 failed events", list.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("\u202E", list.Output + one.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("\u001B", list.Output + one.Output, StringComparison.Ordinal);
        Assert.Contains("\nraw       " + Broken + "\n", one.Output, StringComparison.Ordinal);
        Assert.Contains("\nseen      2\n", one.Output, StringComparison.Ordinal);
        Assert.Contains("\"occurrences\":2", json.Output, StringComparison.Ordinal);
        Assert.Equal($"{Line(Broken)}\n{Line(strange)}\n", export.Output);
    }

    [Fact]
    public async Task What_was_exported_is_ingested_again_under_better_rules()
    {
        using var folder = new TemporaryFolder();
        var schema = folder.Write("s.json", """{"profile":{"date_order":"day_first"}}""");
        const string ambiguous = """{"client":"a","metric":"m","amount":1,"date":"04/05/2024"}""";
        await InProcess.RunWithAsync(ambiguous, "ingest", "-", "--store", folder.PathOf("s.db"));
        var export = await InProcess.RunAsync("failed", "export", "--store", folder.PathOf("s.db"));

        var again = await InProcess.RunWithAsync(
            export.Output, "ingest", "-", "--format", "failed", "--json", "--store", "memory", "--schema", schema);

        Assert.Equal((0, """{"received":1,"accepted":1,"duplicates":0,"rejected":0,"deferred":0,"conflicts":0,"""),
            CountsOf(again));
    }

    [Fact]
    public async Task A_store_opens_under_other_rules_only_when_that_is_accepted()
    {
        using var folder = new TemporaryFolder();
        var store = folder.PathOf("s.db");
        var schema = folder.Write("s.json", """{"profile":{"date_order":"day_first"}}""");
        await InProcess.RunWithAsync(Good, "ingest", "-", "--store", store);

        var refused = await InProcess.RunWithAsync(Good, "ingest", "-", "--store", store, "--schema", schema);
        var accepted = await InProcess.RunWithAsync(
            Good, "ingest", "-", "--store", store, "--schema", schema, "--accept-rules", "--json");

        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("--accept-rules", refused.Error, StringComparison.Ordinal);
        Assert.Equal((0, """{"received":1,"accepted":0,"duplicates":1,"rejected":0,"deferred":0,"conflicts":0,"""),
            CountsOf(accepted));
    }

    [Fact]
    public async Task A_damaged_gzip_file_is_named_and_what_came_before_stays_stored()
    {
        using var folder = new TemporaryFolder();
        var bytes = new MemoryStream();
        using (var gzip = new GZipStream(bytes, CompressionLevel.NoCompression, leaveOpen: true))
        {
            gzip.Write(Encoding.UTF8.GetBytes(string.Concat(System.Linq.Enumerable.Repeat(Good + "\n", 100_000))));
        }

        var damaged = bytes.ToArray();
        damaged.AsSpan(damaged.Length - 3_000, 2_000).Fill(0xFF);
        File.WriteAllBytes(folder.PathOf("e.gz"), damaged);

        var result = await InProcess.RunAsync(
            "ingest", folder.PathOf("e.gz"), "--store", folder.PathOf("s.db"), "--json");

        Assert.Equal(1, result.ExitCode);
        Assert.Equal(
            $"eventnorm: {folder.PathOf("e.gz")}: it begins as gzip but is damaged; its last part was not read.\n",
            result.Error);
        Assert.Contains("\"accepted\":1,", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(2, "frobnicate")]
    [InlineData(2, "ingest")]
    [InlineData(2, "ingest", "-", "--format", "xml")]
    [InlineData(2, "normalize", "a", "b")]
    [InlineData(2, "generate")]
    [InlineData(2, "generate", "--events", "-1")]
    [InlineData(2, "generate", "--events", "many")]
    [InlineData(2, "generate", "--events", "1.5")]
    [InlineData(2, "generate", "--events", "99999999999999999999")]
    [InlineData(2, "generate", "--events", "1", "--seed", "-1")]
    [InlineData(2, "ingest", "-", "--store", "memory", "--bogus")]
    [InlineData(2, "normalize", "--bogus")]
    [InlineData(2, "canonicalize", "--bogus")]
    [InlineData(2, "aggregate", "--input", "-", "--bogus")]
    [InlineData(2, "normalize", "")]
    [InlineData(2, "aggregate", "--input", "")]
    [InlineData(2, "aggregate", "--store", "")]
    [InlineData(2, "aggregate", "--store", "memory", "--format", "ndjson")]
    [InlineData(2, "ingest", "-", "--store", "")]
    [InlineData(2, "normalize", "--earliest", "2024-02-01", "--latest", "2024-01-01")]
    [InlineData(1, "aggregate", "--store", "/")]
    [InlineData(1, "failed", "list", "--store", "/")]
    [InlineData(1, "normalize", "--schema", "/")]
    [InlineData(1, "ingest", "/no/such/file", "--store", "memory")]
    [InlineData(1, "normalize", "/")]
    [InlineData(1, "normalize", "--schema", "/no/such/schema")]
    [InlineData(1, "aggregate", "--store", "/no/such/store.db")]
    [InlineData(1, "failed", "list", "--store", "/no/such/store.db")]
    [InlineData(1, "ingest", "-", "--store", "/no/such/folder/store.db")]
    [InlineData(0, "--help")]
    [InlineData(0, "--version")]
    [InlineData(0, "ingest", "--help")]
    public async Task Exit_codes_tell_wrong_usage_from_broken_files_and_nothing_shows_a_stack_trace(
        int exitCode, params string[] args)
    {
        var result = await InProcess.RunAsync(args);

        Assert.Equal(exitCode, result.ExitCode);
        Assert.Equal(exitCode == 0, result.Error.Length == 0);
        Assert.DoesNotContain("   at ", result.Error + result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("this is a bug", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("eventnorm: /: it is a folder; name a file.\n", "normalize", "--schema", "/")]
    [InlineData("eventnorm: /: it is a folder; name the file of a store.\n", "aggregate", "--store", "/")]
    [InlineData(
        "eventnorm: found \"--bogus\", which is no option here and no file.\nTry: eventnorm ingest --help\n",
        "ingest", "-", "--bogus")]
    [InlineData(
        "eventnorm: Unrecognized command or argument 'b'.\nTry: eventnorm failed show --help\n",
        "failed", "show", "a", "b")]
    public async Task A_message_says_what_is_wrong_and_where_help_is(string message, params string[] args)
    {
        var result = await InProcess.RunAsync(args);

        Assert.Equal(message, result.Error);
    }

    [Fact]
    public async Task A_wrong_schema_is_told_with_every_place()
    {
        using var folder = new TemporaryFolder();
        var schema = folder.Write("s.json", """{"profile":{"zone":"Berlin"},"colour":1}""");

        var result = await InProcess.RunAsync("normalize", "--schema", schema);

        Assert.Equal(2, result.ExitCode);
        Assert.StartsWith($"eventnorm: {schema}: it is not a schema:\n", result.Error, StringComparison.Ordinal);
        Assert.Contains("$.profile.zone", result.Error, StringComparison.Ordinal);
        Assert.Contains("$.colour", result.Error, StringComparison.Ordinal);
    }

    private static (int ExitCode, string Counts) CountsOf(ToolResult result) =>
        (result.ExitCode, Regex.Replace(result.Output, "\"elapsed_seconds\":[0-9.]+}\n$", ""));

    private static string Line(string raw) =>
        $$"""{"raw_base64":"{{Convert.ToBase64String(Encoding.UTF8.GetBytes(raw))}}"}""";
}
