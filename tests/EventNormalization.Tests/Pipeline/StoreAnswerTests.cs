using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using EventNormalization.Identity;
using EventNormalization.Ingestion;
using EventNormalization.Normalization;
using EventNormalization.Pipeline;
using EventNormalization.Storage;
using EventNormalization.Storage.Authoring;
using EventNormalization.Totals;
using NodaTime;
using Xunit;

namespace EventNormalization.Tests.Pipeline;

/// <summary>
/// Nothing is acknowledged that a store did not confirm; what was not understood is kept all the same.
/// </summary>
public sealed class StoreAnswerTests : IAsyncDisposable
{
    private static readonly Instant Received = Instant.FromUtc(2024, 6, 1, 0, 0);
    private static readonly EventPipelineOptions Options = new() { RetryDelay = TimeSpan.Zero };
    private static readonly EventIdentifier Identifier = new(EventSchema.Default);
    private readonly InMemoryEventStore _events = new();
    private readonly InMemoryFailedEventStore _failed = new();

    public static TheoryData<string, Func<AppendAnswer, IReadOnlyList<AppendAnswer>?>> Lies => new()
    {
        { "asked for one append, the store answered null.", _ => null },
        { "asked for one append, the store answered for 0 appends.", _ => [] },
        { "asked for one append, the store answered null for it.", _ => [null!] },
        { "asked for one append, the store answered for 2 appends.", truth => [truth, truth] },
        {
            "the store answered for append 0000000000000007.8.",
            truth => [new AppendAnswer(new AppendId(7, 8), truth.Outcomes)]
        },
        { "asked for 2 events, the store answered for 0.", truth => Lie(truth, _ => []) },
        { "asked for 2 events, the store answered for 1.", truth => Lie(truth, outcomes => [outcomes[0]]) },
        {
            "asked for 2 events, the store answered for 3.",
            truth => Lie(truth, outcomes => [.. outcomes, outcomes[0]])
        },
        {
            $"asked for the event {Id(1)}, the store answered Added for the event {default(RecordId)}.",
            truth => Lie(truth, _ => [default(AppendOutcome), default(AppendOutcome)])
        },
        {
            $"asked for the event {Id(1)}, the store answered Added for the event {Id(2)}.",
            truth => Lie(truth, outcomes => [outcomes[1], outcomes[0]])
        },
        {
            $"asked for the event {Id(2)}, the store answered Duplicate for the event {Id(3)}.",
            truth => Lie(truth, outcomes => [outcomes[0], AppendOutcome.Duplicate(Id(3), Received, 2)])
        },
        {
            $"asked for the event {Id(2)}, the store answered Conflict for the event {Id(3)}, stored as {Id(1)}.",
            truth => Lie(truth, outcomes => [outcomes[0], AppendOutcome.Conflict(Id(3), Id(1), Received, 2)])
        },
        {
            $"asked for the event {Id(2)}, the store answered Conflict for the event {Id(2)}, stored as {Id(1)}.",
            truth => Lie(truth, outcomes => [outcomes[0], AppendOutcome.Conflict(Id(2), Id(1), Received, 2)])
        },
    };

    public ValueTask DisposeAsync() => _events.DisposeAsync();

    [Theory]
    [MemberData(nameof(Lies))]
    public async Task An_answer_to_something_else_acknowledges_nothing_and_keeps_what_was_not_understood(
        string message, Func<AppendAnswer, IReadOnlyList<AppendAnswer>?> lie)
    {
        var pipeline = new EventPipeline(Identifier, new LyingEventStore(_events, lie), _failed, Options);

        var exception = await Assert.ThrowsAsync<StoreAnswerException>(
            async () => await pipeline.IngestBatchAsync(Batch(Event(1), "nonsense", Event(2))));

        Assert.Matches("^Append [0-9a-f]{16}\\.1: ", exception.Message);
        Assert.EndsWith(": " + message, exception.Message, StringComparison.Ordinal);
        Assert.Equal(["nonsense"], await KeptAsync());
    }

