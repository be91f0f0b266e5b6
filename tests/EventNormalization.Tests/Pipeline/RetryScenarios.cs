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
using EventNormalization.Storage.Authoring;
using EventNormalization.Totals;
using NodaTime;
using Xunit;

namespace EventNormalization.Tests.Pipeline;

/// <summary>What a user sees of retries, whatever the stores; each store's tests run all of them.</summary>
public static partial class RetryScenarios
{
    /// <summary>Opens the event store for these rules; the second time the change of rules is accepted.</summary>
    public delegate IEventStore OpenEvents(SchemaSet schemas);

    private static readonly Instant Received = Instant.FromUtc(2024, 6, 1, 0, 0);
    private static readonly EventPipelineOptions AtOnce = new() { RetryDelay = TimeSpan.Zero, LaneCount = 1 };

    private static readonly Dictionary<string, Func<OpenEvents, IFailedEventQueue, Task>> All = new()
    {
        ["What failed before the write is stored once and leaves the open list"] = FailedBeforeAsync,
        ["What failed before the write leaves the open list when the client sends it again"] = SentAgainAsync,
        ["A refused event whose bytes are accepted under other rules leaves the open list"] = ReturnedAsync,
        ["A delivery whose answer was lost is counted once when the client sends it again"] = LostAndSentAgainAsync,
        ["A settlement that a failing queue prevented is made up by a retry"] = PreventedAsync,
        ["An edited event whose own bytes are accepted settles with them, and the edit is not stored"] =
            EditedAndReturnedAsync,
        ["A discard of what turns out to be stored settles it, and nothing is discarded"] = DiscardStoredAsync,
        ["A discard and an edit close the appends that had no answer first"] = DecideVoidAsync,
        ["A discard closes the name of a retry under way, which then stores nothing"] = DiscardLeasedAsync,
        ["A delivery whose answer was lost is uncertain until it is asked about, and counts once"] = AnswerLostAsync,
        ["A commit that lands after it was asked about is kept out"] = LateCommitAsync,
        ["What a profile makes readable is retried by its reason, once"] = ReadableAsync,
    };

    /// <summary>The names of all.</summary>
    public static TheoryData<string> Names { get; } = new(All.Keys);

    /// <summary>Runs one on empty stores.</summary>
    public static Task RunAsync(string name, OpenEvents events, IFailedEventQueue failed) => All[name](events, failed);

    private static async Task FailedBeforeAsync(OpenEvents open, IFailedEventQueue failed)
    {
        var identifier = new EventIdentifier(EventSchema.Default);
        var events = open(identifier.Schemas);
        await DeferAsync(identifier, events, failed, "append before");
        Assert.Empty(
            await events.ReadTotalsAsync(TotalsQuery.All) is { } totals ? totals.Where(group => group.Count > 0) : []);

        var pass = await new RetryWorker(identifier, events, failed).RunOnceAsync();

        Assert.Equal((1, 1, 1), (pass.Entries, pass.Retried, pass.Accepted));
        await AssertSettledAsync(identifier, events, failed, (1, 1));
        Assert.Equal(0, (await new RetryWorker(identifier, events, failed).RunOnceAsync()).Entries);
    }

    private static async Task SentAgainAsync(OpenEvents open, IFailedEventQueue failed)
    {
        var identifier = new EventIdentifier(EventSchema.Default);
        var events = open(identifier.Schemas);
        await DeferAsync(identifier, events, failed, "append before");
        var pipeline = new EventPipeline(identifier, events, failed, AtOnce);
        var outcomes = new List<IngestOutcome>
        {
            (await pipeline.IngestAsync(Raw(Sale))).Outcome, (await pipeline.IngestAsync(Raw(Sale))).Outcome,
        };

        Assert.Equal([IngestOutcome.Accepted, IngestOutcome.Duplicate], outcomes);
        await AssertSettledAsync(identifier, events, failed, (1, 3));
        Assert.Equal(0, (await new RetryWorker(identifier, events, failed).RunOnceAsync()).Entries);
    }

    private static async Task AnswerLostAsync(OpenEvents open, IFailedEventQueue failed)
    {
        var identifier = new EventIdentifier(EventSchema.Default);
        var events = open(identifier.Schemas);
        await DeferAsync(identifier, events, failed, "append after");
        Assert.Equal(1, (await failed.FindAsync(KeyOf(Sale)))!.Progress.Counts.Uncertain);

        var pass = await new RetryWorker(identifier, events, failed).RunOnceAsync();

        Assert.Equal((1, 1, 1), (pass.Entries, pass.Retried, pass.AlreadyCounted));
        await AssertSettledAsync(identifier, events, failed, (1, 1));
    }

