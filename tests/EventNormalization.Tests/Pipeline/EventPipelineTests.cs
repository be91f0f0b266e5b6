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
using EventNormalization.Queries;
using EventNormalization.Storage;
using EventNormalization.Testing;
using EventNormalization.Totals;
using NodaTime;
using Xunit;

namespace EventNormalization.Tests.Pipeline;

public sealed class EventPipelineTests : IAsyncDisposable
{
    private static readonly Instant Received = Instant.FromUtc(2024, 6, 1, 0, 0);
    private static readonly EventPipelineOptions Options = new() { RetryDelay = TimeSpan.Zero };
    private readonly InMemoryEventStore _events = new();
    private readonly InMemoryFailedEventStore _failed = new();

    public ValueTask DisposeAsync() => _events.DisposeAsync();

    [Fact]
    public async Task Each_delivery_of_a_batch_has_its_own_outcome_in_order()
    {
        var results = await Pipeline().IngestBatchAsync(Batch(Event(1), "nonsense", Event(1), Event(2), "{}"));

        Assert.Equal(
            [
                IngestOutcome.Accepted, IngestOutcome.Rejected, IngestOutcome.Duplicate,
                IngestOutcome.Accepted, IngestOutcome.Rejected,
            ],
            results.Select(result => result.Outcome));
        Assert.Equal(["json.syntax"], results[1].Errors.Select(error => error.Code));
        Assert.Equal(4, results[4].Errors.Count);
        Assert.Equal(
            (results[0].Id, 2L, Received), (results[2].Id, results[2].Occurrences, results[2].FirstReceivedAt));
    }

    [Fact]
    public async Task A_retry_after_a_lost_answer_stores_nothing_twice()
    {
        var store = new FaultyEventStore(_events, Fault.After, Fault.Before);

        var results = await Pipeline(store).IngestBatchAsync(Batch(Event(1), Event(1), Event(2)));

        Assert.Equal(
            [IngestOutcome.Accepted, IngestOutcome.Duplicate, IngestOutcome.Accepted],
            results.Select(result => result.Outcome));
        Assert.Equal(3, store.CallCount);
        Assert.Equal((3L, 2L, 1L), await StoredCountsAsync());
    }

    [Fact]
    public async Task Events_that_the_store_does_not_take_are_deferred_and_kept_with_the_reason()
    {
        var store = new FaultyEventStore(_events, Fault.Before, Fault.Before, Fault.Before);
        var pipeline = Pipeline(store);

        var results = await pipeline.IngestBatchAsync(Batch(Event(1), "nonsense"));

        Assert.Equal([IngestOutcome.Deferred, IngestOutcome.Rejected], results.Select(result => result.Outcome));
        Assert.Equal(
            ["store.unavailable: field 'store': found the disk is gone, expected a store that answers"],
            results[0].Errors.Select(error => error.ToString()));
        var kept = await FailedAsync();
        Assert.Equal([FailedEventState.Pending, FailedEventState.Rejected], kept.Select(failed => failed.State));
        Assert.Equal((results[0].Id, "c", Event(1)), (kept[0].Id, kept[0].ClientId, Text(kept[0].Raw)));
        Assert.Equal(IngestOutcome.Accepted, (await pipeline.IngestAsync(Raw(Event(1)))).Outcome);
    }

    [Fact]
    public async Task A_failed_event_store_is_asked_again_and_keeps_nothing_twice()
    {
        var failed = new FaultyFailedEventStore(_failed, failureCount: 2);
        var pipeline = new EventPipeline(new EventIdentifier(EventSchema.Default), _events, failed, Options);

        await pipeline.IngestAsync(Raw("nonsense"));

        Assert.Equal([1L], (await FailedAsync()).Select(kept => kept.Occurrences));
    }

    [Fact]
    public async Task What_neither_store_keeps_is_not_acknowledged_and_may_be_sent_again()
    {
        var failed = new FaultyFailedEventStore(_failed, failureCount: 3);
        var pipeline = new EventPipeline(new EventIdentifier(EventSchema.Default), _events, failed, Options);
        var batch = Batch(Event(1), "nonsense");

        await Assert.ThrowsAsync<IOException>(async () => await pipeline.IngestBatchAsync(batch));
        var again = await pipeline.IngestBatchAsync(batch);

        Assert.Equal([IngestOutcome.Duplicate, IngestOutcome.Rejected], again.Select(result => result.Outcome));
        Assert.Equal([1m], (await _events.ReadTotalsAsync(TotalsQuery.All)).Select(totals => totals.Sum.Value));
    }

