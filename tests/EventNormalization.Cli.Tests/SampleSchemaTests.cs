using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using EventNormalization.Normalization;
using Xunit;

namespace EventNormalization.Cli.Tests;

/// <summary>
/// The schemas that the tool brings, each with its sample, by the commands of docs/samples/README.md.
/// </summary>
public sealed class SampleSchemaTests
{
    public static TheoryData<string> Names => [.. EventSchemas.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task The_commands_of_the_page_give_its_totals_and_outcomes(string name)
    {
        using var folder = new TemporaryFolder();
        var section = SectionOf(name);
        var commands = Block(section, "sh").Select(command => ArgumentsOf(command, folder)).ToArray();

        var ingested = await InProcess.RunAsync([.. commands[0], "--json"]);
        var stored = await InProcess.RunAsync([.. commands[1], "--csv"]);

        Assert.Equal(2, commands.Length);
        Assert.Equal(0, ingested.ExitCode);
        Assert.StartsWith(CountsOf(section), ingested.Output, StringComparison.Ordinal);
        Assert.Equal(TotalsOf(section), stored.Output.TrimEnd().Split("\r\n").Skip(1));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task The_totals_of_the_file_equal_those_of_its_store(string name)
    {
        var read = await InProcess.RunAsync(
            "aggregate", "--input", Repository.PathOf($"docs/samples/{name}.ndjson"), "--schema", name,
            "--by", "client_id,metric,currency", "--measures", "count,sum", "--csv");

        Assert.Equal(TotalsOf(SectionOf(name)), read.Output.TrimEnd().Split("\r\n").Skip(1));
    }

    [Fact]
    public async Task A_named_schema_needs_no_file_wherever_the_tool_runs()
    {
        const string order =
            """{"id":1,"created_at":"2024-03-04T19:00:00Z","total_price":"5.00","currency":"EUR","customer":{"id":7}}""";

        var result = await ToolProcess.RunAsync(order, ["normalize", "--schema", "shopify"], null);

        Assert.Contains(
            "\"client_id\":\"7\",\"currency\":\"EUR\",\"key\":\"1\"", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_name_is_answered_with_those_that_there_are()
    {
        var result = await InProcess.RunAsync("normalize", "--schema", "strype");

        Assert.Equal(2, result.ExitCode);
        Assert.Equal(
            "eventnorm: strype: there is no such file, and the tool brings no schema of this name; it "
                + "brings bank-camt, "
                + "cloudevents, cloudtrail, firestore, ga4, iot, mongodb, paypal, pubsub-push, segment, "
                + "shopify, sns-sqs, "
                + "stripe.\n",
            result.Error);
    }

    [Theory]
    [InlineData("stripe.json")]
    [InlineData("./stripe")]
    public async Task What_can_only_be_a_path_is_never_taken_for_a_name(string path)
    {
        var result = await InProcess.RunAsync("normalize", "--schema", path);

        Assert.Equal(1, result.ExitCode);
        Assert.Equal($"eventnorm: {path}: there is no such file.\n", result.Error);
    }

    [Fact]
    public async Task A_file_that_is_there_wins_over_a_name()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("iot", """{"fields":{"metric":{"constant":"mine"}}}""");
        const string input = """{"client":"c","amount":1,"ts":1705314600}""";

        // The working folder belongs to all tests, so the file is named by its path here.
        var result = await InProcess.RunWithAsync(input, "normalize", "--schema", file);

        Assert.Contains("\"metric\":\"mine\"", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_refusal_of_a_cloud_event_names_a_schema_that_reads_it()
    {
        const string input =
            """{"specversion":"1.0","id":"1","source":"/orders","subject":"c-1","type":"m","time":"2024-01-15T10:30:00Z","data":{"value":1}}""";

        var refused = await InProcess.RunWithAsync(input, "normalize");
        var read = await InProcess.RunWithAsync(input, "normalize", "--schema", "cloudevents");

        Assert.Contains("the schema cloudevents reads the subject", refused.Output, StringComparison.Ordinal);
        Assert.Contains("\"client_id\":\"c-1\",\"key\":\"/orders 1\"", read.Output, StringComparison.Ordinal);
    }

    private static List<string> SectionOf(string name) =>
        [.. File.ReadLines(Repository.PathOf("docs/samples/README.md"))
            .SkipWhile(line => line != "### " + name)
            .Skip(1)
            .TakeWhile(line => !line.StartsWith('#'))];

    private static IEnumerable<string> Block(IEnumerable<string> section, string language) => section
        .SkipWhile(line => line != "```" + language)
        .Skip(1)
        .TakeWhile(line => line != "```");

    private static IEnumerable<string> TotalsOf(IEnumerable<string> section) => section
        .Where(line => line.StartsWith("| ", StringComparison.Ordinal))
        .Skip(1)
        .Select(line => string.Join(',', line.Trim('|').Split('|').Select(cell => cell.Trim())));

    /// <summary>What the outcomes of the lines add up to.</summary>
    private static string CountsOf(IEnumerable<string> section)
    {
        var outcomes = Block(section, "text").SelectMany(line => line[4..].Split("  ")[0].Split(", ")).ToArray();
        return $"{{\"received\":{outcomes.Length},\"accepted\":{Count("Accepted")},\"duplicates\":{Count("Duplicate")},"
            + $"\"rejected\":{Count("Rejected")},\"deferred\":0,\"conflicts\":{Count("Conflict")},";

        int Count(string word) => outcomes.Count(outcome => outcome.StartsWith(word, StringComparison.Ordinal));
    }

    /// <summary>The arguments of a command of the page, whose store is in a folder of the test.</summary>
    private static string[] ArgumentsOf(string command, TemporaryFolder folder) =>
        [.. command.Split(' ').Skip(1).Select(word =>
            word.StartsWith("docs/", StringComparison.Ordinal) ? Repository.PathOf(word)
            : word.StartsWith("/tmp/", StringComparison.Ordinal) ? folder.PathOf(word["/tmp/".Length..])
            : word)];
}
