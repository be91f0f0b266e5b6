using System;
using System.Linq;
using System.Threading.Tasks;
using EventNormalization.Cli.Tests;
using EventNormalization.Reliability.Tests.Harness;
using EventNormalization.Reliability.Tests.Planted;
using EventNormalization.Reliability.Tests.Worker;
using EventNormalization.Tests;
using Xunit;
using Xunit.Abstractions;

namespace EventNormalization.Reliability.Tests.Scenarios;

/// <summary>The power fails: unsynchronized writes are lost, torn and reordered, as strace recorded them.</summary>
public sealed class PowerCutTests(ITestOutputHelper output)
{
    private const int NumberCount = 60;

    // Going on from a state takes as long as looking at several.
    private const int StatesPerContinuation = 8;

    [MachineFact("strace")]
    public async Task A_power_cut_loses_nothing_acknowledged_whatever_the_disk_kept_of_the_rest() =>
        (await RunAsync(Target.Product, Effort.Of(120, 500))).RequireNoViolation();

    [MachineFact("strace")]
    public async Task A_store_without_a_bug_stands_it() =>
        (await RunAsync(new Target(PlantedBug.None), 60)).RequireNoViolation();

    [MachineTheory("strace")]
    [InlineData(nameof(PlantedBug.SynchronousNormal))]
    [InlineData(nameof(PlantedBug.AcknowledgesBeforeCommit))]
    [InlineData(nameof(PlantedBug.RollsUpOutside))]
    public async Task A_planted_bug_is_found(string bug) =>
        (await RunAsync(new Target(Enum.Parse<PlantedBug>(bug)), 500)).RequireViolation();

    private async Task<Report> RunAsync(Target target, int stateCount)
    {
        var seed = TestSeed.Draw(output, "power cut");
        var chance = new Random(seed);
        var report = new Report(output, nameof(PowerCutTests), seed);
        using var recorded = new TemporaryFolder();
        var settings = new WorkerSettings
        {
            Store = recorded.PathOf("s.db"),
            Bug = target.Bug,
            Count = NumberCount,
            Batch = 4,
        };
        var recording = await DiskCalls.RecordAsync(settings, new History());
        output.WriteLine(FormattableString.Invariant(
            $"{recording.Count(DiskCallKind.Write)} writes, {recording.Count(DiskCallKind.Synchronize)} synchronizations"));
        foreach (var state in Effort.Runs(stateCount, stateCount))
        {
            if (report.Violation is not null)
            {
                break;
            }

            var callCount = chance.Next(1, recording.Calls.Count + 1);
            var cut = new PowerCut(recording, callCount, chance);
            var history = cut.Acknowledged(Enumerable.Range(0, NumberCount));
            var violation = await JudgeAsync(target, cut, history, state % StatesPerContinuation == 0);
            report.Add($"state {state}, after {callCount} calls", isFaultSeen: true, history, violation);
        }

        return report;
    }

    private static async Task<string?> JudgeAsync(Target target, PowerCut cut, History history, bool isContinued)
    {
        using var folder = new TemporaryFolder();
        cut.WriteTo(folder.PathOf(""));
        var store = folder.PathOf("s.db");
        try
        {
            return isContinued
                ? await target.FindViolationAsync(store, NumberCount, history)
                : history.FindViolation(await target.ReadAsync(store, NumberCount));
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // Before anything was acknowledged, a store that was only half made may be refused.
            return history.AcknowledgedCount == 0 ? null : $"I2 it cannot be read: {exception.Message}";
        }
    }
}
