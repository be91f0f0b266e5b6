using System;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using EventNormalization.Identity;
using EventNormalization.Ingestion;
using EventNormalization.Normalization;
using EventNormalization.Pipeline;
using EventNormalization.Queries;
using EventNormalization.Storage;
using EventNormalization.Storage.Authoring;
using EventNormalization.Testing;
using EventNormalization.Totals;
using Microsoft.Extensions.Time.Testing;
using NodaTime;
using Xunit;

namespace EventNormalization.Tests.Pipeline;

/// <summary>What a caller sees, and what is stored, when a store fails.</summary>
public sealed class StoreFaultTests : IAsyncDisposable
{
    private const string Sale =
        """{"client_id":"client_A","metric":"sales","amount":"1,200.00","timestamp":"2024-01-15T10:30:00Z"}""";

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2024, 2, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly InMemoryEventStore _events = new();
    private readonly InMemoryFailedEventStore _failed = new();
    private readonly FailureInjectingAppender _faulty;
    private readonly FailureInjectingFailedEventStore _faultyFailed;
    private readonly EventPipeline _pipeline;

    public StoreFaultTests()
    {
        _faulty = new FailureInjectingAppender(_events, FaultPlan.None, _time);
        _faultyFailed = new FailureInjectingFailedEventStore(_failed, FaultPlan.None, _time);
        _pipeline = new EventPipeline(
            new EventIdentifier(EventSchema.Default),
            _faulty,
            _faultyFailed,
            new EventPipelineOptions { RetryDelay = TimeSpan.Zero, Time = _time });
    }

    private static ContentHash KeyOfSale => ContentHash.Of(Encoding.UTF8.GetBytes(Sale));

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _events.DisposeAsync();

    [Fact]
    public async Task A_write_that_fails_before_it_is_deferred_and_sent_again_it_is_accepted_once_and_then_a_duplicate()
    {
        _faulty.Plan = FaultPlan.Always(FaultKind.ThrowBefore);

        var deferred = await IngestAsync();
        var entry = await _failed.FindAsync(KeyOfSale);
        var countBefore = await CountAsync();
        _faulty.Plan = FaultPlan.None;
        var (first, second) = (await IngestAsync(), await IngestAsync());

        Assert.Equal(IngestOutcome.Deferred, deferred.Outcome);
        Assert.Equal("Injected throw-before (append, call 3, attempt 3)", deferred.Errors.Single().Found);
        Assert.Equal(
            (FailedEventState.Pending, 1L, 0L), (entry!.State, entry.Occurrences, entry.Progress.Counts.Uncertain));
        Assert.Equal(0, countBefore);
        Assert.Equal((IngestOutcome.Accepted, IngestOutcome.Duplicate), (first.Outcome, second.Outcome));
        Assert.Equal(1, await CountAsync());
        await AssertReceivedAsync(3);
    }

    [Theory]
    [InlineData("throw-after=1 up-to-attempt=1")]
    [InlineData("throw-after=1 up-to-attempt=2")]
    [InlineData("timeout-after=1 up-to-attempt=2")]
    [InlineData("partial=1 up-to-attempt=2")]
    [InlineData("throw-after=1 up-to-attempt=1 then throw-before=1 up-to-attempt=2")]
    [InlineData("cancel=1 up-to-attempt=2")]
    public async Task An_answer_that_is_lost_on_the_way_is_asked_for_again_and_the_caller_sees_accepted(string plan)
    {
        _faulty.Plan = FaultPlan.Parse(plan);

        var result = await IngestAsync();

        Assert.Equal((IngestOutcome.Accepted, 1L), (result.Outcome, result.Occurrences));
        Assert.Equal(1, await CountAsync());
        await AssertReceivedAsync(1);
    }

