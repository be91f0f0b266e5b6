using System;
using System.Threading.Tasks;
using Xunit;

namespace EventNormalization.Cli.Tests.Commands;

/// <summary>What every command makes of deliveries that hold several events.</summary>
public sealed class EnvelopeCommandTests
{
    private const string Schema = """{"records":["Records"]}""";

    private const string Input = """
        {"client":"a","ts":1705314600,"Records":[{"metric":"m","amount":1},{"metric":"m"},{"metric":"m","amount":2}]}
        {"client":"a","metric":"m","amount":1,"ts":1705314600}

        """;

    [Fact]
    public async Task Normalize_prints_a_line_for_each_record_in_order()
    {
        using var folder = new TemporaryFolder();
        var schema = folder.Write("s.json", Schema);

        var result = await InProcess.RunWithAsync(Input, "normalize", "-", "--schema", schema);

        var lines = result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(4, lines.Length);
        Assert.Contains("\"amount\":1", lines[0], StringComparison.Ordinal);
        Assert.Contains("amount.missing", lines[1], StringComparison.Ordinal);
        Assert.Contains("Records[1]", lines[1], StringComparison.Ordinal);
        Assert.Contains("\"amount\":2", lines[2], StringComparison.Ordinal);
        Assert.Equal(lines[0], lines[3]);
    }

    [Fact]
    public async Task Explain_shows_the_part_of_the_envelope_for_each_record()
    {
        using var folder = new TemporaryFolder();
        var schema = folder.Write("s.json", Schema);

        var result = await InProcess.RunWithAsync(Input.Split('\n')[0], "explain", "--schema", schema);

        Assert.Contains(
            """
            record     1 at Records[0]
            raw        {"metric":"m","amount":1}
            envelope   {"client":"a","ts":1705314600,"Records":[]}
            verdict    accepted
            """,
            result.Output,
            StringComparison.Ordinal);
        Assert.Contains("record     3 at Records[2]", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ingest_counts_records_and_the_totals_of_files_equal_those_of_the_store()
    {
        using var folder = new TemporaryFolder();
        var (schema, store, file) = (folder.Write("s.json", Schema), folder.PathOf("s.db"),
            folder.Write("e.ndjson", Input));

        var ingested = await InProcess.RunAsync("ingest", file, "--store", store, "--schema", schema, "--json");
        var stored = await InProcess.RunAsync("aggregate", "--store", store, "--schema", schema, "--json");
        var read = await InProcess.RunAsync("aggregate", "--input", file, "--schema", schema, "--json");

        Assert.StartsWith(
            """{"received":4,"accepted":2,"duplicates":1,"rejected":1,""", ingested.Output, StringComparison.Ordinal);
        Assert.Equal(stored.Output, read.Output);
        Assert.Contains("\"sum\":3", read.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Failed_show_has_envelope_and_path_and_an_export_brings_both_back()
    {
        using var folder = new TemporaryFolder();
        var (schema, store, file) = (folder.Write("s.json", Schema), folder.PathOf("s.db"),
            folder.Write("e.ndjson", Input));
        await InProcess.RunAsync("ingest", file, "--store", store, "--schema", schema);

        var shown = await InProcess.RunAsync("failed", "show", "--store", store);
        var export = await InProcess.RunAsync("failed", "export", "--store", store);
        var mended = folder.Write("t.json", """{"records":["Records"],"fields":{"amount":{"default":"7"}}}""");
        var failed = folder.Write("failed.ndjson", export.Output);
        var other = folder.PathOf("t.db");
        var again = await InProcess.RunAsync(
            "ingest", failed, "--format", "failed", "--store", other, "--schema", mended, "--json");
        var totals = await InProcess.RunAsync(
            "aggregate", "--store", other, "--schema", mended, "--json", "--by", "client_id");

        Assert.Contains("record    Records[1]", shown.Output, StringComparison.Ordinal);
        Assert.Contains(
            """envelope  {"client":"a","ts":1705314600,"Records":[]}""", shown.Output, StringComparison.Ordinal);
        Assert.StartsWith("""{"received":1,"accepted":1,""", again.Output, StringComparison.Ordinal);
        Assert.Contains("\"client_id\":\"a\"", totals.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Several_schemas_read_one_file_into_one_store()
    {
        using var folder = new TemporaryFolder();
        var schema = folder.Write(
            "s.json",
            """{"schemas":{"one":{"when":{"has":"client"}},"lines":{"when":{"source":"*.log"},"fields":{"client_id":{"aliases":["who"]}}}}}""");
        var log = folder.Write("a.log", """{"who":"w","metric":"m","amount":1,"ts":1705314600}""" + "\n");
        var file = folder.Write("b.ndjson", Input.Split('\n')[1] + "\n{\"who\":\"x\"}\n");

        var result = await InProcess.RunAsync(
            "ingest", log, file, "--store", folder.PathOf("s.db"), "--schema", schema, "--json");
        var failed = await InProcess.RunAsync("failed", "list", "--store", folder.PathOf("s.db"), "--json");

        Assert.StartsWith(
            """{"received":3,"accepted":2,"duplicates":0,"rejected":1,""", result.Output, StringComparison.Ordinal);
        Assert.Contains("json.schema_unknown", failed.Output, StringComparison.Ordinal);
    }
}