    private static async Task LateCommitAsync(OpenEvents open, IFailedEventQueue failed)
    {
        var identifier = new EventIdentifier(EventSchema.Default);
        var events = open(identifier.Schemas);
        var late = new LateAppender();
        await new EventPipeline(identifier, late, failed, AtOnce).IngestAsync(Raw(Sale));

        var pass = await new RetryWorker(identifier, events, failed).RunOnceAsync();
        var landed = await events.AppendAsync([late.Kept!]);

        Assert.Equal((1, 1), (pass.Retried, pass.Accepted));
        Assert.Equal(AppendErrorKind.Closed, landed.Single().Error!.Kind);
        await AssertSettledAsync(identifier, events, failed, (1, 1));
    }

    private static async Task ReadableAsync(OpenEvents open, IFailedEventQueue failed)
    {
        const string text = Ambiguous;
        await RefuseAsync(open, failed);
        var identifier = DayFirst();
        var events = open(identifier.Schemas);
        var worker = new RetryWorker(identifier, events, failed);
        Assert.True(RetryReading.Read(identifier, (await failed.FindAsync(KeyOf(text)))!).IsSuccess);

        var due = await worker.RunOnceAsync();
        var retried = await worker.RetryAsync(EventPredicate.Reason("timestamp.ambiguous"));
        var again = await worker.RetryAsync(EventPredicate.Reason("timestamp.ambiguous"));

        Assert.Equal((0, 1, 1, 0), (due.Entries, retried.Entries, retried.Accepted, again.Entries));
        Assert.Equal(FailedEventState.Settled, (await failed.FindAsync(KeyOf(text)))!.State);
        Assert.True((await Conservation.ReadAsync(events, failed)).Holds);
        Assert.Equal(1, (await events.ReadTotalsAsync(TotalsQuery.All)).Single().Count);
    }

    internal const string Sale =
        """{"client_id":"client_A","metric":"sales","amount":1200,"timestamp":"2024-01-15T10:30:00Z"}""";

    internal static RawEvent Raw(string text) => new(Encoding.UTF8.GetBytes(text), Received);

    internal static ContentHash KeyOf(string text) => ContentHash.Of(Encoding.UTF8.GetBytes(text));

    /// <summary>Ingests one event while every append fails at a place.</summary>
    private static async Task DeferAsync(
        EventIdentifier identifier, IEventStore events, IFailedEventQueue failed, string failingPlace)
    {
        var faulty = new HookedAppender(events, place => place == failingPlace
            ? throw new IOException("the disk is gone")
            : Task.CompletedTask);
        var result = await new EventPipeline(identifier, faulty, failed, AtOnce).IngestAsync(Raw(Sale));
        Assert.Equal(IngestOutcome.Deferred, result.Outcome);
    }

    private static async Task AssertSettledAsync(
        EventIdentifier identifier, IEventStore events, IFailedEventQueue failed, (long Count, long Received) expected)
    {
        var conservation = await Conservation.ReadAsync(events, failed);
        var entry = await failed.FindAsync(KeyOf(Sale));
        Assert.True(conservation.Holds, conservation.ToString());
        Assert.Equal(
            expected, ((await events.ReadTotalsAsync(TotalsQuery.All)).Single().Count, conservation.ReceivedCount));
        Assert.Equal(
            (FailedEventState.Settled, identifier.Identify(Raw(Sale)).Event!.Id), (entry!.State, entry.Id!.Value));
    }

    /// <summary>An append whose commit is still under way when its caller gives up.</summary>
    private sealed class LateAppender : IEventAppender
    {
        public Append? Kept { get; private set; }

        public ValueTask<IReadOnlyList<AppendAnswer>> AppendAsync(
            IReadOnlyList<Append> appends, CancellationToken cancellationToken = default)
        {
            Kept = appends.Single();
            throw new TimeoutException("no answer");
        }

        public ValueTask<AppendAnswer?> CloseAsync(AppendName name, CancellationToken cancellationToken = default) =>
            throw new TimeoutException("no answer");
    }
}
