using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using EventNormalization.Cli.Tests;
using EventNormalization.Reliability.Tests.Harness;
using EventNormalization.Reliability.Tests.Worker;
using Xunit;
using Xunit.Abstractions;

namespace EventNormalization.Reliability.Tests.Scenarios;

/// <summary>Retry workers in processes of their own: stopped past their leases, competing, killed, starved.</summary>
public sealed class RetryProcessTests(ITestOutputHelper output)
{
    private const int NumberCount = 200;
    private const int StorableCount = NumberCount - (NumberCount / 10);

    [Theory]
    [InlineData("append before")]
    [InlineData("append after")]
    public async Task A_worker_stopped_past_its_leases_settles_nothing_counts_nothing_twice_and_says_so(string hold)
    {
        using var folder = new TemporaryFolder();
        var (store, history) = (folder.PathOf("s.db"), new History());
        await DeferredStore.MakeAsync(store, NumberCount, history);
        using var worker = await WorkerProcess.StartAsync(Retry(store, hold), history);
        worker.Go();
        Assert.Equal("AT " + hold, await worker.UntilAsync("AT"));
        await Signal.SendAsync("-STOP", worker.Id);

        var other = await RetryRun.RunAsync(store);
        worker.Go();
        await Signal.SendAsync("-CONT", worker.Id);
        var pass = Pass(await worker.UntilAsync("PASS"));
        await worker.EndAsync();

        // Whoever settles is the other one; what the stopped one had appended it finds there, under the same name.
        Assert.Equal((StorableCount, 0), (other.Accepted + other.Duplicates, other.LeasesLost));
        Assert.Equal((0, 0, StorableCount), (pass.Accepted, pass.Duplicates, pass.LeasesLost));
        await RequireAllOnceAsync("stopped", store, history);
    }

    [Fact]
    public async Task Processes_that_retry_one_store_at_once_settle_each_event_once()
    {
        using var folder = new TemporaryFolder();
        var (store, history) = (folder.PathOf("s.db"), new History());
        await DeferredStore.MakeAsync(store, NumberCount, history);

        var passes = await RunAsync(Enumerable.Repeat(Retry(store, hold: "", batch: 7), 3), history);

        Assert.Equal((StorableCount, 0, 0), Sum(passes));
        await RequireAllOnceAsync("competing", store, history);
    }

    [Theory]
    [InlineData("append before")]
    [InlineData("append after")]
    public async Task What_a_killed_worker_had_leased_is_retried_by_the_next_and_counted_once(string hold)
    {
        using var folder = new TemporaryFolder();
        var (store, history) = (folder.PathOf("s.db"), new History());
        await DeferredStore.MakeAsync(store, NumberCount, history);
        using var worker = await WorkerProcess.StartAsync(Retry(store, hold), history);
        worker.Go();
        await worker.UntilAsync("AT");
        worker.Kill();
        Assert.Equal(137, await worker.EndAsync());

        var next = await RetryRun.RunAsync(store);

        Assert.Equal(StorableCount, next.Accepted + next.Duplicates);
        await RequireAllOnceAsync("killed", store, history);
    }

    [Fact]
    public async Task Workers_starved_of_processor_keep_their_leases_and_count_each_event_once()
    {
        using var folder = new TemporaryFolder();
        var (store, history) = (folder.PathOf("s.db"), new History());
        await DeferredStore.MakeAsync(store, NumberCount, history);
        var ingest = new WorkerSettings { Store = store, First = NumberCount, Count = NumberCount, Batch = 10 };
        using var busy = new BusyLoops(Effort.Of(5, 10) * Environment.ProcessorCount);

        var retry = RunAsync(Enumerable.Repeat(Retry(store, hold: "", batch: 10), 2), history);
        using var worker = await WorkerProcess.StartAsync(ingest, history);
        worker.Go();
        await worker.EndAsync();
        var passes = await retry;

        Assert.True(worker.HasEnded, worker.Error);
        Assert.Equal((StorableCount, 0, 0), Sum(passes));
        await RequireAllOnceAsync("starved", store, history, 2 * NumberCount);
    }

    private static WorkerSettings Retry(string store, string hold, int batch = NumberCount) =>
        new() { Mode = "retry", Store = store, Hold = hold, Batch = batch, Count = 0 };

    private static async Task<IReadOnlyList<RetryCounts>> RunAsync(
        IEnumerable<WorkerSettings> settings, History history)
    {
        var workers = await Task.WhenAll(settings.Select(one => WorkerProcess.StartAsync(one, history)));
        Array.ForEach(workers, worker => worker.Go());
        var passes = await Task.WhenAll(workers.Select(worker => worker.UntilAsync("PASS")));
        Array.ForEach(workers, worker => worker.Dispose());
        return [.. passes.Select(Pass)];
    }

    private static (int Accepted, int Duplicates, int LeasesLost) Sum(IReadOnlyList<RetryCounts> passes) =>
        (passes.Sum(pass => pass.Accepted), passes.Sum(pass => pass.Duplicates), passes.Sum(pass => pass.LeasesLost));

    private static RetryCounts Pass(string? line)
    {
        var parts = (line ?? throw new InvalidOperationException("The worker said nothing.")).Split(' ');
        Assert.Equal("", parts[5]);
        int[] numbers = [.. parts[1..5].Select(part => int.Parse(part, CultureInfo.InvariantCulture))];
        return new RetryCounts(numbers[1], numbers[2], numbers[3]);
    }

    private async Task RequireAllOnceAsync(
        string scenario, string store, History history, int numberCount = NumberCount)
    {
        var report = new Report(output, scenario, seed: 0);
        report.Add(
            scenario, isFaultSeen: true, history,
            history.FindViolationAtEnd(await Target.Product.ReadAsync(store, numberCount)));
        report.RequireNoViolation();
    }

    private readonly record struct RetryCounts(int Accepted, int Duplicates, int LeasesLost);

    /// <summary>Processes that do nothing and take all the time they get.</summary>
    private sealed class BusyLoops(int count) : IDisposable
    {
        private readonly Process[] _processes =
            [.. Enumerable.Range(0, count).Select(_ => Process.Start("sh", ["-c", "while :; do :; done"]))];

        public void Dispose()
        {
            foreach (var process in _processes)
            {
                process.Kill();
                process.Dispose();
            }
        }
    }
}