    [Theory]
    [InlineData(AppendErrorKind.OtherContent)]
    [InlineData(AppendErrorKind.Closed)]
    public async Task An_append_that_the_store_refuses_as_wrong_acknowledges_nothing_and_is_not_tried_again(
        AppendErrorKind kind)
    {
        var store = new LyingEventStore(
            _events, truth => [new AppendAnswer(truth.Id, new AppendError(kind, "it is wrong"))]);
        var pipeline = new EventPipeline(Identifier, store, _failed, Options);

        var exception = await Assert.ThrowsAsync<AppendMismatchException>(
            async () => await pipeline.IngestBatchAsync(Batch(Event(1), "nonsense")));

        Assert.Equal("it is wrong", exception.Message);
        Assert.Equal(1, store.CallCount);
        Assert.Equal(["nonsense"], await KeptAsync());
    }

    [Theory]
    [InlineData(StoreFailureKind.NotApplied, 3)]
    [InlineData(StoreFailureKind.Unknown, 3)]
    [InlineData(StoreFailureKind.Never, 1)]
    public async Task A_store_that_fails_is_asked_again_unless_it_says_that_it_never_will(
        StoreFailureKind kind, int callCount)
    {
        var store = new LyingEventStore(_events, _ => throw new EventStoreException(kind, "it is full"));
        var pipeline = new EventPipeline(Identifier, store, _failed, Options);

        var result = await pipeline.IngestAsync(Raw(Event(1)));

        Assert.Equal(IngestOutcome.Deferred, result.Outcome);
        Assert.Equal("it is full", result.Errors.Single().Found);
        Assert.Equal(callCount, store.CallCount);
        Assert.Equal([Event(1)], await KeptAsync());
    }

    [Fact]
    public async Task Of_a_partial_answer_only_the_events_without_an_outcome_are_deferred()
    {
        var calls = 0;
        var store = new LyingEventStore(_events, truth => ++calls == 1
            ? Lie(truth, outcomes => [null, outcomes[1], null])
            : Lie(truth, outcomes => [outcomes[0], null, null]));
        var pipeline = new EventPipeline(Identifier, store, _failed, Options);

        var results = await pipeline.IngestBatchAsync(Batch(Event(1), Event(2), "nonsense", Event(3)));

        Assert.Equal(
            [IngestOutcome.Accepted, IngestOutcome.Accepted, IngestOutcome.Rejected, IngestOutcome.Deferred],
            results.Select(result => result.Outcome));
        Assert.Equal(["nonsense", Event(3)], await KeptAsync());
        Assert.Equal(3, calls);
    }

    [Fact]
    public async Task What_was_sent_again_after_such_an_answer_is_stored_once()
    {
        var isLying = true;
        var store = new LyingEventStore(_events, truth => isLying ? null : [truth]);
        var pipeline = new EventPipeline(Identifier, store, _failed, Options);

        await Assert.ThrowsAsync<StoreAnswerException>(async () => await pipeline.IngestAsync(Raw(Event(1))));
        isLying = false;
        var again = await pipeline.IngestAsync(Raw(Event(1)));

        Assert.Equal(IngestOutcome.Duplicate, again.Outcome);
    }

    [Fact]
    public async Task Whatever_a_store_throws_the_neighbours_that_were_not_understood_are_kept()
    {
        Exception[] thrown =
        [
            new ArgumentException("a driver's"),
            new StoreCorruptedException("damaged"),
            new RulesChangedException("other"),
        ];
        foreach (var exception in thrown)
        {
            var failed = new InMemoryFailedEventStore();
            var store = new LyingEventStore(new InMemoryEventStore(), _ => throw exception);
            var pipeline = new EventPipeline(Identifier, store, failed, Options);

            var reached = await Assert.ThrowsAnyAsync<Exception>(
                async () => await pipeline.IngestBatchAsync(Batch(Event(1), "nonsense")));

            Assert.Same(exception, reached);
            Assert.Equal(["nonsense"], await KeptAsync(failed));
        }
    }

    [Fact]
    public async Task Where_neither_store_works_both_failures_reach_the_caller()
    {
        var broken = new StoreCorruptedException("damaged");
        var failed = new FaultyFailedEventStore(_failed, failureCount: 3);
        var pipeline = new EventPipeline(Identifier, new LyingEventStore(_events, _ => throw broken), failed, Options);

        var exception = await Assert.ThrowsAsync<AggregateException>(
            async () => await pipeline.IngestBatchAsync(Batch(Event(1), "nonsense")));

        Assert.Same(broken, exception.InnerExceptions[0]);
        Assert.IsType<IOException>(exception.InnerExceptions[1]);
    }

