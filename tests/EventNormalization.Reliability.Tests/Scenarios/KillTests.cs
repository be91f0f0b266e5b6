using System;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Cli.Tests;
using EventNormalization.Reliability.Tests.Harness;
using EventNormalization.Reliability.Tests.Planted;
using EventNormalization.Reliability.Tests.Worker;
using EventNormalization.Tests;
using Xunit;
using Xunit.Abstractions;

namespace EventNormalization.Reliability.Tests.Scenarios;

/// <summary>
/// <c>kill -9</c> at moments that a seed draws; each process goes on where the one before was killed.
/// </summary>
public sealed class KillTests(ITestOutputHelper output)
{
    private const int StepCount = 150;
    private const int NumberCount = 5 * StepCount;

    [Fact]
    public async Task A_process_killed_at_any_moment_loses_nothing_acknowledged_and_counts_nothing_twice() =>
        (await RunAsync(Target.Product, Effort.Of(3, 15), killsPerStore: 4)).RequireNoViolation();

    [Fact]
    public async Task A_store_without_a_bug_stands_it() =>
        (await RunAsync(new Target(PlantedBug.None), storeCount: 1, killsPerStore: 3)).RequireNoViolation();

    [Theory]
    [InlineData(nameof(PlantedBug.AcknowledgesBeforeCommit))]
    [InlineData(nameof(PlantedBug.RollsUpOutside))]
    [InlineData(nameof(PlantedBug.CountsRetries))]
    public async Task A_planted_bug_is_found(string bug) =>
        (await RunAsync(new Target(Enum.Parse<PlantedBug>(bug)), storeCount: 10, killsPerStore: 4)).RequireViolation();

    private async Task<Report> RunAsync(Target target, int storeCount, int killsPerStore)
    {
        var seed = TestSeed.Draw(output, "kill");
        var chance = new Random(seed);
        var report = new Report(output, nameof(KillTests), seed);
        for (var store = 0; store < storeCount && report.Violation is null; store++)
        {
            using var folder = new TemporaryFolder();
            var path = folder.PathOf("s.db");
            var history = new History();
            for (var kill = 0; kill < killsPerStore && report.Violation is null; kill++)
            {
                var settings = new WorkerSettings
                {
                    Store = path,
                    Bug = target.Bug,
                    First = kill * StepCount,
                    Count = 2 * StepCount,
                    Rounds = 20,
                    Batch = chance.Next(1, 12),
                };
                var isKilled = await KillAsync(settings, history, chance);
                var violation = history.FindViolation(await target.ReadAsync(path, NumberCount));
                report.Add($"store {store}, kill {kill}", isKilled, history, violation);
            }

            if (report.Violation is null)
            {
                var violation = await target.FindViolationAsync(path, NumberCount, history);
                report.Add($"store {store}, to the end", isFaultSeen: false, history, violation);
            }
        }

        return report;
    }

    private static async Task<bool> KillAsync(WorkerSettings settings, History history, Random chance)
    {
        var (batchCount, spin) = (chance.Next(0, 60), chance.Next(0, 400_000));
        using var worker = await WorkerProcess.StartAsync(settings, history);
        worker.Go();
        for (var i = 0; i < batchCount && await worker.NextAsync() is not null; i++)
        {
        }

        // Somewhere within the batch that follows, or within the opening of the store.
        Thread.SpinWait(spin);
        worker.Kill();
        return await worker.EndAsync() == 137;
    }
}
