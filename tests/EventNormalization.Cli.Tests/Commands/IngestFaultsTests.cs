using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using EventNormalization.Cli.Commands;
using Xunit;

namespace EventNormalization.Cli.Tests.Commands;

/// <summary><c>ingest --faults</c>: stores that fail on purpose.</summary>
public sealed class IngestFaultsTests
{
    [Fact]
    public async Task What_a_failing_store_did_not_take_is_deferred_and_accepted_when_it_is_sent_again()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("e.ndjson", Lines(3));
        var store = folder.PathOf("s.db");

        var faulty = await InProcess.RunAsync("ingest", file, "--store", store, "--json", "--faults", "throw-before=1");
        var sound = await InProcess.RunAsync("ingest", file, "--store", store, "--json");

        Assert.Equal((0L, 3L), CountsOf(faulty));
        Assert.Contains(
            "eventnorm: faults injected: 3 into the event store, 0 into the store of failed events\n",
            faulty.Error,
            StringComparison.Ordinal);
        Assert.Equal((3L, 0L), CountsOf(sound));
        Assert.Equal("", sound.Error);
    }

    [Fact]
    public async Task Answers_that_are_lost_count_nothing_twice()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("e.ndjson", Lines(500));
        var store = folder.PathOf("s.db");

        var faulty = await InProcess.RunAsync(
            "ingest", file, "--store", store, "--json", "--faults",
            "throw-after=1 up-to-attempt=2 failed:throw-after=1");
        var totals = await InProcess.RunAsync("aggregate", "--store", store, "--json");

        Assert.Equal((500L, 0L), CountsOf(faulty));
        Assert.Contains(" 2 into the event store, ", faulty.Error, StringComparison.Ordinal);
        Assert.Contains("\"count\":500,", totals.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plan_that_cannot_be_read_is_wrong_usage_and_nothing_is_stored()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("e.ndjson", Lines(1));
        var store = folder.PathOf("s.db");

        var result = await InProcess.RunAsync(
            "ingest", file, "--store", store, "--faults", "seed=7 throw-after=0.1 failed:throw-befor=0.1");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(
            "--faults: fault plan, character 31: found \"throw-befor=0.1\", expected one of the settings seed, ",
            result.Error,
            StringComparison.Ordinal);
        Assert.False(File.Exists(store));
    }

    [Theory]
    [InlineData("none", "none", "none")]
    [InlineData("seed=7 cancel=0.1", "seed=7 cancel=0.1", "none")]
    [InlineData("seed=7 cancel=0.1 failed:cancel=0.2", "seed=7 cancel=0.1", "seed=7 cancel=0.2")]
    [InlineData("failed:cancel=0.2 cancel=0.1 seed=7", "seed=7 cancel=0.1", "seed=7 cancel=0.2")]
    [InlineData("seed=7 failed:cancel=0.2", "none", "seed=7 cancel=0.2")]
    [InlineData("failed:seed=8 failed:cancel=0.2 seed=7 cancel=1", "seed=7 cancel=1", "seed=8 cancel=0.2")]
    [InlineData("seed=7 cancel=0.1 then failed:cancel=0.2", "seed=7 cancel=0.1", "seed=7 cancel=0.2")]
    [InlineData("failed:cancel=1 failed:on-call=2 then cancel=0.1 then failed:partial=1", "cancel=0.1",
        "cancel=1 on-call=2 then partial=1")]
    [InlineData(
        "cancel=1 on-call=1 then failed:cancel=1 then partial=1", "cancel=1 on-call=1 then partial=1", "cancel=1")]
    public void Settings_with_a_prefix_are_for_the_store_of_failed_events(
        string text, string events, string failedEvents)
    {
        var plans = FaultPlans.Read(text);

        Assert.Equal((events, failedEvents), (plans.Events.ToString(), plans.FailedEvents.ToString()));
    }

    private static string Lines(int count) => string.Concat(Enumerable.Range(0, count).Select(
        i => $"{{\"client\":\"a\",\"metric\":\"m\",\"amount\":{i},\"date\":\"2024-01-15\"}}\n"));

    private static (long Accepted, long Deferred) CountsOf(ToolResult result)
    {
        using var json = JsonDocument.Parse(result.Output);
        return (json.RootElement.GetProperty("accepted").GetInt64(),
            json.RootElement.GetProperty("deferred").GetInt64());
    }
}
