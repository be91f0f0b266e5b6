using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Identity;
using EventNormalization.Normalization;
using EventNormalization.Pipeline;
using EventNormalization.Storage;
using EventNormalization.Storage.Authoring;
using EventNormalization.Totals;
using Microsoft.Extensions.Time.Testing;
using NodaTime;
using Xunit;

namespace EventNormalization.Tests.Pipeline;

/// <content>Bytes that come again, and decisions about what may be stored.</content>
public static partial class RetryScenarios
{
    private const string Ambiguous = """{"client_id":"c","metric":"m","amount":5,"timestamp":"03/04/2024"}""";

    private static async Task ReturnedAsync(OpenEvents open, IFailedEventQueue failed)
    {
        await RefuseAsync(open, failed);
        await RefuseAsync(open, failed);
        var identifier = DayFirst();
        var events = open(identifier.Schemas);

        var result = await new EventPipeline(identifier, events, failed, AtOnce).IngestAsync(Raw(Ambiguous));

        Assert.Equal(IngestOutcome.Accepted, result.Outcome);
        await AssertAsync(events, failed, Ambiguous, "Settled, 1 stored, 3 received");
        var actions = await failed.ReadActionsAsync(KeyOf(Ambiguous));
        Assert.Equal([FailedActionKind.Reopened, FailedActionKind.Duplicate], actions.Select(action => action.Kind));
        Assert.Equal(result.Id, (await failed.FindAsync(KeyOf(Ambiguous)))!.Id);
    }

    private static async Task LostAndSentAgainAsync(OpenEvents open, IFailedEventQueue failed)
    {
        var identifier = new EventIdentifier(EventSchema.Default);
        var events = open(identifier.Schemas);
        await DeferAsync(identifier, events, failed, "append after");

        var result = await new EventPipeline(identifier, events, failed, AtOnce).IngestAsync(Raw(Sale));

        Assert.Equal(IngestOutcome.Duplicate, result.Outcome);
        await AssertAsync(events, failed, Sale, "Settled, 1 stored, 2 received");
        Assert.Equal(1, (await failed.FindAsync(KeyOf(Sale)))!.Progress.Counts.AlreadyCounted);
    }

    private static async Task PreventedAsync(OpenEvents open, IFailedEventQueue failed)
    {
        await RefuseAsync(open, failed);
        var identifier = DayFirst();
        var events = open(identifier.Schemas);
        var time = new FakeTimeProvider(new DateTimeOffset(2024, 6, 1, 0, 0, 0, TimeSpan.Zero));
        var states = new (string Place, string State)[]
        {
            ("reopen", "Rejected"), ("lease", "Pending"), ("settle", "Retrying"),
        };
        for (var i = 0; i < states.Length; i++)
        {
            var (place, state) = states[i];
            var failing = new HookedQueue(failed, at => at.StartsWith(place, StringComparison.Ordinal)
                ? throw new IOException("the disk is gone")
                : Task.CompletedTask);

            var pipeline = new EventPipeline(identifier, events, failing, AtOnce with { Time = time });
            var result = await pipeline.IngestAsync(Raw(Ambiguous));

            Assert.Equal(i == 0 ? IngestOutcome.Accepted : IngestOutcome.Duplicate, result.Outcome);
            await AssertAsync(events, failed, Ambiguous, $"{state}, 1 stored, {i + 2} received");
        }

        time.Advance(TimeSpan.FromMinutes(1));
        var pass = await new RetryWorker(identifier, events, failed, new RetryWorkerOptions { Time = time })
            .RunOnceAsync();

        Assert.Equal((1, 1), (pass.Retried, pass.Duplicates));
        await AssertAsync(events, failed, Ambiguous, "Settled, 1 stored, 4 received");
    }

    private static async Task EditedAndReturnedAsync(OpenEvents open, IFailedEventQueue failed)
    {
        await RefuseAsync(open, failed);
        var identifier = DayFirst();
        var events = open(identifier.Schemas);
        var worker = new RetryWorker(identifier, events, failed);
        var edit = Encoding.UTF8.GetBytes(Sale);
        Assert.Equal(QueueOutcome.Done, await worker.EditAsync(KeyOf(Ambiguous), edit, "mended"));

        await new EventPipeline(identifier, events, failed, AtOnce).IngestAsync(Raw(Ambiguous));

        await AssertAsync(events, failed, Ambiguous, "Settled, 1 stored, 2 received");
        Assert.Null(await events.FindAsync(identifier.Identify(Raw(Sale)).Event!.Id));
        Assert.Equal(0, (await worker.RunOnceAsync()).Entries);
    }

    private static async Task DiscardStoredAsync(OpenEvents open, IFailedEventQueue failed)
    {
        var identifier = new EventIdentifier(EventSchema.Default);
        var events = open(identifier.Schemas);
        await DeferAsync(identifier, events, failed, "append after");
        var worker = new RetryWorker(identifier, events, failed);

        var answers = await worker.DiscardAsync([KeyOf(Sale), KeyOf("no such")], "a test");

        Assert.Equal([QueueOutcome.NotInState, QueueOutcome.NotFound], answers);
        await AssertAsync(events, failed, Sale, "Settled, 1 stored, 1 received");
        Assert.Equal(1, (await failed.FindAsync(KeyOf(Sale)))!.Progress.Counts.AlreadyCounted);
    }