    [Theory]
    [InlineData("throw-after=1")]
    [InlineData("timeout-after=1")]
    [InlineData("partial=1")]
    [InlineData("throw-before=1 on-call=1 then timeout-after=1 on-call=2 then cancel=1")]
    public async Task An_answer_that_stays_lost_is_uncertain_until_it_is_asked_about_and_counts_once(string plan)
    {
        _faulty.Plan = FaultPlan.Parse(plan);

        var result = await IngestAsync();
        var uncertain = Assert.Single(await _failed.ReadUncertainAsync(KeyOfSale));
        _faulty.Plan = FaultPlan.None;
        var answer = await _faulty.CloseAsync(uncertain.Name);
        await ResolveAsync(UncertainResolution.AlreadyCounted(KeyOfSale, uncertain, result.Id!.Value));

        Assert.Equal(IngestOutcome.Deferred, result.Outcome);
        Assert.Equal(AppendOutcomeKind.Added, answer!.Outcomes[uncertain.Ordinal]!.Value.Kind);
        Assert.Equal(1, await CountAsync());
        await AssertReceivedAsync(1);
    }

    [Fact]
    public async Task A_closed_name_keeps_out_what_timed_out_before_its_write()
    {
        _faulty.Plan = FaultPlan.Always(FaultKind.TimeoutBefore);

        await IngestAsync();
        var uncertain = Assert.Single(await _failed.ReadUncertainAsync(KeyOfSale));
        _faulty.Plan = FaultPlan.None;
        var answer = await _faulty.CloseAsync(uncertain.Name);
        await ResolveAsync(UncertainResolution.Void(KeyOfSale, uncertain));
        var late = await _faulty.AppendAsync(Append.Of(uncertain.Id));

        Assert.Null(answer);
        Assert.Equal(AppendErrorKind.Closed, late.Error!.Kind);
        Assert.Equal((1L, 0L), ((await _failed.FindAsync(KeyOfSale))!.Progress.Counts.Pending, await CountAsync()));
        await AssertReceivedAsync(1);
    }

    [Fact]
    public async Task Where_neither_store_works_the_caller_gets_an_exception_and_nothing_is_acknowledged()
    {
        _faulty.Plan = FaultPlan.Always(FaultKind.ThrowBefore);
        _faultyFailed.Plan = FaultPlan.Always(FaultKind.TimeoutBefore);

        await Assert.ThrowsAsync<TimeoutException>(async () => await IngestAsync());

        await AssertReceivedAsync(0);
        Assert.Equal(
            ["append 1", "append 2", "append 3", "record 1", "record 2", "record 3"],
            _faulty.Injected.Select(fault => $"append {fault.Attempt}")
                .Concat(_faultyFailed.Injected.Where(fault => fault.Operation == StoreOperation.Record)
                    .Select(fault => $"record {fault.Attempt}")));
    }

    [Fact]
    public async Task A_batch_of_which_a_part_has_no_answer_defers_that_part_alone()
    {
        _faulty.Plan = FaultPlan.Always(FaultKind.Partial).OnCall(1).Then(FaultPlan.Always(FaultKind.ThrowAfter));
        var raws = Enumerable.Range(0, 40)
            .Select(i => new RawEvent(
                Encoding.UTF8.GetBytes(Sale.Replace("1,200", $"{i}", StringComparison.Ordinal)), Now()))
            .ToArray();

        var results = await _pipeline.IngestBatchAsync(raws);

        var deferred = results.Count(result => result.Outcome == IngestOutcome.Deferred);
        Assert.InRange(deferred, 1, 39);
        Assert.Equal(40 - deferred, results.Count(result => result.Outcome == IngestOutcome.Accepted));
        Assert.Equal(40, await CountAsync());
        Assert.Equal(deferred, (await ConservationAsync()).Failed.Uncertain);
    }

    private Instant Now() => Instant.FromDateTimeOffset(_time.GetUtcNow());

    private ValueTask<IngestResult> IngestAsync() => _pipeline.IngestAsync(Encoding.UTF8.GetBytes(Sale));

    private async Task<long> CountAsync() => (await _events.ReadTotalsAsync(TotalsQuery.All)).Sum(group => group.Count);

    private async Task ResolveAsync(UncertainResolution resolution) => Assert.Equal(
        [QueueOutcome.Done],
        await _failed.ResolveAsync(new QueueStep { Id = new AppendId(99, 1), By = "test", At = Now() }, [resolution]));

    private async Task<Conservation> ConservationAsync() => await Conservation.ReadAsync(_events, _failed);

    private async Task AssertReceivedAsync(long count)
    {
        var conservation = await ConservationAsync();
        Assert.True(conservation.Holds, conservation.ToString());
        Assert.Equal(count, conservation.ReceivedCount);
    }
}
