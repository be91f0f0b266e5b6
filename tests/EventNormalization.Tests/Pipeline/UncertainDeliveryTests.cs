using System;
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

/// <summary>A deferred delivery says whether it may be stored all the same, and under which append to ask.</summary>
public sealed class UncertainDeliveryTests : IAsyncDisposable
{
    private readonly InMemoryEventStore _events = new();
    private readonly InMemoryFailedEventStore _failed = new();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _events.DisposeAsync();

    [Fact]
    public async Task A_delivery_without_an_answer_keeps_the_name_of_its_append_and_its_place_in_it()
    {
        await IngestAsync(Fault.Before, Fault.After, Fault.Before);

        var first = Assert.Single(await _failed.ReadUncertainAsync(KeyOf(1)));
        var second = Assert.Single(await _failed.ReadUncertainAsync(KeyOf(2)));
        Assert.Equal((first.Id, 0, 1), (second.Id, first.Ordinal, second.Ordinal));
        Assert.Equal(1, (await _failed.FindAsync(KeyOf(1)))!.Progress.Counts.Uncertain);
    }

    [Fact]
    public async Task A_delivery_that_the_store_surely_did_not_take_is_not_uncertain()
    {
        await IngestAsync(Fault.Refused, Fault.Refused, Fault.Refused);

        Assert.Empty(await _failed.ReadUncertainAsync(KeyOf(1)));
        Assert.Equal(1, (await _failed.FindAsync(KeyOf(1)))!.Progress.Counts.Pending);
    }

    [Fact]
    public async Task One_attempt_that_may_have_taken_effect_makes_it_uncertain_whatever_the_others_say()
    {
        await IngestAsync(Fault.After, Fault.Refused, Fault.Refused);

        Assert.Single(await _failed.ReadUncertainAsync(KeyOf(1)));
    }

    private static string Event(int amount) =>
        $"{{\"client_id\":\"c\",\"metric\":\"m\",\"amount\":{amount},\"timestamp\":\"2024-01-01T00:00:00Z\"}}";

    private static ContentHash KeyOf(int amount) => ContentHash.Of(Encoding.UTF8.GetBytes(Event(amount)));

    private async Task IngestAsync(params Fault[] faults)
    {
        var pipeline = new EventPipeline(
            new EventIdentifier(EventSchema.Default),
            new FaultyEventStore(_events, faults),
            _failed,
            new EventPipelineOptions { RetryDelay = TimeSpan.Zero });

        var results = await pipeline.IngestBatchAsync(new[] { 1, 2 }
            .Select(amount => new RawEvent(Encoding.UTF8.GetBytes(Event(amount)), Instant.FromUtc(2024, 6, 1, 0, 0)))
            .ToArray());

        Assert.All(results, result => Assert.Equal(IngestOutcome.Deferred, result.Outcome));
    }
}