    [Fact]
    public async Task An_exception_without_a_message_defers_and_is_named_by_its_type()
    {
        var store = new LyingEventStore(_events, _ => throw new SpeechlessException());
        var pipeline = new EventPipeline(Identifier, store, _failed, Options);

        var results = await pipeline.IngestBatchAsync(Batch(Event(1), "nonsense"));

        Assert.Equal([IngestOutcome.Deferred, IngestOutcome.Rejected], results.Select(result => result.Outcome));
        Assert.Equal(typeof(SpeechlessException).ToString(), results[0].Errors.Single().Found);
        Assert.Equal([Event(1), "nonsense"], await KeptAsync());
    }

    [Fact]
    public async Task Pipelines_made_with_one_options_value_on_one_store_lose_nothing()
    {
        var results = new List<IngestResult>();
        for (var i = 1; i <= 100; i++)
        {
            var pipeline = new EventPipeline(Identifier, _events, _failed, Options);
            results.AddRange(await pipeline.IngestBatchAsync(Batch(Event(i), "broken " + i)));
        }

        Assert.Equal(100, results.Count(result => result.Outcome == IngestOutcome.Accepted));
        Assert.Equal((100, 5050m), (await _events.ReadTotalsAsync(TotalsQuery.All))
            .Select(totals => ((int)totals.Count, totals.Sum.Value)).Single());
        Assert.Equal(Enumerable.Range(1, 100).Select(i => "broken " + i), await KeptAsync());
    }

    [Fact]
    public async Task A_parser_that_throws_rejects_its_event_and_the_stream_goes_on()
    {
        var calls = 0;
        var parser = FieldParsers.Amount.Select<decimal, decimal>(
            "breaks", amount => amount == 500 ? throw new FormatException("it is 500") : amount);
        var schema = EventSchema.Default with { Amount = EventSchema.Default.Amount with { Parser = parser } };
        var pipeline = new EventPipeline(new EventIdentifier(schema), _events, _failed, Options with { LaneCount = 2 });
        var lines = string.Concat(Enumerable.Range(1, 1_000).Select(i => Event(i) + "\n"));
        var outcomes = new List<IngestOutcome>();

        await foreach (var batch in pipeline.IngestStreamAsync(
            new MemoryStream(Encoding.UTF8.GetBytes(lines)), new EventReaderOptions { BatchBytes = 4_000 }))
        {
            calls++;
            outcomes.AddRange(batch.Results.Select(result => result.Outcome));
        }

        Assert.InRange(calls, 2, 1_000);
        Assert.Equal(499, outcomes.IndexOf(IngestOutcome.Rejected));
        Assert.Equal(999, outcomes.Count(outcome => outcome == IngestOutcome.Accepted));
        Assert.Equal([Event(500)], await KeptAsync());
    }

    [Fact]
    public void An_outcome_that_is_none_is_not_counted_as_a_conflict()
    {
        var counts = new IngestCounts();

        Assert.Throws<ArgumentOutOfRangeException>(() => counts.Add((IngestOutcome)17));

        Assert.Equal(0, counts.Received);
    }

    private static IReadOnlyList<AppendAnswer> Lie(
        AppendAnswer truth, Func<ImmutableArray<AppendOutcome?>, ImmutableArray<AppendOutcome?>> lie) =>
        [new AppendAnswer(truth.Id, lie(truth.Outcomes))];

    private Task<List<string>> KeptAsync() => KeptAsync(_failed);

    private static async Task<List<string>> KeptAsync(InMemoryFailedEventStore store)
    {
        var kept = new List<string>();
        await foreach (var failed in store.QueryAsync(FailedEventQuery.All))
        {
            kept.Add(Encoding.UTF8.GetString(failed.Raw.Span));
        }

        return kept;
    }

    private static string Event(int amount) => $$"""{"client":"c","metric":"m","amount":{{amount}},"ts":1705314600}""";

    private static RecordId Id(int amount) => Identifier.Identify(Raw(Event(amount))).Event!.Id;

    private static RawEvent Raw(string text) => new(Encoding.UTF8.GetBytes(text), Received);

    private static ReadOnlyMemory<RawEvent> Batch(params string[] texts) => texts.Select(Raw).ToArray();

    private sealed class SpeechlessException : Exception
    {
        public override string Message => null!;
    }
}
