using System;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Identity;
using EventNormalization.Ingestion;
using EventNormalization.Normalization;
using EventNormalization.Pipeline;
using EventNormalization.Storage;
using NodaTime;
using Xunit;

namespace EventNormalization.Tests.Pipeline;

/// <summary>Batches of which one store could keep its share and the other one could not.</summary>
public sealed class PartlyKeptBatchTests : IAsyncDisposable
{
    private const string Good = """{"client_id":"a","metric":"m","amount":1,"timestamp":"2024-01-15T10:30:00Z"}""";
    private static readonly Instant Today = Instant.FromUtc(2024, 2, 1, 12, 0);

    private readonly FailureInjectingEventStore _events;
    private readonly FailureInjectingFailedEventStore _failed;
    private readonly EventPipeline _pipeline;

    public PartlyKeptBatchTests()
    {
        _events = new FailureInjectingEventStore(new InMemoryEventStore(), FaultPlan.None, TimeProvider.System);
        _failed = new FailureInjectingFailedEventStore(
            new InMemoryFailedEventStore(), FaultPlan.None, TimeProvider.System);
        _pipeline = new EventPipeline(
            new EventIdentifier(EventSchema.Default),
            _events,
            _failed,
            new EventPipelineOptions { RetryDelay = TimeSpan.Zero });
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _events.DisposeAsync();

    [Fact]
    public async Task What_is_stored_is_answered_where_its_neighbours_could_not_be_kept()
    {
        _failed.Plan = FaultPlan.Always(FaultKind.ThrowBefore);

        var answer = await _pipeline.TryIngestBatchAsync(Batch(Good, "{}", Good));

        Assert.Equal(
            [IngestOutcome.Accepted, null, IngestOutcome.Duplicate], answer.Results.Select(one => one?.Outcome));
        Assert.IsType<EventStoreException>(answer.Failure);
    }

    [Fact]
    public async Task Where_both_stores_fail_nothing_is_answered()
    {
        _events.Plan = FaultPlan.Always(FaultKind.ThrowBefore);
        _failed.Plan = FaultPlan.Always(FaultKind.ThrowBefore);

        var answer = await _pipeline.TryIngestBatchAsync(Batch(Good, "{}"));

        Assert.Equal([null, null], answer.Results);
        Assert.NotNull(answer.Failure);
    }

    [Fact]
    public async Task Where_nothing_fails_it_is_an_ordinary_batch()
    {
        var answer = await _pipeline.TryIngestBatchAsync(Batch(Good, "{}", "[" + Good + "]"));

        Assert.Equal(
            [IngestOutcome.Accepted, IngestOutcome.Rejected, IngestOutcome.Duplicate],
            answer.Results.Select(one => one!.Outcome));
        Assert.Null(answer.Failure);
    }

    [Fact]
    public async Task A_caller_who_gives_up_has_no_answer()
    {
        using var given = new CancellationTokenSource();
        await given.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            async () => await _pipeline.TryIngestBatchAsync(Batch(Good), given.Token));
    }

    private static RawEvent[] Batch(params string[] bodies) =>
        [.. bodies.Select(body => new RawEvent(Encoding.UTF8.GetBytes(body), Today))];
}
