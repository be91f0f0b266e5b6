using System;
using System.Linq;
using System.Threading.Tasks;
using EventNormalization.Cli.Tests;
using EventNormalization.Reliability.Tests.Harness;
using EventNormalization.Reliability.Tests.Planted;
using EventNormalization.Reliability.Tests.Worker;
using Xunit;
using Xunit.Abstractions;

namespace EventNormalization.Reliability.Tests.Scenarios;

/// <summary>Several processes send the same events into one file at once.</summary>
public sealed class SharedFileTests(ITestOutputHelper output)
{
    private const int ProcessCount = 4;

    [Fact]
    public async Task Processes_that_send_the_same_events_at_once_store_and_count_each_once() =>
        (await RunAsync(Target.Product, Effort.Of(400, 3_000))).RequireNoViolation();

    [Fact]
    public async Task A_store_without_a_bug_stands_it() =>
        (await RunAsync(new Target(PlantedBug.None), 200)).RequireNoViolation();

    [Theory]
    [InlineData(nameof(PlantedBug.ChecksThenActs))]
    [InlineData(nameof(PlantedBug.CountsRetries))]
    public async Task A_planted_bug_is_found(string bug)
    {
        var report = await RunAsync(new Target(Enum.Parse<PlantedBug>(bug)), 400);

        // Which of the processes comes first is the system's to say, so it gets several chances.
        for (var i = 1; i < 10 && report.Violation is null; i++)
        {
            report = await RunAsync(new Target(Enum.Parse<PlantedBug>(bug)), 400);
        }

        report.RequireViolation();
    }

    private async Task<Report> RunAsync(Target target, int numberCount)
    {
        using var folder = new TemporaryFolder();
        var settings = new WorkerSettings
        {
            Store = folder.PathOf("s.db"),
            Bug = target.Bug,
            Count = numberCount,
            Batch = 20,
        };
        var history = new History();
        var workers = await Task.WhenAll(
            Enumerable.Range(0, ProcessCount).Select(_ => WorkerProcess.StartAsync(settings, history)));
        foreach (var worker in workers)
        {
            worker.Go();
        }

        await Task.WhenAll(workers.Select(worker => worker.EndAsync()));
        var error = workers.Select(worker => worker.Error).FirstOrDefault(error => error is not null);
        Array.ForEach(workers, worker => worker.Dispose());
        var violation = history.FindViolationAtEnd(await target.ReadAsync(settings.Store, numberCount));
        var report = new Report(output, nameof(SharedFileTests), seed: 0);
        report.Add($"{ProcessCount} processes", isFaultSeen: false, history, error ?? violation);
        return report;
    }
}
