using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Xunit;

namespace EventNormalization.Cli.Tests;

/// <summary>The whole path, as a script sees it.</summary>
public sealed class ScenarioTests
{
    private const string First =
        """{"source":"client_A","payload":{"metric":"sales","amount":"1,200.00","timestamp":"2024/01/15 10:30:00 +00:00"},"x":1}""";

    private static readonly string[] Again =
    [
        """{"client_id":"client_A","metric":"sales","amount":1200,"timestamp":1705314600}""",
        """{"timestamp":"1705314600000","amount":1.2e3,"metric":"sales","client_id":"client_A"}""",
        """{"metric":"sales","timestamp":"2024-01-15T11:30:00+01:00","amount":"1200","client_id":"client_A"}""",
        """{"amount":"1200","client_id":"client_A","timestamp":1705314600,"metric":"sales"}""",
        """{"amount":1200,"timestamp":"2024-01-15T11:30:00+01:00","client_id":"client_A","metric":"sales"}""",
    ];

    [Fact]
    public async Task An_event_is_stored_once_however_it_is_spelt()
    {
        using var folder = new TemporaryFolder();
        var store = folder.PathOf("s.db");
        const string other =
            """{"client_id":"client_A","metric":"sales","amount":"1,200.01","timestamp":1705314600}""";

        var ingest = await InProcess.RunWithAsync(
            string.Join('\n', Again.Prepend(First)), "ingest", "-", "--store", store, "--json");
        var totals = await InProcess.RunAsync("aggregate", "--store", store, "--measures", "count,sum", "--json");
        var more = await InProcess.RunWithAsync(other, "ingest", "-", "--store", store, "--json");

        Assert.StartsWith("""{"received":6,"accepted":1,"duplicates":5,""", ingest.Output, StringComparison.Ordinal);
        Assert.Equal("""{"groups":[{"count":1,"sum":1200}]}""" + "\n", totals.Output);
        Assert.StartsWith("""{"received":1,"accepted":1,"duplicates":0,""", more.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Explain_shows_the_golden_id_and_how_each_field_was_found()
    {
        var result = await InProcess.RunWithAsync(First, "explain");

        var lines = result.Output.Split('\n');
        Assert.Equal(
            [
                "verdict    accepted, or a duplicate where this id is stored already",
                "event id   c7e5739562a95ebaa5714929b6b6b2316fb473378e89dfd7a8e5b878350e4db7",
                "canonical  "
                    + """{"amount":1200,"client_id":"client_A","metric":"sales","timestamp":"2024-01-15T10:30:00Z"}""",
            ],
            lines[..3]);
        Assert.Contains(
            lines, line => line.StartsWith("│ client_id │ by an alias │ source ", StringComparison.Ordinal));
        Assert.Contains(
            lines, line => line.StartsWith("│ amount    │ by its name │ payload.amount ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Two_deliveries_of_a_broken_event_are_one_failed_event()
    {
        using var folder = new TemporaryFolder();
        var store = folder.PathOf("s.db");
        const string broken = """{"client_id":"client_A","metric":"sales","amount":1200}""";
        await InProcess.RunWithAsync(broken, "ingest", "-", "--store", store);
        await InProcess.RunWithAsync(broken, "ingest", "-", "--store", store);

        var list = await InProcess.RunAsync("failed", "list", "--store", store, "--json");

        Assert.Contains("\"occurrences\":2,", list.Output, StringComparison.Ordinal);
        Assert.Contains("\"code\":\"timestamp.missing\"", list.Output, StringComparison.Ordinal);
        Assert.Equal(1, list.Output.Split("raw_sha256").Length - 1);
    }

    [Fact]
    public async Task The_sample_gives_the_totals_that_its_page_promises()
    {
        var page = File.ReadAllLines(Repository.PathOf("docs/samples/README.md"));
        var promised = page.TakeWhile(line => line != "## Schemas for what services send")
            .Where(line => line.StartsWith("| ", StringComparison.Ordinal))
            .Where(line => !line.StartsWith("| client_id |", StringComparison.Ordinal))
            .Select(line => string.Join(',', line.Trim('|').Split('|').Select(cell => cell.Trim())));

        var result = await InProcess.RunAsync(
            "aggregate", "--input", Repository.PathOf("docs/samples/messy.ndjson"),
            "--by", "client_id,metric", "--measures", "count,sum", "--csv");

        Assert.Equal(promised, result.Output.TrimEnd().Split("\r\n").Skip(1));
    }

    [Fact]
    public async Task The_sample_has_two_hundred_deliveries()
    {
        var result = await InProcess.RunAsync(
            "ingest", Repository.PathOf("docs/samples/messy.ndjson"), "--store", "memory", "--json");

        Assert.StartsWith(
            """{"received":200,"accepted":120,"duplicates":62,"rejected":18,"deferred":0,"conflicts":0,""",
            result.Output,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("earthquakes.schema.json",
        "{\"mag\":-0.5,\"time\":1517966773840,\"net\":\"ci\",\"code\":\"7\",\"type\":\"earthquake\"}")]
    [InlineData(
        "orders.schema.json",
        "{\"purchased_at\":\"2016-07-10T16:52:43Z\",\"total_amount\":160.08,\"salesman\":{\"id\":11},"
            + "\"sales_channel\":\"web\"}")]
    public async Task The_schemas_of_the_samples_read_their_events(string schema, string single)
    {
        var result = await InProcess.RunWithAsync(
            single, "normalize", "--schema", Repository.PathOf("docs/samples/" + schema));

        Assert.StartsWith("{\"event_id\":", result.Output, StringComparison.Ordinal);
    }
}
