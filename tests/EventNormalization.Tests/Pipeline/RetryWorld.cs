using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Identity;
using EventNormalization.Ingestion;
using EventNormalization.Normalization;
using EventNormalization.Pipeline;
using EventNormalization.Storage;
using EventNormalization.Totals;
using Microsoft.Extensions.Time.Testing;
using NodaTime;
using Xunit;

namespace EventNormalization.Tests.Pipeline;

/// <summary>
/// A pipeline and two workers on one thread: a seed says whose turn it is, what fails, and how time passes.
/// </summary>
/// <remarks>
/// Fault model: before and after every call of the event store and every step of a worker on the queue somebody else
/// may have his turn, time may pass beyond a lease, the call may throw, and a worker may die there. The failed-event
/// store's record and look-up of a delivery do not fail. No call takes effect in part, and nothing lies.
/// </remarks>
internal sealed class RetryWorld : IAsyncDisposable
{
    private const int EventCount = 12;
    private const int DeliveryCount = 40;
    private const int TurnCountMax = 100_000;

    private readonly Random _random;
    private readonly List<TaskCompletionSource> _waiting = [];
    private readonly InMemoryEventStore _events = new();
    private readonly InMemoryFailedEventStore _failed = new();
    private readonly EventIdentifier _identifier = new(EventSchema.Default);
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2024, 6, 1, 0, 0, 0, TimeSpan.Zero));
    private readonly List<Task> _actors = [];
    private bool _isHealed;

    public RetryWorld(int seed) => _random = new Random(seed);

    /// <summary>How many leases were lost, so that a test knows that it tests something.</summary>
    public long LeasesLost { get; private set; }

    public ValueTask DisposeAsync() => _events.DisposeAsync();

    public async Task RunAsync()
    {
        // Whoever gets his turn goes on at once and on this thread, up to his next one.
        var context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            _actors.Add(IngestAsync());
            _actors.Add(WorkAsync());
            _actors.Add(WorkAsync());
            await TakeTurnsAsync(() => _actors[0].IsCompleted);
            _isHealed = true;
            await TakeTurnsAsync(() => _waiting.Count == 0);
            await SettleAllAsync();
            await CheckEndAsync();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(context);
        }
    }

    private async Task TakeTurnsAsync(Func<bool> isOver)
    {
        for (var turn = 0; !isOver(); turn++)
        {
            Assert.True(turn < TurnCountMax, "It does not come to an end.");
            Assert.NotEmpty(_waiting);
            var next = _waiting[_random.Next(_waiting.Count)];
            _waiting.Remove(next);
            if (_random.Next(4) == 0)
            {
                _time.Advance(TimeSpan.FromSeconds(_random.Next(0, 40)));
            }

            next.SetResult();
            foreach (var actor in _actors.Where(actor => actor.IsFaulted))
            {
                await actor;
            }

            var conservation = await Conservation.ReadAsync(_events, _failed);
            Assert.True(conservation.Holds, conservation.ToString());
        }
    }

    private async Task SettleAllAsync()
    {
        var worker = new RetryWorker(_identifier, _events, _failed, Options());
        for (var i = 0; i < 100 && await _failed.ReadNextDueAsync() is not null; i++)
        {
            _time.Advance(TimeSpan.FromHours(2));
            Assert.Null((await worker.RunOnceAsync()).Failure);
        }
    }

    private async Task CheckEndAsync()
    {
        var conservation = await Conservation.ReadAsync(_events, _failed);
        var totals = (await _events.ReadTotalsAsync(TotalsQuery.All)).Single();
        var statistics = new List<ClientStatistics>();
        await foreach (var client in _events.ReadStatisticsAsync())
        {
            statistics.Add(client);
        }

        Assert.True(conservation.Holds, conservation.ToString());
        Assert.Equal((0, 0), (conservation.Failed.Deferred, conservation.UnderWayCount));
        Assert.Equal(DeliveryCount, conservation.ReceivedCount);
        Assert.Equal((EventCount, EventCount * (EventCount + 1) / 2), (totals.Count, totals.Sum.Value));
        Assert.Equal(
            (EventCount, DeliveryCount - EventCount),
            (statistics.Sum(client => client.AcceptedCount), statistics.Sum(client => client.DuplicateCount)));
    }

    private async Task IngestAsync()
    {
        var pipeline = new EventPipeline(
            _identifier,
            new HookedAppender(_events, PipelineHookAsync),
            new HookedQueue(_failed, PipelineHookAsync),
            new EventPipelineOptions { Time = _time, RetryDelay = TimeSpan.Zero, AppendAttemptsMax = 2 });
        int[] amounts =
        [
            .. Enumerable.Range(1, EventCount),
            .. Enumerable.Range(0, DeliveryCount - EventCount).Select(_ => _random.Next(1, EventCount + 1)),
        ];
        _random.Shuffle(amounts);
        for (var i = 0; i < amounts.Length; i += 2)
        {
            await pipeline.IngestBatchAsync(amounts[i..(i + 2)].Select(amount => new RawEvent(
                Encoding.UTF8.GetBytes(RetryWorkerTests.Event(amount)),
                Instant.FromDateTimeOffset(_time.GetUtcNow()))).ToArray());
        }
    }

    private async Task WorkAsync()
    {
        while (!_isHealed)
        {
            var worker = new RetryWorker(
                _identifier, new HookedAppender(_events, HookAsync), new HookedQueue(_failed, HookAsync), Options());
            try
            {
                var pass = await worker.RunOnceAsync();
                LeasesLost += pass.LeasesLost;
                Assert.True(pass.Failure is null or IOException or EventStoreException, pass.Failure?.ToString());
            }
            catch (WorkerDiedException)
            {
                // Another one takes its place, and knows nothing of what it held.
            }
        }
    }

    /// <summary>Nothing is parked: it would be no loss, but the end would be another.</summary>
    private RetryWorkerOptions Options() => new() { Time = _time, BatchSize = 4, AttemptsMax = 1_000_000 };

    /// <summary>What a pipeline does with returned bytes may fail like a worker's steps, but it does not die.</summary>
    private Task PipelineHookAsync(string place) =>
        HookAsync(place.StartsWith("append", StringComparison.Ordinal) ? place : "append of the pipeline: " + place);

    private async Task HookAsync(string place)
    {
        var turn = new TaskCompletionSource();
        _waiting.Add(turn);
        await turn.Task;
        if (_isHealed)
        {
            return;
        }

        var chance = _random.Next(100);
        var isWorkers = !place.StartsWith("append", StringComparison.Ordinal);
        if (chance < 25)
        {
            throw new IOException("a fault " + place);
        }

        if (chance < 30 && place == "append before")
        {
            throw new EventStoreException(StoreFailureKind.NotApplied, "the store is full");
        }

        if (chance < 33 && isWorkers)
        {
            throw new WorkerDiedException();
        }
    }

    /// <summary>
    /// Ends a worker's flow where it stands, like a crash: no store failure that it could go on from.
    /// </summary>
    private sealed class WorkerDiedException : ArgumentException;
}
