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
using NodaTime;
using Xunit;

namespace EventNormalization.Tests.Pipeline;

public sealed class SendingRuleTests : IAsyncDisposable
{
    private static readonly Instant Now = Instant.FromUtc(2024, 1, 15, 10, 0);

    private readonly InMemoryEventStore _events = new();
    private readonly InMemoryFailedEventStore _failed = new();

    public ValueTask DisposeAsync() => _events.DisposeAsync();

    [Fact]
    public async Task An_event_of_a_client_that_the_sender_may_not_send_for_is_kept_nowhere()
    {
        var result = await Pipeline().IngestAsync(Event("victim", 1));

        Assert.Equal(IngestOutcome.Forbidden, result.Outcome);
        Assert.Equal(
            "client_id.forbidden: field 'client_id': found victim, "
                + "expected a client that the sender may send events of",
            Assert.Single(result.Errors).ToString());
        Assert.Null(result.Id);
        await AssertNothingIsKnownOfAsync("victim");
    }

    [Fact]
    public async Task A_forbidden_event_does_not_tell_whether_it_is_stored()
    {
        await Open().IngestAsync(Event("victim", 1));

        var result = await Pipeline().IngestAsync(Event("victim", 1));

        Assert.Equal(IngestOutcome.Forbidden, result.Outcome);
        Assert.Equal((null, 0, null), (result.FirstReceivedAt, result.Occurrences, result.Record));
    }

    [Fact]
    public async Task The_client_counts_as_it_is_read_not_as_it_is_spelled()
    {
        var result = await Pipeline().IngestAsync(
            Encoding.UTF8.GetBytes("""{"client_id":" own ","metric":"m","amount":1,"ts":1705314600}"""));

        Assert.Equal(IngestOutcome.Accepted, result.Outcome);
    }

    [Fact]
    public async Task A_broken_event_of_a_foreign_client_is_kept_nowhere_either()
    {
        var result = await Pipeline().IngestAsync(
            Encoding.UTF8.GetBytes("""{"client_id":"victim","metric":"m","amount":"much","ts":1705314600}"""));

        Assert.Equal(IngestOutcome.Forbidden, result.Outcome);
        await AssertNothingIsKnownOfAsync("victim");
    }

    [Fact]
    public async Task What_names_no_client_is_rejected_and_kept()
    {
        var result = await Pipeline().IngestAsync("nonsense"u8.ToArray());

        Assert.Equal(IngestOutcome.Rejected, result.Outcome);
        Assert.Single(await ReadFailedAsync());
    }

    [Fact]
    public async Task Neighbours_in_a_batch_are_stored()
    {
        var results = await Pipeline().IngestBatchAsync(new[]
        {
            new RawEvent(Event("own", 1), Now),
            new RawEvent(Event("victim", 2), Now),
            new RawEvent(Event("own", 3), Now),
        });

        Assert.Equal(
            [IngestOutcome.Accepted, IngestOutcome.Forbidden, IngestOutcome.Accepted],
            results.Select(result => result.Outcome));
        await AssertNothingIsKnownOfAsync("victim");
    }

    [Fact]
    public async Task Records_of_an_envelope_are_asked_about_one_by_one()
    {
        var array = Encoding.UTF8.GetBytes(
            "[" + Text("own", 1) + "," + Text("victim", 2) + "," + Text("own", 1) + "]");

        var result = await Pipeline().IngestAsync(array);

        Assert.True(result.IsEnvelope);
        Assert.Equal(
            [IngestOutcome.Accepted, IngestOutcome.Forbidden, IngestOutcome.Duplicate],
            result.Records.Select(record => record.Outcome));
        Assert.Equal(IngestOutcome.Forbidden, result.Outcome);
    }

    [Fact]
    public async Task A_stream_answers_each_line_and_counts_what_was_received()
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(string.Join(
            '\n', Enumerable.Range(0, 3_000).Select(i => Text(i % 3 == 0 ? "victim" : "own", i)))));
        var counts = new IngestCounts();
        var outcomes = new List<IngestOutcome>();

        await foreach (var batch in Pipeline().IngestStreamAsync(stream))
        {
            foreach (var result in batch.Results)
            {
                counts.Add(result);
                outcomes.Add(result.Outcome);
            }
        }

        Assert.Equal((2_000, 2_000, 1_000), (counts.Received, counts.Accepted, counts.Forbidden));
        Assert.Equal(
            Enumerable.Range(0, 3_000).Select(i => i % 3 == 0 ? IngestOutcome.Forbidden : IngestOutcome.Accepted),
            outcomes);
        Assert.Equal(["own"], await ReadClientsAsync());
        await AssertNothingIsKnownOfAsync("victim");
    }

    [Fact]
    public async Task A_rule_that_throws_acknowledges_nothing()
    {
        var pipeline = Open().For(_ => throw new InvalidOperationException("The directory is away."));

        await Assert.ThrowsAsync<InvalidOperationException>(async () => await pipeline.IngestAsync(Event("own", 1)));

        await AssertNothingIsKnownOfAsync("own");
    }

    private EventPipeline Open() => new(new EventIdentifier(EventSchema.Default), _events, _failed);

    private EventPipeline Pipeline() => Open().For(client => client == "own");

    private async Task AssertNothingIsKnownOfAsync(string client)
    {
        Assert.DoesNotContain(client, await ReadClientsAsync());
        Assert.DoesNotContain(await ReadFailedAsync(), entry => entry.ClientId == client);
    }

    private async Task<List<FailedEvent>> ReadFailedAsync() =>
        await _failed.QueryAsync(new FailedEventQuery()).ToListAsync();

    private async Task<List<string>> ReadClientsAsync() =>
        await _events.ReadStatisticsAsync().Select(client => client.ClientId).ToListAsync();

    private static byte[] Event(string client, int amount) => Encoding.UTF8.GetBytes(Text(client, amount));

    private static string Text(string client, int amount) =>
        $$"""{"client_id":"{{client}}","metric":"m","amount":{{amount}},"ts":1705314600}""";
}
