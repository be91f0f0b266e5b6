using System;
using System.Diagnostics;
using System.Globalization;
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
using Microsoft.Extensions.Time.Testing;
using NodaTime;
using Xunit;

namespace EventNormalization.Tests.Telemetry;

[Collection(Listeners.Name)]
public sealed class MeasurementTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2024, 1, 16, 0, 0, 0, TimeSpan.Zero));
    private readonly InMemoryFailedEventStore _failed = new();

    [Fact]
    public async Task Deliveries_are_counted_by_outcome_and_those_that_fail_by_reason()
    {
        using var measured = new Measured();
        var pipeline = PipelineOver(new InMemoryEventStore());

        await pipeline.IngestBatchAsync(new[]
        {
            Raw(Sale), Raw(Sale), Raw("{}"), Raw("{\"amount\":"),
            Raw("""{"client":"c","metric":"m","ts":1705314600,"amount":"x"}"""),
        });

        Assert.Equal(
            ["1 outcome=accepted", "1 outcome=duplicate", "3 outcome=rejected"],
            measured.Of("eventnormalization.events.ingested"));
        Assert.Equal(
            [
                "1 error.type=client_id.missing", "1 error.type=metric.missing", "1 error.type=amount.missing",
                "1 error.type=timestamp.missing", "1 error.type=json.syntax", "1 error.type=amount.format",
            ],
            measured.Of("eventnormalization.events.reasons"));
    }

    [Fact]
    public async Task What_a_sender_may_not_send_is_counted_by_outcome_and_is_no_failed_event_with_a_reason()
    {
        using var measured = new Measured();
        var pipeline = PipelineOver(new InMemoryEventStore()).For(client => client != "client_A");

        await pipeline.IngestBatchAsync(new[] { Raw(Sale), Raw("{}"), Raw(Sale) });

        Assert.Equal(
            ["1 outcome=rejected", "2 outcome=forbidden"],
            measured.Of("eventnormalization.events.ingested").Order(StringComparer.Ordinal));
        Assert.Equal(
            ["amount.missing", "client_id.missing", "metric.missing", "timestamp.missing"],
            measured.Of("eventnormalization.events.reasons").Select(line => line.Split('=')[1])
                .Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_records_of_an_envelope_and_of_a_stream_are_counted_each()
    {
        using var measured = new Measured();
        var pipeline = PipelineOver(new InMemoryEventStore());
        using var stream = new System.IO.MemoryStream(Encoding.UTF8.GetBytes("[" + Sale + "," + Sale + "]\n" + Sale));

        await foreach (var batch in pipeline.IngestStreamAsync(stream))
        {
            Assert.NotEmpty(batch.Results);
        }

        var counts = measured.Of("eventnormalization.events.ingested")
            .Select(line => line.Split(' '))
            .GroupBy(line => line[1], line => int.Parse(line[0], CultureInfo.InvariantCulture));
        Assert.Equal(
            ["outcome=accepted 1", "outcome=duplicate 2"], counts.Select(group => $"{group.Key} {group.Sum()}"));
        Assert.All(measured.Ended, one => Assert.Equal("eventnormalization.ingest", one.OperationName));
        Assert.Equal(3L, measured.Ended.Sum(one => (long)one.GetTagItem("deliveries")!));
    }

    [Fact]
    public async Task What_a_parser_of_the_hosts_own_calls_a_problem_is_no_tag()
    {
        using var measured = new Measured();
        var schema = EventSchema.Default with
        {
            Metric = EventSchema.Default.Metric with { Parser = new TellingParser() },
        };
        var pipeline = new EventPipeline(new EventIdentifier(schema), new InMemoryEventStore(), _failed);

        var result = await pipeline.IngestAsync(Encoding.UTF8.GetBytes(Sale));

        Assert.Equal("metric.Sales", Assert.Single(result.Errors).Code);
        Assert.Equal(["1 error.type=metric.other"], measured.Of("eventnormalization.events.reasons"));
    }

    [Fact]
    public async Task A_call_of_a_store_is_measured_with_how_it_failed_and_traced_below_the_call_of_the_pipeline()
    {
        var time = new WaitedTime();
        using var measured = new Measured();
        var faults = new FailureInjectingEventStore(
            new InMemoryEventStore(), FaultPlan.Parse("throw-after=1 up-to-attempt=1 then latency=20ms:1"), time);
        var pipeline = PipelineOver(new ObservedEventStore(faults, time));

        var result = await pipeline.IngestAsync(Raw(Sale));

        Assert.Equal(IngestOutcome.Accepted, result.Outcome);
        Assert.Equal(
            ["0.02 store=events operation=append error.type=unknown", "0.02 store=events operation=append"],
            measured.Of("eventnormalization.store.operation.duration"));
        var ingest = measured.Ended.Single(one => one.OperationName == "eventnormalization.ingest");
        Assert.All(
            measured.Ended.Where(one => one.OperationName == "eventnormalization.store"),
            one => Assert.Equal(ingest.SpanId, one.ParentSpanId));
        Assert.Equal(
            [ActivityStatusCode.Error, ActivityStatusCode.Unset, ActivityStatusCode.Unset],
            measured.Ended.Select(one => one.Status));
    }

    [Fact]
    public async Task An_append_whose_answer_never_comes_is_counted_once_and_its_retry_by_outcome()
    {
        using var measured = new Measured();
        var faults = new FailureInjectingEventStore(
            new InMemoryEventStore(), FaultPlan.Always(FaultKind.ThrowAfter), _time);
        var identifier = new EventIdentifier(EventSchema.Default);
        var pipeline = new EventPipeline(
            identifier, faults, _failed, new() { Time = _time, RetryDelay = TimeSpan.Zero, LaneCount = 1 });

        await pipeline.IngestAsync(Raw(Sale));
        faults.Plan = FaultPlan.None;
        await new RetryWorker(identifier, faults, _failed, new() { Time = _time })
            .RetryAsync(EventPredicate.Everything);

        Assert.Equal(["1"], measured.Of("eventnormalization.store.uncertain_appends"));
        Assert.Equal(["1 error.type=store.unavailable"], measured.Of("eventnormalization.events.reasons"));
        Assert.Equal(["1 outcome=already_counted"], measured.Of("eventnormalization.retry.events"));
        Assert.Equal(["0"], measured.Of("eventnormalization.retry.duration"));
        Assert.Contains(measured.Ended, one => one.OperationName == "eventnormalization.retry");
    }

    [Fact]
    public async Task Reading_is_measured_by_what_the_store_takes_and_not_by_what_its_reader_does()
    {
        using var measured = new Measured();
        var store = new InMemoryEventStore();
        await PipelineOver(store).IngestAsync(Raw(Sale));

        await foreach (var stored in new ObservedEventStore(store, _time).QueryAsync(EventQuery.All))
        {
            Assert.Equal(1, stored.Occurrences);
            _time.Advance(TimeSpan.FromSeconds(5));
        }

        await foreach (var _ in new ObservedFailedEventStore(_failed, _time).QueryAsync(FailedEventQuery.All))
        {
            Assert.Fail("Nothing failed.");
        }

        Assert.Equal(
            ["0 store=events operation=query", "0 store=failed operation=query"],
            measured.Of("eventnormalization.store.operation.duration"));
    }

    [Fact]
    public async Task How_many_calls_go_into_a_store_together_is_measured()
    {
        using var measured = new Measured();
        await using var store = new GroupCommitEventStore(new InMemoryEventStore());

        await PipelineOver(store).IngestAsync(Raw(Sale));

        Assert.Equal(["1"], measured.Of("eventnormalization.store.group.size"));
    }

    [Fact]
    public async Task While_nobody_listens_a_store_that_is_observed_takes_no_time_and_no_name()
    {
        var clock = new CountingClock();
        await using var store = new ObservedEventStore(new InMemoryEventStore(), clock);
        var pipeline = new EventPipeline(
            new EventIdentifier(EventSchema.Default), store, _failed, new() { Time = clock, LaneCount = 1 });

        await pipeline.IngestAsync(Raw(Sale));

        Assert.Equal(0, clock.TimestampCount);
    }

    [Fact]
    public void Every_reason_code_of_the_library_is_a_tag_of_its_own()
    {
        var codes = System.IO.File.ReadAllText(Repository.PathOf("docs/reasons.md")).Split('`')
            .Where(text => text.StartsWith("json.", StringComparison.Ordinal)
                || text.StartsWith("store.", StringComparison.Ordinal)
                || text.StartsWith("key.", StringComparison.Ordinal))
            .Where(text => text.All(c => char.IsAsciiLetterLower(c) || c is '.' or '_')).Distinct()
            .Concat(typeof(Problems).GetFields().Select(field => "amount." + field.GetRawConstantValue()));

        Assert.All(codes, code => Assert.Equal(
            code, ReasonLabels.Of(new FieldError { Code = code, Field = "amount", Expected = "" })));
    }

    private const string Sale =
        """{"client":"client_A","metric":"Sales","amount":"12.50 EUR","ts":1705314600}""";

    private static RawEvent Raw(string json) =>
        new(Encoding.UTF8.GetBytes(json), Instant.FromUtc(2024, 1, 16, 0, 0));

    private EventPipeline PipelineOver(IEventAppender events) => new(
        new EventIdentifier(EventSchema.Default),
        events,
        _failed,
        new() { Time = _time, LaneCount = 1, RetryDelay = TimeSpan.Zero });

    /// <summary>Says what it read, where a code has a problem.</summary>
    private sealed class TellingParser : IFieldParser<string>, ISignedParser
    {
        public ParserSignature Signature { get; } = new("telling", 1);

        public ParseResult<string> Parse(FieldInput input, ClientProfile profile) =>
            new ParseFailure { Problem = Encoding.UTF8.GetString(input.Utf8), Expected = "something else" };
    }

    /// <summary>Time that passes when somebody waits for it, and then at once.</summary>
    private sealed class WaitedTime : FakeTimeProvider
    {
        public override ITimer CreateTimer(
            TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = base.CreateTimer(callback, state, dueTime, period);
            Advance(dueTime);
            return timer;
        }
    }

    private sealed class CountingClock : TimeProvider
    {
        public int TimestampCount { get; private set; }

        public override long GetTimestamp()
        {
            TimestampCount++;
            return base.GetTimestamp();
        }
    }
}
