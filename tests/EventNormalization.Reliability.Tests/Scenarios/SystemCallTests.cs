using System;
using System.Threading.Tasks;
using EventNormalization.Cli.Tests;
using EventNormalization.Reliability.Tests.Harness;
using EventNormalization.Reliability.Tests.Planted;
using EventNormalization.Reliability.Tests.Worker;
using Xunit;
using Xunit.Abstractions;

namespace EventNormalization.Reliability.Tests.Scenarios;

/// <summary>A kill, a full disk or a broken disk exactly at the n-th write, synchronization or truncation.</summary>
public sealed class SystemCallTests(ITestOutputHelper output)
{
    private const int NumberCount = 40;

    [MachineTheory("strace")]
    [InlineData("pwrite64", 24, 90)]
    [InlineData("fsync", 12, 50)]
    [InlineData("ftruncate", 2, 10)]
    public async Task A_process_killed_at_any_call_loses_nothing_acknowledged_and_counts_nothing_twice(
        string call, int usual, int full)
    {
        var report = new Report(output, nameof(SystemCallTests) + "." + call, seed: 0);
        foreach (var n in Effort.Points(await CountAsync(Target.Product, call), usual, full))
        {
            await RunAsync(Target.Product, report, call, FormattableString.Invariant($"signal=SIGKILL:when={n}"));
        }

        report.RequireNoViolation();
    }

    [MachineTheory("strace")]
    [InlineData("pwrite64", "ENOSPC", 5, 15)]
    [InlineData("pwrite64", "EIO", 3, 10)]
    [InlineData("fsync", "EIO", 4, 10)]
    [InlineData("fsync", "ENOSPC", 3, 10)]
    public async Task A_disk_that_fails_is_an_error_of_a_known_type_and_costs_nothing_acknowledged(
        string call, string error, int usual, int full)
    {
        var report = new Report(output, nameof(SystemCallTests) + "." + error, seed: 0);
        var i = 0;
        foreach (var n in Effort.Points(await CountAsync(Target.Product, call), usual, full))
        {
            // Once, or from then on.
            var plus = i++ % 2 == 0 ? "" : "+";
            await RunAsync(Target.Product, report, call, FormattableString.Invariant($"error={error}:when={n}{plus}"));
        }

        report.RequireNoViolation();
    }

    [MachineTheory("strace")]
    [InlineData(nameof(PlantedBug.AcknowledgesBeforeCommit), true)]
    [InlineData(nameof(PlantedBug.RollsUpOutside), true)]
    [InlineData(nameof(PlantedBug.None), false)]
    public async Task A_planted_bug_is_found(string bug, bool isFound)
    {
        var report = new Report(output, nameof(SystemCallTests) + ".planted", seed: 0);
        var target = new Target(Enum.Parse<PlantedBug>(bug));
        var last = await CountAsync(target, "pwrite64");

        // Backwards, since the making of the file comes first and has nothing to lose.
        for (var n = last; n > 0 && report.Violation is null; n -= isFound ? 1 : last / 4)
        {
            await RunAsync(target, report, "pwrite64", FormattableString.Invariant($"signal=SIGKILL:when={n}"));
        }

        if (isFound)
        {
            report.RequireViolation();
        }
        else
        {
            report.RequireNoViolation();
        }
    }

    /// <summary>How often a run without a fault makes this call.</summary>
    private static async Task<int> CountAsync(Target target, string call)
    {
        using var folder = new TemporaryFolder();
        var recording = await DiskCalls.RecordAsync(SettingsOf(target, folder), new History());
        return recording.Count(call switch
        {
            "pwrite64" => DiskCallKind.Write,
            "fsync" => DiskCallKind.Synchronize,
            _ => DiskCallKind.Truncate,
        });
    }

    private static WorkerSettings SettingsOf(Target target, TemporaryFolder folder) => new()
    {
        Store = folder.PathOf("s.db"),
        Bug = target.Bug,
        Count = NumberCount,
        Batch = 4,
    };

    private static async Task RunAsync(Target target, Report report, string call, string fault)
    {
        if (report.Violation is not null)
        {
            return;
        }

        using var folder = new TemporaryFolder();
        var settings = SettingsOf(target, folder);
        var history = new History();
        var (exitCode, error) = await DiskCalls.RunWithAsync(settings, history, call, fault);
        var violation = Untyped(error) ?? await target.FindViolationAsync(settings.Store, NumberCount, history);
        var isFaultSeen = exitCode == 137 || error is not null || history.DeferredCount > 0;
        report.Add($"{call} {fault}", isFaultSeen, history, violation);
    }

    /// <summary>An error that is not of a type of the store's, or does not name its file.</summary>
    private static string? Untyped(string? error) => error is null
        || (error.Contains("Exception: ", StringComparison.Ordinal)
            && error.Contains("s.db", StringComparison.Ordinal)
            && (error.StartsWith("SqliteStore", StringComparison.Ordinal)
                || error.StartsWith("EventStore", StringComparison.Ordinal)))
        ? null
        : $"I6 an error of another type: {error}";
}
