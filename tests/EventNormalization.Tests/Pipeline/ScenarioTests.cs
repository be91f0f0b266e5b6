using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using EventNormalization.Identity;
using EventNormalization.Ingestion;
using EventNormalization.Normalization;
using EventNormalization.Pipeline;
using EventNormalization.Storage;
using EventNormalization.Totals;
using NodaTime;
using Xunit;

namespace EventNormalization.Tests.Pipeline;

/// <summary>The whole path in memory, as a program sees it.</summary>
public sealed class ScenarioTests : IAsyncDisposable
{
    private const string First =
        """{"source":"client_A","payload":{"metric":"sales","amount":"1,200.00","timestamp":"2024/01/15 10:30:00 +00:00"},"x":1}""";

    private static readonly Instant Today = Instant.FromUtc(2024, 2, 1, 12, 0);

    private readonly InMemoryEventStore _events = new();
    private readonly InMemoryFailedEventStore _failed = new();
    private readonly EventPipeline _pipeline;

    public ScenarioTests() => _pipeline = new EventPipeline(new EventIdentifier(EventSchema.Default), _events, _failed);

    public ValueTask DisposeAsync() => _events.DisposeAsync();

    [Fact]
    public async Task A_messy_event_has_the_golden_id_and_its_bytes_come_back()
    {
        var result = await IngestAsync(First, Today);
        var stored = await _events.FindAsync(result.Id!.Value);

        Assert.Equal(IngestOutcome.Accepted, result.Outcome);
        Assert.Equal("c7e5739562a95ebaa5714929b6b6b2316fb473378e89dfd7a8e5b878350e4db7", result.Id.ToString());
        Assert.Equal(First, Encoding.UTF8.GetString(stored!.Event.Raw.Span));
    }

    [Fact]
    public async Task Other_spellings_are_duplicates_and_a_cent_more_is_a_new_event()
    {
        string[] spellings =
        [
            First,
            """{"client_id":"client_A","metric":"sales","amount":1200,"timestamp":1705314600}""",
            """{"timestamp":"1705314600000","amount":1.2e3,"metric":"sales","client_id":"client_A"}""",
            """{"metric":"sales","timestamp":"2024-01-15T11:30:00+01:00","amount":"1200","client_id":"client_A"}""",
            """{"amount":"1200","client_id":"client_A","timestamp":1705314600,"metric":"sales"}""",
            """{"amount":1200,"timestamp":"2024-01-15T11:30:00+01:00","client_id":"client_A","metric":"sales"}""",
        ];

        var results = new List<IngestResult>();
        foreach (var spelling in spellings)
        {
            results.Add(await IngestAsync(spelling, Today));
        }

        var totals = await _events.ReadTotalsAsync(TotalsQuery.All);
        var other = await IngestAsync(
            """{"client_id":"client_A","metric":"sales","amount":"1,200.01","timestamp":1705314600}""", Today);

        Assert.Equal(
            [IngestOutcome.Accepted, .. Enumerable.Repeat(IngestOutcome.Duplicate, 5)],
            results.Select(result => result.Outcome));
        Assert.Equal(6, results[^1].Occurrences);
        Assert.Equal((1, 1200m), (totals.Single().Count, totals.Single().Sum.Value));
        Assert.Equal(IngestOutcome.Accepted, other.Outcome);
    }

    [Fact]
    public async Task Without_a_timestamp_an_event_is_rejected_today_and_tomorrow()
    {
        const string broken = """{"client_id":"client_A","metric":"sales","amount":1200}""";

        var today = await IngestAsync(broken, Today);
        var tomorrow = await IngestAsync(broken, Today + Duration.FromDays(1));
        var kept = new List<FailedEvent>();
        await foreach (var entry in _failed.QueryAsync(FailedEventQuery.All))
        {
            kept.Add(entry);
        }

        Assert.Equal((IngestOutcome.Rejected, "timestamp.missing"), (today.Outcome, today.Errors.Single().Code));
        Assert.Equal((IngestOutcome.Rejected, "timestamp.missing"), (tomorrow.Outcome, tomorrow.Errors.Single().Code));
        Assert.Equal(2, kept.Single().Occurrences);
    }

    [Fact]
    public async Task A_time_without_a_date_is_incomplete()
    {
        var result = await IngestAsync(
            """{"client_id":"client_A","metric":"sales","amount":1200,"timestamp":"10:30"}""", Today);

        Assert.Equal((IngestOutcome.Rejected, "timestamp.incomplete"), (result.Outcome, result.Errors.Single().Code));
    }

    private ValueTask<IngestResult> IngestAsync(string text, Instant receivedAt) =>
        _pipeline.IngestAsync(new RawEvent(Encoding.UTF8.GetBytes(text), receivedAt));
}
