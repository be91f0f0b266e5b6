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

    [MachineTheory("strace")]
    [InlineData(0)]
    [InlineData(40)]
    public async Task A_power_cut_loses_nothing_acknowledged_whatever_the_disk_kept_of_the_rest(int formerCount) =>
        (await RunAsync(Target.Product, Effort.Of(80, 250), formerCount)).RequireNoViolation();

    [MachineFact("strace")]
    public async Task A_store_without_a_bug_stands_it() =>
        (await RunAsync(new Target(PlantedBug.None), 60)).RequireNoViolation();

    [MachineTheory("strace")]
    [InlineData(nameof(PlantedBug.SynchronousNormal))]
    [InlineData(nameof(PlantedBug.AcknowledgesBeforeCommit))]
    [InlineData(nameof(PlantedBug.RollsUpOutside))]
    public async Task A_planted_bug_is_found(string bug) =>
        (await RunAsync(new Target(Enum.Parse<PlantedBug>(bug)), 500)).RequireViolation();

    private async Task<Report> RunAsync(Target target, int stateCount, int formerCount = 0)
    {
        var seed = TestSeed.Draw(output, "power cut");
        var chance = new Random(seed);
        var report = new Report(output, nameof(PowerCutTests), seed);
        using var recorded = new TemporaryFolder();
        var settings = new WorkerSettings
        {
            Store = recorded.PathOf("s.db"),
            Bug = target.Bug,
            First = formerCount,
            Count = NumberCount - formerCount,
            Batch = 4,
        };
        var former = await MakeFormerAsync(target, recorded, formerCount);
        var recording = await DiskCalls.RecordAsync(settings, new History());
        var (writes, fsyncs) = (recording.Count(DiskCallKind.Write), recording.Count(DiskCallKind.Synchronize));
        output.WriteLine(FormattableString.Invariant($"{writes} writes, {fsyncs} synchronizations"));
        foreach (var state in Effort.Runs(stateCount, stateCount))
        {
            if (report.Violation is not null)
            {
                break;
            }

            var callCount = chance.Next(1, recording.Calls.Count + 1);
            var cut = new PowerCut(recording, former, callCount, chance);
            var history = cut.Acknowledged(Enumerable.Range(0, NumberCount));
            var violation = await JudgeAsync(target, cut, history, state % StatesPerContinuation == 0);
            report.Add($"state {state}, after {callCount} calls", isFaultSeen: true, history, violation);
        }

        return report;
    }

    /// <summary>What a session before, which was closed, left; no files if it sent nothing.</summary>
    private static async Task<FormerFiles> MakeFormerAsync(Target target, TemporaryFolder folder, int count)
    {
        if (count == 0)
        {
            return FormerFiles.Of(folder.PathOf(""), "");
        }

        var numbers = Enumerable.Range(0, count).ToArray();
        await target.SendAsync(folder.PathOf("s.db"), count, new History());
        var letters = string.Concat(numbers.Select(number => NumberedEvents.IsBroken(number) ? 'R' : 'A'));
        return FormerFiles.Of(folder.PathOf(""), History.Line(numbers, letters));
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
