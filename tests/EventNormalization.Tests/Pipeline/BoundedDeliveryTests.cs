using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using EventNormalization.Identity;
using EventNormalization.Ingestion;
using EventNormalization.Normalization;
using EventNormalization.Pipeline;
using EventNormalization.Storage;
using EventNormalization.Tests.Ingestion;
using NodaTime;
using Xunit;

namespace EventNormalization.Tests.Pipeline;

/// <summary>What is held and kept of deliveries, however many or long they are.</summary>
public sealed class BoundedDeliveryTests
{
    private const string Good = """{"client":"a","metric":"m","amount":1,"date":"2024-01-15"}""";
    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(1);
    private static readonly Instant Received = Instant.FromUtc(2024, 6, 1, 0, 0);
    private readonly InMemoryFailedEventStore _failed = new();

    [Theory]
    [InlineData(null, 1 << 24)]
    [InlineData(100, 100)]
    public async Task Of_a_body_beyond_the_limit_the_beginning_is_kept_on_every_way_in(int? limit, int kept)
    {
        var options = limit is { } given ? new EventPipelineOptions { EventBytesMax = given } : null;
        var pipeline = Pipeline(options);
        var body = Encoding.UTF8.GetBytes(Good[..^1] + ",\"x\":\"" + new string('x', kept) + "\"}");

        var alone = await pipeline.IngestAsync(body);
        body[^4] = (byte)'y';
        var batch = await pipeline.IngestBatchAsync(new[] { Raw(Good), new RawEvent(body, Received), Raw(Good) });

        Assert.Equal(
            [IngestOutcome.Accepted, IngestOutcome.Rejected, IngestOutcome.Duplicate],
            batch.Select(result => result.Outcome));
        Assert.Equal(
            $"json.too_large: event: found {body.Length} bytes, expected at most {Math.Min(kept, 1 << 20)} bytes",
            Assert.Single(alone.Errors).ToString());
        Assert.Equal("json.too_large", Assert.Single(batch[1].Errors).Code);
        var entry = Assert.Single(await EntriesAsync());
        Assert.Equal((kept, 2L), (entry.Raw.Length, entry.Occurrences));
        Assert.Equal(body[..kept], entry.Raw.ToArray());
    }

    [Fact]
    public async Task A_byte_order_mark_is_no_part_of_a_body_on_any_way_in()
    {
        var pipeline = Pipeline(null);

        var alone = await pipeline.IngestAsync(Encoding.UTF8.GetBytes("\uFEFF" + Good));
        var batch = await pipeline.IngestBatchAsync(new[] { Raw("\uFEFF" + Good), Raw("\uFEFF{") });

        Assert.Equal(IngestOutcome.Accepted, alone.Outcome);
        Assert.Equal([IngestOutcome.Duplicate, IngestOutcome.Rejected], batch.Select(result => result.Outcome));
        Assert.Equal("{", Encoding.UTF8.GetString(Assert.Single(await EntriesAsync()).Raw.Span));
    }

    [Fact]
    public async Task A_body_of_exactly_the_limit_is_read()
    {
        var pipeline = Pipeline(new EventPipelineOptions { EventBytesMax = Good.Length });

        Assert.Equal(IngestOutcome.Accepted, (await pipeline.IngestAsync(Encoding.UTF8.GetBytes(Good))).Outcome);
    }

    [Theory]
    [InlineData(0)]
    [InlineData((1 << 29) + 1)]
    public void A_limit_that_makes_no_sense_is_refused(int limit) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new EventPipelineOptions { EventBytesMax = limit });

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Where_errors_are_many_the_answers_come_in_parts_and_in_order(int laneCount)
    {
        var lines = Enumerable.Range(0, 20_000).Select(i => i % 1000 == 0 ? Good : "{}");
        var stream = new MemoryStream(Encoding.UTF8.GetBytes(string.Join('\n', lines)));
        var outcomes = new List<IngestOutcome>();
        var largest = 0;

        await foreach (var batch in Pipeline(new EventPipelineOptions { LaneCount = laneCount })
            .IngestStreamAsync(stream))
        {
            outcomes.AddRange(batch.Results.Select(result => result.Outcome));
            largest = Math.Max(largest, batch.Results.Count);
        }

        Assert.Equal(
            Enumerable.Range(0, 20_000).Select(i => i == 0 ? IngestOutcome.Accepted
                : i % 1000 == 0 ? IngestOutcome.Duplicate : IngestOutcome.Rejected),
            outcomes);
        Assert.InRange(largest, 1, 4096);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Breaking_off_ends_at_once_also_over_a_source_that_lets_wait_for_ever(int laneCount)
    {
        var pipeline = Pipeline(new EventPipelineOptions { LaneCount = laneCount });
        using var source = new StalledStream(Encoding.UTF8.GetBytes(Good + "\n"));

        await BreakOffAsync(pipeline, source).WaitAsync(Bound);
    }

    private static async Task BreakOffAsync(EventPipeline pipeline, Stream source)
    {
        await foreach (var batch in pipeline.IngestStreamAsync(source))
        {
            Assert.Equal(IngestOutcome.Accepted, Assert.Single(batch.Results).Outcome);
            break;
        }
    }

    private static RawEvent Raw(string text) => new(Encoding.UTF8.GetBytes(text), Received);

    private async Task<List<FailedEvent>> EntriesAsync()
    {
        var entries = new List<FailedEvent>();
        await foreach (var entry in _failed.QueryAsync(FailedEventQuery.All))
        {
            entries.Add(entry);
        }

        return entries;
    }

    private EventPipeline Pipeline(EventPipelineOptions? options) =>
        new(new EventIdentifier(EventSchema.Default), new InMemoryEventStore(), _failed, options);
}
