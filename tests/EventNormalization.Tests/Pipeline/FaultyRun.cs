using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using EventNormalization.Identity;
using EventNormalization.Ingestion;
using EventNormalization.Normalization;
using EventNormalization.Pipeline;
using EventNormalization.Queries;
using EventNormalization.Storage;
using EventNormalization.Testing;
using EventNormalization.Totals;
using Microsoft.Extensions.Time.Testing;
using NodaTime;
using Xunit;

namespace EventNormalization.Tests.Pipeline;

/// <summary>
/// A thousand deliveries, 30 % of them duplicates in other words, by a client that sends again five times.
/// </summary>
internal sealed class FaultyRun : IAsyncDisposable
{
    private const int DeliveryCount = 1_000;
    private const int DistinctCount = 700;
    private const int BrokenCount = 10;
    private const int RetriesMax = 5;
    private const int TimeStepsMax = 1_000_000;

    private static readonly Instant Start = Instant.FromUtc(2024, 1, 1, 0, 0);

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2024, 6, 1, 0, 0, 0, TimeSpan.Zero));
    private readonly Random _random;
    private readonly int _seed;
    private readonly InMemoryEventStore _events = new();
    private readonly InMemoryFailedEventStore _failed = new();
    private readonly FailureInjectingAppender _faulty;
    private readonly FailureInjectingFailedEventStore _faultyFailed;
    private readonly FaultPlan _plan;
    private readonly FaultPlan _failedPlan;
    private readonly EventPipeline _pipeline;
    private long _sentCount;
    private long _acknowledgedCount;

    /// <summary>Prepares the run of a seed.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="planted">A bug to put between the faults and the store.</param>
    public FaultyRun(int seed, Func<IEventAppender, IEventAppender>? planted = null)
    {
        _seed = seed;
        _random = new Random(seed);
        _plan = RandomPlan((ulong)seed);
        _failedPlan = RandomPlan((ulong)seed + 1_000_000);
        _faulty = new FailureInjectingAppender(planted?.Invoke(_events) ?? _events, _plan, _time);
        _faultyFailed = new FailureInjectingFailedEventStore(_failed, _failedPlan, _time);
        _pipeline = new EventPipeline(
            new EventIdentifier(EventSchema.Default),
            _faulty,
            _faultyFailed,
            new EventPipelineOptions { Time = _time, AppendAttemptsMax = _random.Next(1, 4), LaneCount = 1 });
    }

    public long DeferredCount { get; private set; }

    /// <summary>How many batches ended in an exception.</summary>
    public long RefusedCount { get; private set; }

    public IEnumerable<string> Faults =>
        _faulty.Injected.Concat(_faultyFailed.Injected).Select(fault => $"{fault} {fault.Key}");

    public IEnumerable<FaultKind> InjectedKinds =>
        _faulty.Injected.Concat(_faultyFailed.Injected).Select(fault => fault.Fault.Kind);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _events.DisposeAsync();

    public override string ToString() => $"seed {_seed}, plan \"{_plan}\", plan of failed events \"{_failedPlan}\"";

    /// <summary>Sends everything, and compares with what is stored without faults.</summary>
    public async Task RunAsync()
    {
        var deliveries = Deliveries();
        var expected = await WithoutFaultsAsync(deliveries);
        var left = new Queue<(string Text, int Retries)>(deliveries.Select(text => (text, 0)));
        while (left.Count > 0)
        {
            var batch = Enumerable.Range(0, Math.Min(left.Count, _random.Next(1, 60))).Select(_ => left.Dequeue())
                .ToArray();
            foreach (var (text, retries) in await SendAsync(batch))
            {
                left.Enqueue((text, retries + 1));
            }

            await AssertConservationAsync();
        }

        Assert.Equal(expected, await StoredAsync(_events));
        Assert.Equal(BrokenCount, await BrokenAsync());
    }

    private FaultPlan RandomPlan(ulong seed)
    {
        // Swarm: each seed has kinds of its own, so that rare combinations come up, too.
        var rates = Enum.GetValues<FaultKind>().Where(kind => kind != FaultKind.None && _random.Next(2) == 0)
            .Select(kind => new FaultRate(kind, _random.NextDouble() / 8)).ToArray();
        var plan = FaultPlan.Random(seed, rates).Then(
            FaultPlan.Latency(seed, TimeSpan.FromMilliseconds(_random.Next(1, 500)), _random.NextDouble() / 4));
        return _random.Next(3) == 0
            ? plan.Then(FaultPlan.Random(seed, new FaultRate(FaultKind.ThrowAfter, 0.5)).UpToAttempt(2))
            : plan;
    }

    private string[] Deliveries()
    {
        var texts = Enumerable.Range(0, DistinctCount).Select(i => Text(i, $"{i % 97}.5"))
            .Concat(Enumerable.Range(0, DeliveryCount - DistinctCount).Select(_ => _random.Next(DistinctCount))
                .Select(i => Text(i, $"{i % 97}.50")))
            .Concat(Enumerable.Range(0, BrokenCount).Select(i => Text(i, "1,2,3")))
            .ToArray();
        _random.Shuffle(texts);
        return texts;
    }

    private static string Text(int number, string amount) =>
        $$"""{"client_id":"c{{number % 5}}","metric":"m{{number % 3}}","amount":"{{amount}}","timestamp":"{{Start
            + Duration.FromMinutes(number)}}"}""";

    private static async Task<string[]> WithoutFaultsAsync(IReadOnlyList<string> deliveries)
    {
        await using var events = new InMemoryEventStore();
        var pipeline = new EventPipeline(
            new EventIdentifier(EventSchema.Default), events, new InMemoryFailedEventStore());
        await pipeline.IngestBatchAsync(
            deliveries.Select(text => new RawEvent(Encoding.UTF8.GetBytes(text), Start)).ToArray());
        return await StoredAsync(events);
    }

    /// <summary>The ids of what is stored, and the totals.</summary>
    private static async Task<string[]> StoredAsync(InMemoryEventStore events)
    {
        var ids = (await StoredText.EventsAsync(events, EventQuery.All)).Select(item => item.Event.Id.ToString()).Order(
            StringComparer.Ordinal);
        var totals = await events.ReadTotalsAsync(
            new TotalsQuery { GroupBy = [GroupKey.ClientId, GroupKey.Metric] });
        return [.. ids, .. totals.Select(StoredText.Of)];
    }

    /// <summary>Sends a batch; returns what the client sends again.</summary>
    private async Task<IEnumerable<(string Text, int Retries)>> SendAsync((string Text, int Retries)[] batch)
    {
        // A client that was refused five times waits until the stores work.
        var isLast = batch.Any(item => item.Retries == RetriesMax);
        _faulty.Plan = isLast ? FaultPlan.None : _plan;
        _faultyFailed.Plan = isLast ? FaultPlan.None : _failedPlan;
        _sentCount += batch.Length;
        var now = Instant.FromDateTimeOffset(_time.GetUtcNow());
        var call = _pipeline.IngestBatchAsync(
            batch.Select(item => new RawEvent(Encoding.UTF8.GetBytes(item.Text), now)).ToArray()).AsTask();
        await PassTimeAsync(call);
        if (call.IsFaulted || call.IsCanceled)
        {
            Assert.False(isLast, call.Exception?.ToString());
            RefusedCount++;
            return batch;
        }

        var results = await call;
        _acknowledgedCount += batch.Length;
        var deferred = batch.Zip(results).Where(pair => pair.Second.Outcome == IngestOutcome.Deferred).ToArray();
        DeferredCount += deferred.Length;
        return deferred.Select(pair => pair.First);
    }

    private async Task PassTimeAsync(Task call)
    {
        for (var i = 0; !call.IsCompleted; i++)
        {
            Assert.True(i < TimeStepsMax, "The pipeline never answered.");
            _time.Advance(TimeSpan.FromMilliseconds(50));
            await Task.Yield();
        }
    }

    private async Task AssertConservationAsync()
    {
        var conservation = await Conservation.ReadAsync(_events, _failed);
        Assert.True(conservation.Holds, conservation.ToString());
        Assert.InRange(conservation.ReceivedCount, _acknowledgedCount, _sentCount + conservation.Failed.Uncertain);
    }

    private async Task<int> BrokenAsync()
    {
        var count = 0;
        await foreach (var entry in _failed.QueryAsync(FailedEventQuery.All))
        {
            count += entry.State == FailedEventState.Rejected ? 1 : 0;
        }

        return count;
    }
}
