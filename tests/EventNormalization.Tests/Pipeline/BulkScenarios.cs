using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Identity;
using EventNormalization.Normalization;
using EventNormalization.Pipeline;
using EventNormalization.Storage;
using EventNormalization.Storage.Authoring;
using EventNormalization.Totals;
using NodaTime;
using Xunit;

namespace EventNormalization.Tests.Pipeline;

/// <summary>What a user sees of acts on many failed events, whatever the stores; each store's tests run all.</summary>
public static partial class BulkScenarios
{
    /// <summary>Opens new, empty stores.</summary>
    public delegate (IEventStore Events, IBulkOperationQueue Queue) OpenStores();

    private static readonly EventIdentifier Identifier = new(EventSchema.Default);
    private static readonly Instant Start = Instant.FromUtc(2024, 6, 1, 0, 0);

    private static readonly Dictionary<string, Func<OpenStores, int, Task>> All = new()
    {
        ["A retry of many stores each event once, and tells at each batch how far it is"] =
            (open, _) => ManyAsync(open),
        ["A retry that dies at any call is ended by the next worker with the same counts"] = (open, stride) =>
            DyingAsync(open, stride, BulkOperationKind.Retry),
        ["A discard that dies at any call is ended by the next worker with the same counts"] = (open, stride) =>
            DyingAsync(open, stride, BulkOperationKind.Discard),
        ["An archiving that dies at any call is ended by the next worker with the same counts"] = (open, stride) =>
            DyingAsync(open, stride, BulkOperationKind.Archive),
        ["A reopening that dies at any call is ended by the next worker with the same counts"] = (open, stride) =>
            DyingAsync(open, stride, BulkOperationKind.Reopen),
        ["Who is paused past the lease reports nothing, and each entry counts once"] =
            (open, _) => PausedAsync(open, null),
        ["Single acts meanwhile are seen, and nothing counts twice"] =
            (open, _) => MeanwhileAsync(open),
        ["A store that is down stops an operation, which goes on when it is back"] =
            (open, _) => DownAsync(open),
        ["Who is stopped lets another go on at once"] = (open, _) => StoppedAsync(open),
    };

    /// <summary>The names of all.</summary>
    public static TheoryData<string> Names { get; } = new(All.Keys);

    private static int ManyCount => Environment.GetEnvironmentVariable("EN_FULL") == "1" ? 100_000 : 2_000;

    /// <summary>Runs one on stores of its own.</summary>
    /// <param name="name">One of the names.</param>
    /// <param name="open">Opens new, empty stores.</param>
    /// <param name="stride">How many calls lie between two places at which a worker dies.</param>
    public static Task RunAsync(string name, OpenStores open, int stride = 1) => All[name](open, stride);

    /// <summary>Runs what a paused worker does over a queue that is changed.</summary>
    public static Task RunPausedAsync(OpenStores open, Func<IBulkOperationQueue, IBulkOperationQueue> change) =>
        PausedAsync(open, change);

    private static async Task ManyAsync(OpenStores open)
    {
        var world = new BulkWorld(open(), Start);
        await world.RecordAsync(ManyCount);
        var begun = await world.BeginAsync(BulkOperationKind.Retry);
        var seen = new List<long>();

        var done = await world.NewWorker().RunOnceAsync(operation => seen.Add(operation.Done));

        Assert.Equal((long)ManyCount, begun.Total);
        Assert.Equal(
            Enumerable.Range(0, 1 + (ManyCount / BulkWorker.BatchSize)).Select(i => (long)i * BulkWorker.BatchSize),
            seen);
        await world.AssertAsync(done!, ManyCount);
    }

    private static async Task DyingAsync(OpenStores open, int stride, BulkOperationKind kind)
    {
        const int count = BulkWorker.BatchSize + 20;
        for (var calls = 0; ; calls += stride)
        {
            var world = new BulkWorld(open(), Start);
            await world.RecordAsync(count);
            var begun = await world.BeginAsync(kind);
            var life = new BulkLife(calls);
            try
            {
                await world.NewWorker(life.Limit, life.Limit).RunOnceAsync();
            }
            catch (DeathException)
            {
                // The next worker has to wait until the lease of the dead one ends.
            }

            var done = await world.EndAsync(begun.Id);

            await world.AssertAsync(done, count);
            if (!life.HasEnded)
            {
                return;
            }
        }
    }

