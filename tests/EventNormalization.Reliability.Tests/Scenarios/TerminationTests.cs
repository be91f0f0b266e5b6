using System;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using EventNormalization.Cli.Tests;
using EventNormalization.Reliability.Tests.Harness;
using EventNormalization.Tests;
using Xunit;
using Xunit.Abstractions;

namespace EventNormalization.Reliability.Tests.Scenarios;

/// <summary>SIGTERM while the tool is ingesting, again and again, until a run comes to its end.</summary>
public sealed class TerminationTests(ITestOutputHelper output)
{
    private const int NumberCount = 20_000;

    [Fact]
    public async Task A_tool_that_is_terminated_under_load_tells_what_it_stored_and_the_next_goes_on()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var seed = TestSeed.Draw(output, "termination");
        var chance = new Random(seed);
        using var folder = new TemporaryFolder();
        var (store, history) = (folder.PathOf("s.db"), new History());
        history.Send(Enumerable.Range(0, NumberCount));
        var file = folder.Write(
            "e.ndjson", string.Concat(Enumerable.Range(0, NumberCount).Select(n => NumberedEvents.TextOf(n) + "\n")));
        var accepted = 0L;
        var report = new Report(output, nameof(TerminationTests), seed);
        foreach (var run in Effort.Runs(3, 12))
        {
            var (exitCode, count) = await TerminateAsync(file, store, chance.Next(300, 1_500));
            accepted += count;
            report.Add($"run {run}, exit code {exitCode}", exitCode == 130, history, null);
        }

        var last = await ToolProcess.RunAsync("ingest", file, "--store", store, "--json");
        accepted += AcceptedOf(last.Output);
        var violation = history.FindViolationAtEnd(await Target.Product.ReadAsync(store, NumberCount));
        report.Add("to the end", isFaultSeen: false, history, violation);

        report.RequireNoViolation();
        Assert.Equal((0, ""), (last.ExitCode, last.Error));
        Assert.Equal(NumberCount - (NumberCount / 10), accepted);
    }

    /// <summary>Its exit code, and how many events it says that it accepted; none if it had not begun.</summary>
    private static async Task<(int ExitCode, long Accepted)> TerminateAsync(string file, string store, int milliseconds)
    {
        using var tool = ToolProcess.StartInterruptible(["ingest", file, "--store", store, "--json"]);
        tool.StandardInput.Close();
        if (!tool.WaitForExit(TimeSpan.FromMilliseconds(milliseconds)))
        {
            await Signal.SendAsync("-TERM", tool.Id);
        }

        var report = await tool.StandardOutput.ReadToEndAsync();
        await tool.WaitForExitAsync();

        // 143 is the signal's own end, from before the tool listens to it: nothing was stored then.
        Assert.Contains(tool.ExitCode, new[] { 0, 130, 143 });
        Assert.True(tool.ExitCode == 143 || report.Length > 0, "It did not tell what it had done.");
        return (tool.ExitCode, report.Length == 0 ? 0 : AcceptedOf(report));
    }

    private static long AcceptedOf(string report)
    {
        using var document = JsonDocument.Parse(report);
        return document.RootElement.GetProperty("accepted").GetInt64();
    }
}
