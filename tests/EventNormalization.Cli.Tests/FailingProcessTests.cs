using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using Xunit;

namespace EventNormalization.Cli.Tests;

/// <summary>Several processes at once on one store that fails, changes its rules, or is told to end.</summary>
/// <remarks>In small; EN_FULL=1 runs ten seeds over 50,000 lines.</remarks>
public sealed class FailingProcessTests : IDisposable
{
    private const string Faults = "throw-before=0.5 throw-after=0.3 timeout-after=0.05";
    private const string Good = """{"client":"a","metric":"m","amount":1,"date":"2024-01-15"}""";

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<int> Seeds => [.. Enumerable.Range(2, Repository.IsFull ? 10 : 2)];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Two_processes_over_a_failing_store_end_after_a_retry_as_without_faults(int seed)
    {
        var file = await GenerateAsync(Repository.IsFull ? 50_000 : 2_000);
        var sound = _folder.PathOf("sound.db");
        var failing = _folder.PathOf("failing.db");
        await InProcess.RunAsync("ingest", file, "--store", sound);
        await InProcess.RunAsync("ingest", file, "--store", sound);
        string[] ingest = ["ingest", file, "--store", failing, "--json", "--faults", $"seed={seed} {Faults}"];

        var runs = await Task.WhenAll(ToolProcess.RunAsync(ingest), ToolProcess.RunAsync(ingest));
        var during = await StatusAsync(failing);
        var retried = await InProcess.RunAsync("failed", "retry", "--state", "deferred", "--store", failing, "--json");

        Assert.All(runs, run => Assert.Contains(run.ExitCode, new[] { 0, 5 }));
        Assert.Contains(runs, run => run.ExitCode == 5);
        Assert.True(during.GetProperty("holds").GetBoolean());
        Assert.Equal((0, ""), (retried.ExitCode, retried.Error));
        Assert.Equal(await TotalsAsync(sound), await TotalsAsync(failing));
        var (expected, actual) = (await StatusAsync(sound), await StatusAsync(failing));
        foreach (var name in new[] { "received", "accepted", "duplicates", "rejected", "conflicts", "holds" })
        {
            Assert.Equal(
                (name, expected.GetProperty(name).GetRawText()), (name, actual.GetProperty(name).GetRawText()));
        }

        Assert.Equal(0, actual.GetProperty("deferred").GetInt64());
    }

    [Fact]
    public async Task A_changed_rule_ends_an_ingest_that_runs()
    {
        var store = _folder.PathOf("s.db");
        var schema = _folder.Write("other.json", """{"profiles":{"b":{"date_order":"day_first"}}}""");
        using var running = ToolProcess.Start(["ingest", "-", "--store", store, "--json"]);
        await running.StandardInput.WriteAsync(Good + "\n");
        await running.StandardInput.FlushAsync();
        await UntilStoredAsync(store, running);

        var other = await ToolProcess.RunAsync(
            Good.Replace(":1,", ":2,", StringComparison.Ordinal),
            ["ingest", "-", "--store", store, "--json", "--schema", schema, "--accept-rules"],
            null);
        await running.StandardInput.WriteAsync(Good.Replace(":1,", ":3,", StringComparison.Ordinal) + "\n");
        running.StandardInput.Close();
        await running.WaitForExitAsync();

        Assert.Equal(0, other.ExitCode);
        Assert.Equal(1, running.ExitCode);
        Assert.Contains("--schema FILE names the store's own rules", await running.StandardError.ReadToEndAsync(),
            StringComparison.Ordinal);
        Assert.StartsWith("""{"received":1,"accepted":1,""", await running.StandardOutput.ReadToEndAsync(),
            StringComparison.Ordinal);
        var status = await StatusAsync(store);
        Assert.Equal(
            (2L, 0L, true),
            (status.GetProperty("accepted").GetInt64(), status.GetProperty("deferred").GetInt64(),
                status.GetProperty("holds").GetBoolean()));
    }

    [Fact]
    public async Task Two_retries_at_once_one_of_them_ended_by_a_signal_bring_everything_once()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var count = Repository.IsFull ? 50_000 : 5_000;
        var file = _folder.Write("e.ndjson", string.Concat(Enumerable.Range(0, count).Select(
            i => Good.Replace(":1,", string.Create(CultureInfo.InvariantCulture, $":{i},"), StringComparison.Ordinal)
                + "\n")));
        var store = _folder.PathOf("s.db");
        await InProcess.RunAsync("ingest", file, "--store", store, "--faults", "throw-before=1");
        string[] retry = ["failed", "retry", "--store", store, "--json"];
        using var ended = ToolProcess.StartInterruptible(retry);
        ended.StandardInput.Close();
        await UntilStoredAsync(store, ended);
        var other = ToolProcess.RunAsync(retry);

        using var kill = Process.Start("kill", ["-TERM", ended.Id.ToString(CultureInfo.InvariantCulture)]);
        await ended.WaitForExitAsync();
        var first = await other;
        var last = await InProcess.RunAsync(retry);

        Assert.Contains(ended.ExitCode, new[] { 0, 130 });
        Assert.Contains(first.ExitCode, new[] { 0, 5 });
        Assert.Equal(0, last.ExitCode);
        var status = await StatusAsync(store);
        Assert.Equal(
            ((long)count, (long)count, 0L, 0L, true),
            (status.GetProperty("received").GetInt64(), status.GetProperty("accepted").GetInt64(),
                status.GetProperty("duplicates").GetInt64(), status.GetProperty("deferred").GetInt64(),
                status.GetProperty("holds").GetBoolean()));
    }

    private async Task<string> GenerateAsync(int count)
    {
        var file = _folder.PathOf("messy.ndjson");
        await InProcess.RunAsync(
            "generate", "--events", count.ToString(CultureInfo.InvariantCulture), "--seed", "11", "--output", file);
        return file;
    }

    private static async Task<string> TotalsAsync(string store) => (await InProcess.RunAsync(
        "aggregate", "--store", store, "--by", "client_id,metric,currency", "--measures", "count,sum", "--json"))
        .Output;

    private static async Task<JsonElement> StatusAsync(string store)
    {
        var result = await InProcess.RunAsync("status", "--store", store, "--json");
        using var document = JsonDocument.Parse(result.Output);
        return document.RootElement.Clone();
    }

    private static async Task UntilStoredAsync(string store, RunningTool process)
    {
        for (var i = 0; i < 1_500; i++)
        {
            Assert.False(process.WaitForExit(TimeSpan.FromMilliseconds(20)), "The tool ended too early.");
            var totals = File.Exists(store)
                ? (await InProcess.RunAsync("aggregate", "--store", store, "--measures", "count", "--json")).Output
                : "";
            if (totals.Contains("\"count\":", StringComparison.Ordinal)
                && !totals.Contains("\"count\":0", StringComparison.Ordinal))
            {
                return;
            }
        }

        Assert.Fail("Nothing was stored.");
    }
}