    [Fact]
    public async Task Another_content_under_a_clients_key_is_a_conflict_that_counts_nothing()
    {
        var schema = EventSchema.Default with
        {
            Key = new FieldDefinition<string>(FieldNames.Key, TextParser.Kept) { IsIdentity = true },
        };
        var pipeline = new EventPipeline(new EventIdentifier(schema), _events, _failed, Options);

        var results = await pipeline.IngestBatchAsync(
            Batch(Keyed(1, "k"), Keyed(1, "k"), Keyed(2, "k"), Keyed(2, "l")));

        Assert.Equal(
            [IngestOutcome.Accepted, IngestOutcome.Duplicate, IngestOutcome.Conflict, IngestOutcome.Accepted],
            results.Select(result => result.Outcome));
        Assert.Equal(results[0].Id, results[2].StoredId);
        var kept = Assert.Single(await FailedAsync());
        Assert.Equal((FailedEventState.Conflict, results[2].Id, results[0].Id), (kept.State, kept.Id, kept.StoredId));
        Assert.Equal(
            [$"key.conflict: field 'key': found k with the id {results[2].Id}, expected the event that had this key "
                + $"before, with the id {results[0].Id}"],
            kept.Reasons.Select(reason => reason.ToString()));
        Assert.Equal([3m], (await _events.ReadTotalsAsync(TotalsQuery.All)).Select(totals => totals.Sum.Value));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public async Task A_stream_has_the_same_outcomes_with_any_number_of_lanes(int laneCount)
    {
        var lines = Enumerable.Range(0, 5_000).Select(i => i % 97 == 0 ? "{\"broken\":" : Event(i * 7919 % 1_500))
            .ToArray();
        var expected = await Pipeline().IngestBatchAsync(Batch(lines));
        var pipeline = new EventPipeline(
            new EventIdentifier(EventSchema.Default),
            new InMemoryEventStore(),
            new InMemoryFailedEventStore(),
            Options with { LaneCount = laneCount });

        var results = new List<IngestResult>();
        var stream = new MemoryStream(Encoding.UTF8.GetBytes(string.Join('\n', lines)));
        await foreach (var batch in pipeline.IngestStreamAsync(stream, new EventReaderOptions { BatchBytes = 5_000 }))
        {
            results.AddRange(batch.Results);
        }

        Assert.Equal(
            expected.Select(result => (result.Outcome, result.Id, result.Occurrences)),
            results.Select(result => (result.Outcome, result.Id, result.Occurrences)));
        Assert.Equal(
            Enumerable.Range(1, 5_000).Select(i => $"line {i}"), results.Select(result => result.Location.ToString()));
    }

    [Fact]
    public async Task Everything_received_is_counted_once_by_one_of_the_stores()
    {
        var store = new FaultyEventStore(_events, Fault.None, Fault.Before, Fault.Before, Fault.Before, Fault.After);
        var pipeline = Pipeline(store);
        var counts = new IngestCounts();
        for (var i = 0; i < 10; i++)
        {
            foreach (var result in await pipeline.IngestBatchAsync(
                Batch(Event(i % 4), Event(i), "{\"client_id\":\"c\"}", "x")))
            {
                counts.Add(result.Outcome);
            }
        }

        var stored = new List<ClientStatistics>();
        await foreach (var statistics in _events.ReadStatisticsAsync())
        {
            stored.Add(statistics);
        }

        var failed = new List<FailedStatistics>();
        await foreach (var statistics in _failed.ReadStatisticsAsync())
        {
            failed.Add(statistics);
        }

        Assert.Equal(40, counts.Received);
        // Deferred bytes that came again and were stored are settled by then, as duplicates.
        var settled = failed.Sum(s => s.Counts.Settled);
        Assert.True(settled > 0);
        Assert.Equal((counts.Accepted, counts.Duplicates + settled),
            (stored.Sum(s => s.AcceptedCount), stored.Sum(s => s.DuplicateCount)));
        Assert.Equal((counts.Rejected, counts.Deferred),
            (failed.Sum(s => s.Counts.Rejected), failed.Sum(s => s.Counts.Pending) + settled));
        Assert.Equal(["(unknown)", "c"], failed.Select(s => s.ClientId));
        Assert.Equal(40, stored.Sum(s => s.ReceivedCount) + failed.Sum(s => s.ReceivedCount));
        var conservation = await Conservation.ReadAsync(_events, _failed);
        Assert.True(conservation.Holds, conservation.ToString());
        Assert.Equal(40, conservation.ReceivedCount);
    }

    [Fact]
    public async Task A_delivery_longer_than_the_reader_keeps_is_too_large()
    {
        var stream = new MemoryStream(
            Encoding.UTF8.GetBytes(Event(1) + "\n{\"x\":\"" + new string('x', 500) + "\"}\n" + Event(2)));
        var results = new List<IngestResult>();

        await foreach (var batch in Pipeline()
            .IngestStreamAsync(stream, new EventReaderOptions { EventBytesMax = 100 }))
        {
            results.AddRange(batch.Results);
        }

        Assert.Equal(
            [IngestOutcome.Accepted, IngestOutcome.Rejected, IngestOutcome.Accepted],
            results.Select(result => result.Outcome));
        Assert.Equal(
            ["json.too_large: event: found 508 bytes, expected at most 100 bytes"],
            results[1].Errors.Select(error => error.ToString()));
    }

    [Fact]
    public async Task A_cancelled_step_changes_nothing()
    {
        using var cancellation = new CancellationTokenSource();
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            async () => await Pipeline().IngestBatchAsync(Batch(Event(1), "x"), cancellation.Token));

        Assert.Equal((0L, 0L, 0L), await StoredCountsAsync());
        Assert.Empty(await FailedAsync());
    }