    /// <summary>The first worker sleeps before its first report, while another does the same batch.</summary>
    private static async Task PausedAsync(
        OpenStores open, Func<IBulkOperationQueue, IBulkOperationQueue>? change)
    {
        const int count = 3 * BulkWorker.BatchSize;
        var world = new BulkWorld(open(), Start);
        await world.RecordAsync(count);
        var begun = await world.BeginAsync(BulkOperationKind.Retry);
        var isFirst = true;
        var paused = world.NewWorker(null, queue => Before(
            change?.Invoke(queue) ?? queue, nameof(IBulkOperationQueue.ReportOperationAsync), async () =>
            {
                if (isFirst)
                {
                    isFirst = false;
                    world.Time.Advance(TimeSpan.FromMinutes(5));
                    await DieAfterOneBatchAsync(world);
                }
            }));

        await paused.RunOnceAsync();

        await world.AssertAsync(await world.EndAsync(begun.Id), count);
    }

    private static async Task DieAfterOneBatchAsync(BulkWorld world)
    {
        try
        {
            await world.NewWorker().RunOnceAsync(
                operation => _ = operation.Done == 0 ? operation : throw new DeathException());
        }
        catch (DeathException)
        {
            // It has reported its first batch, and holds the operation.
        }
    }

    private static async Task MeanwhileAsync(OpenStores open)
    {
        const int count = 3 * BulkWorker.BatchSize;
        var world = new BulkWorld(open(), Start);
        await world.RecordAsync(count);
        await world.BeginAsync(BulkOperationKind.Retry);
        var keys = await world.KeysAsync();
        var hasActed = false;
        var worker = world.NewWorker(null, queue => Before(
            queue, nameof(IBulkOperationQueue.ReportOperationAsync), async () =>
            {
                if (!hasActed)
                {
                    hasActed = true;
                    var single = new RetryWorker(Identifier, world.Events, world.Queue, world.Options);
                    await single.DiscardAsync([keys[150]], "of no use");
                    await single.RetryAsync([keys[151], keys[152]]);
                }
            }));

        var done = (await worker.RunOnceAsync())!;

        var whole = BulkWorld.Expected(BulkOperationKind.Retry, count);
        Assert.Equal(whole with { Accepted = whole.Accepted - 1, Ignored = whole.Ignored + 1 }, done.Counts);
        Assert.True((await Conservation.ReadAsync(world.Events, world.Queue)).Holds);
        Assert.Equal(
            whole.Accepted - 1, (await world.Events.ReadTotalsAsync(TotalsQuery.All)).Sum(group => group.Count));
    }

    private static async Task DownAsync(OpenStores open)
    {
        const int count = BulkWorker.BatchSize + 1;
        var world = new BulkWorld(open(), Start);
        await world.RecordAsync(count);
        var begun = await world.BeginAsync(BulkOperationKind.Retry);
        var isDown = true;
        var worker = world.NewWorker(events => Before(
            events,
            nameof(IEventStore.AppendAsync),
            () => isDown ? throw new EventStoreException("The disk is gone.") : Task.CompletedTask));

        var waiting = (await worker.RunOnceAsync())!;
        var again = await worker.RunOnceAsync();
        isDown = false;

        Assert.Equal(
            (BulkOperationState.Running, 0L, "The disk is gone."), (waiting.State, waiting.Done, waiting.Error));
        Assert.Null(again);
        await world.AssertAsync(await world.EndAsync(begun.Id), count);
    }

    private static async Task StoppedAsync(OpenStores open)
    {
        const int count = 2 * BulkWorker.BatchSize;
        var world = new BulkWorld(open(), Start);
        await world.RecordAsync(count);
        await world.BeginAsync(BulkOperationKind.Retry);
        using var stopping = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => world.NewWorker().RunOnceAsync(
            operation =>
            {
                if (operation.Done > 0)
                {
                    stopping.Cancel();
                }
            },
            stopping.Token).AsTask());
        var done = await world.NewWorker().RunOnceAsync();

        await world.AssertAsync(done!, count);
    }

    private static T Before<T>(T inner, string method, Func<Task> act)
        where T : class
    {
        return Testing.Interception.Around(inner, (called, _, call) =>
            called.Name != method ? call()
            : called.ReturnType == typeof(ValueTask<QueueOutcome>)
                ? Testing.Interception.Boxed(ThenAsync<QueueOutcome>(call))
                : Testing.Interception.Boxed(ThenAsync<IReadOnlyList<AppendAnswer>>(call)));

        async ValueTask<TAnswer> ThenAsync<TAnswer>(Func<object?> call)
        {
            await act();
            return await (ValueTask<TAnswer>)call()!;
        }
    }
}
