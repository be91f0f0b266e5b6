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
    [InlineData("pwrite64", 0, 14, 60)]
    [InlineData("pwrite64", 20, 14, 40)]
    [InlineData("fsync", 0, 6, 25)]
    [InlineData("fsync", 20, 6, 25)]
    [InlineData("ftruncate", 0, 2, 10)]
    public async Task A_process_killed_at_any_call_loses_nothing_acknowledged_and_counts_nothing_twice(
        string call, int formerCount, int usual, int full)
    {
        var report = new Report(output, nameof(SystemCallTests) + "." + call, seed: 0);
        var target = Target.Product;
        foreach (var n in Effort.Points(await CountAsync(target, call, formerCount), usual, full))
        {
            await RunAsync(target, report, (call, Kill(n)), formerCount);
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
            var fault = FormattableString.Invariant($"error={error}:when={n}{plus}");
            await RunAsync(Target.Product, report, (call, fault));
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
            await RunAsync(target, report, ("pwrite64", Kill(n)));
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

    private static string Kill(int n) => FormattableString.Invariant($"signal=SIGKILL:when={n}");

    /// <summary>How often a run without a fault makes this call.</summary>
    private static async Task<int> CountAsync(Target target, string call, int formerCount = 0)
    {
        using var folder = new TemporaryFolder();
        var settings = await MakeAsync(target, folder, formerCount, new History());
        var recording = await DiskCalls.RecordAsync(settings, new History());
        return recording.Count(call switch
        {
            "pwrite64" => DiskCallKind.Write,
            "fsync" => DiskCallKind.Synchronize,
            _ => DiskCallKind.Truncate,
        });
    }

    /// <summary>A store with the first events, closed, and what a worker is to send into it then.</summary>
    private static async Task<WorkerSettings> MakeAsync(
        Target target, TemporaryFolder folder, int formerCount, History history)
    {
        var store = folder.PathOf("s.db");
        if (formerCount > 0)
        {
            await target.SendAsync(store, formerCount, history);
        }

        return new WorkerSettings
        {
            Store = store,
            Bug = target.Bug,
            First = formerCount,
            Count = NumberCount - formerCount,
            Batch = 4,
        };
    }

    private static async Task RunAsync(
        Target target, Report report, (string Name, string Fault) call, int formerCount = 0)
    {
        if (report.Violation is not null)
        {
            return;
        }

        using var folder = new TemporaryFolder();
        var history = new History();
        var settings = await MakeAsync(target, folder, formerCount, history);
        var (exitCode, error) = await DiskCalls.RunWithAsync(settings, history, call.Name, call.Fault);
        var violation = StoreErrors.FindFault(error)
            ?? await target.FindViolationAsync(settings.Store, NumberCount, history);
        var isFaultSeen = exitCode == 137 || error is not null || history.DeferredCount > 0;
        report.Add($"{call.Name} {call.Fault}", isFaultSeen, history, violation);
    }
}