    private static async Task DecideVoidAsync(OpenEvents open, IFailedEventQueue failed)
    {
        var identifier = new EventIdentifier(EventSchema.Default);
        var events = open(identifier.Schemas);
        var worker = new RetryWorker(identifier, events, failed);
        await DeferAsync(identifier, events, failed, "append before");
        Assert.Equal(1, (await failed.FindAsync(KeyOf(Sale)))!.Progress.Counts.Uncertain);

        Assert.Equal([QueueOutcome.Done], await worker.DiscardAsync([KeyOf(Sale)], "a test"));
        await AssertAsync(events, failed, Sale, "Discarded, 0 stored, 1 received");

        await DeferAsync(identifier, events, failed, "append before");
        var edit = Encoding.UTF8.GetBytes(Sale.Replace("1200", "7", StringComparison.Ordinal));
        Assert.Equal(QueueOutcome.Done, await worker.EditAsync(KeyOf(Sale), edit, ""));
        Assert.Equal(1, (await worker.RunOnceAsync()).Accepted);

        await AssertAsync(events, failed, Sale, "Settled, 1 stored, 2 received");
        Assert.Equal(7, (await events.ReadTotalsAsync(TotalsQuery.All)).Single().Sum.Value);
        Assert.Equal(1, (await failed.FindAsync(KeyOf(Sale)))!.Progress.Counts.Discarded);
    }

    private static async Task DiscardLeasedAsync(OpenEvents open, IFailedEventQueue failed)
    {
        var identifier = new EventIdentifier(EventSchema.Default);
        var events = open(identifier.Schemas);
        await DeferAsync(identifier, new RefusingStore(), failed);
        var entry = (await failed.LeaseAsync(
            new QueueStep { Id = new AppendId(77, 1), By = "slow", At = Received },
            new LeaseRequest { Until = Received + Duration.FromHours(1), FirstName = new AppendId(77, 2) })).Single();

        var answers = await new RetryWorker(identifier, events, failed).DiscardAsync([entry.Key], "a test");
        var late = new Append(
            entry.Progress.RetryName!.Value,
            [new AppendItem(identifier.Identify(Raw(Sale)).Event!)],
            AppendOrigin.Retry);
        var landed = await events.AppendAsync([late]);

        Assert.Equal([QueueOutcome.Done], answers);
        Assert.Equal(AppendErrorKind.Closed, landed.Single().Error!.Kind);
        await AssertAsync(events, failed, Sale, "Discarded, 0 stored, 1 received");
    }

    private static EventIdentifier DayFirst()
    {
        var profile = EventSchema.Default.DefaultProfile;
        return new EventIdentifier(EventSchema.Default with
        {
            DefaultProfile = profile with { Timestamp = profile.Timestamp with { DateOrder = DateOrder.DayFirst } },
        });
    }

    /// <summary>Ingests the ambiguous event under rules that do not understand it.</summary>
    private static async Task RefuseAsync(OpenEvents open, IFailedEventQueue failed)
    {
        var strict = new EventIdentifier(EventSchema.Default);
        var refused = await new EventPipeline(strict, open(strict.Schemas), failed, AtOnce)
            .IngestAsync(Raw(Ambiguous));
        Assert.Equal(2, refused.Errors.Single().Candidates.Count);
    }

    private static async Task DeferAsync(EventIdentifier identifier, IEventAppender events, IFailedEventQueue failed)
    {
        var result = await new EventPipeline(identifier, events, failed, AtOnce).IngestAsync(Raw(Sale));
        Assert.Equal(IngestOutcome.Deferred, result.Outcome);
    }

    private static async Task AssertAsync(IEventStore events, IFailedEventQueue failed, string raw, string expected)
    {
        var conservation = await Conservation.ReadAsync(events, failed);
        Assert.True(conservation.Holds, conservation.ToString());
        var totals = await events.ReadTotalsAsync(TotalsQuery.All);
        var entry = await failed.FindAsync(KeyOf(raw));
        Assert.Equal(
            expected,
            $"{entry!.State}, {totals.Sum(group => group.Count)} stored, {conservation.ReceivedCount} received");
    }

    /// <summary>A store that surely took nothing.</summary>
    private sealed class RefusingStore : IEventAppender
    {
        public ValueTask<IReadOnlyList<AppendAnswer>> AppendAsync(
            IReadOnlyList<Append> appends,
            CancellationToken cancellationToken = default) =>
            throw new EventStoreException(StoreFailureKind.NotApplied, "the store is full");

        public ValueTask<AppendAnswer?> CloseAsync(
            AppendName name, CancellationToken cancellationToken = default) =>
            throw new EventStoreException(StoreFailureKind.NotApplied, "the store is full");
    }
}