    [Fact]
    public async Task The_totals_of_streams_equal_those_of_a_store()
    {
        var lines = Enumerable.Range(0, 3_000).Select(i => i % 50 == 0 ? "x" : Event(i % 700)).ToArray();
        var query = new TotalsQuery { GroupBy = [GroupKey.ClientId, GroupKey.Metric] };
        await Pipeline().IngestBatchAsync(Batch(lines));
        var totals = new StreamTotals(new EventIdentifier(EventSchema.Default), query, Options with { LaneCount = 3 });

        await totals.AddAsync(new MemoryStream(Encoding.UTF8.GetBytes(string.Join('\n', lines[..2_000]))));
        await totals.AddAsync(new MemoryStream(Encoding.UTF8.GetBytes(string.Join('\n', lines[1_000..]))));

        var expected = await _events.ReadTotalsAsync(query);
        Assert.Equal(TotalsText.Of(expected), TotalsText.Of(totals.ToGroups()));
        Assert.Equal((4_000L, 686L, 3_234L, 80L), (
            totals.Counts.Received, totals.Counts.Accepted, totals.Counts.Duplicates, totals.Counts.Rejected));
    }

    private EventPipeline Pipeline(IEventAppender? store = null) =>
        new(new EventIdentifier(EventSchema.Default), store ?? _events, _failed, Options);

    private async Task<(long Received, long Accepted, long Duplicates)> StoredCountsAsync()
    {
        var (received, accepted, duplicates) = (0L, 0L, 0L);
        await foreach (var statistics in _events.ReadStatisticsAsync())
        {
            received += statistics.ReceivedCount;
            accepted += statistics.AcceptedCount;
            duplicates += statistics.DuplicateCount;
        }

        return (received, accepted, duplicates);
    }

    private async Task<List<FailedEvent>> FailedAsync()
    {
        var failed = new List<FailedEvent>();
        await foreach (var single in _failed.QueryAsync(FailedEventQuery.All))
        {
            failed.Add(single);
        }

        return failed;
    }

    private static string Event(int amount) =>
        $$"""{"client":"c","metric":"m{{amount % 3}}","amount":"{{amount}}","ts":1705314600}""";

    private static string Keyed(int amount, string key) =>
        $$"""{"client":"c","metric":"m","amount":{{amount}},"ts":1705314600,"key":"{{key}}"}""";

    private static RawEvent Raw(string text) => new(Encoding.UTF8.GetBytes(text), Received);

    private static ReadOnlyMemory<RawEvent> Batch(params string[] texts) => texts.Select(Raw).ToArray();

    private static string Text(ReadOnlyMemory<byte> utf8) => Encoding.UTF8.GetString(utf8.Span);
}
