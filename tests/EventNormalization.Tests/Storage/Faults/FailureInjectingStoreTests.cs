using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Identity;
using EventNormalization.Ingestion;
using EventNormalization.Queries;
using EventNormalization.Storage;
using EventNormalization.Storage.Authoring;
using EventNormalization.Testing;
using EventNormalization.Tests.Testing;
using EventNormalization.Totals;
using Microsoft.Extensions.Time.Testing;
using NodaTime;
using Xunit;
using static EventNormalization.Testing.SampleEvents;

namespace EventNormalization.Tests.Storage;

public sealed class FailureInjectingStoreTests
{
    /// <summary>A plan that decides about every call and never injects.</summary>
    private static readonly FaultPlan Idle = FaultPlan.Always(FaultKind.ThrowBefore).OnCall(long.MaxValue);

    private static ulong _sequence;

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2024, 1, 1, 12, 0, 0, TimeSpan.Zero));

    [Theory]
    [MemberData(nameof(Sentences.OfEventStores), MemberType = typeof(Sentences))]
    public Task With_the_empty_plan_it_keeps_the_contract_of_event_stores(string sentence) =>
        EventStoreContract.RunAsync(
        sentence, () => new(new FailureInjectingEventStore(new InMemoryEventStore(), FaultPlan.None, _time)));

    [Theory]
    [MemberData(nameof(Sentences.OfFailedEventStores), MemberType = typeof(Sentences))]
    public Task With_a_plan_that_waits_it_keeps_the_contract_of_failed_event_stores(string sentence) =>
        FailedEventStoreContract.RunAsync(
            sentence, () => new(new FailureInjectingFailedEventStore(new InMemoryFailedEventStore(), Idle, _time)));

    [Theory]
    [MemberData(nameof(Sentences.OfFailedEventQueues), MemberType = typeof(Sentences))]
    public Task With_the_empty_plan_it_keeps_the_contract_of_queues(string sentence) =>
        FailedEventQueueContract.RunAsync(
        sentence, () => new(
            new FailureInjectingFailedEventStore(new InMemoryFailedEventStore(), FaultPlan.None, _time)));

    [Theory]
    [MemberData(nameof(Sentences.OfBulkOperations), MemberType = typeof(Sentences))]
    public Task With_the_empty_plan_it_keeps_the_contract_of_operations(string sentence) =>
        BulkOperationContract.RunAsync(
        sentence, () => new(
            new FailureInjectingFailedEventStore(new InMemoryFailedEventStore(), FaultPlan.None, _time)));

    [Theory]
    [InlineData(FaultKind.ThrowBefore, 0, typeof(EventStoreException), StoreFailureKind.NotApplied)]
    [InlineData(FaultKind.ThrowBeforeUnknown, 0, typeof(EventStoreException), StoreFailureKind.Unknown)]
    [InlineData(FaultKind.ThrowNever, 0, typeof(EventStoreException), StoreFailureKind.Never)]
    [InlineData(FaultKind.ThrowAfter, 1, typeof(EventStoreException), StoreFailureKind.Unknown)]
    [InlineData(FaultKind.TimeoutBefore, 0, typeof(TimeoutException), null)]
    [InlineData(FaultKind.TimeoutAfter, 1, typeof(TimeoutException), null)]
    [InlineData(FaultKind.Cancel, 0, typeof(OperationCanceledException), null)]
    public async Task A_call_fails_before_its_step_or_behind_it_and_says_what_its_kind_says(
        FaultKind kind, int storedCount, Type exceptionType, StoreFailureKind? failureKind)
    {
        await using var inner = new InMemoryEventStore();
        var store = new FailureInjectingAppender(inner, FaultPlan.Always(kind), _time);

        var exception = await Assert.ThrowsAsync(exceptionType, () => AppendAsync(store, Event()).AsTask());

        Assert.Equal($"Injected {store.Injected.Single()}", exception.Message);
        Assert.Equal(failureKind, (exception as EventStoreException)?.Kind);
        Assert.Equal(storedCount, (await StoredText.EventsAsync(inner, EventQuery.All)).Length);
    }

    [Fact]
    public async Task A_partial_answer_lacks_some_outcomes_of_what_is_stored_and_asking_again_gives_all()
    {
        await using var inner = new InMemoryEventStore();
        var store = new FailureInjectingAppender(inner, FaultPlan.Always(FaultKind.Partial).UpToAttempt(1), _time);
        Append[] appends =
        [
            Append.Of(new AppendId(1, 1), Enumerable.Range(0, 20).Select(i => Event(amount: i))),
            Append.Of(new AppendId(1, 2), Enumerable.Range(10, 20).Select(i => Event(amount: i))),
        ];

        var partial = await store.AppendAsync(appends);
        var whole = await store.AppendAsync(appends);

        var lost = partial.SelectMany(answer => answer.Outcomes).Count(outcome => outcome is null);
        Assert.InRange(lost, 1, 39);
        Assert.All(
            partial.Zip(whole).SelectMany(pair => pair.First.Outcomes.Zip(pair.Second.Outcomes)),
            pair => Assert.Equal(pair.Second, pair.First ?? pair.Second));
        Assert.Equal(30, (await StoredText.EventsAsync(inner, EventQuery.All)).Length);
        Assert.Equal(["partial (append, call 1, attempt 1)"], store.Injected.Select(fault => fault.ToString()));
    }

    [Fact]
    public async Task A_late_call_waits_by_the_time_that_it_was_given_and_can_be_given_up()
    {
        await using var inner = new InMemoryEventStore();
        var store = new FailureInjectingAppender(inner, FaultPlan.Latency(1, TimeSpan.FromSeconds(30), 1), _time);
        using var givingUp = new CancellationTokenSource();

        var late = AppendAsync(store, Event()).AsTask();
        var givenUp = store.AppendAsync(new AppendId(1, 2), [Event(amount: 2)], givingUp.Token).AsTask();
        await givingUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => givenUp);
        _time.Advance(TimeSpan.FromSeconds(29));
        Assert.False(late.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(AppendOutcomeKind.Added, Assert.Single(await late).Kind);
        Assert.Single(await StoredText.EventsAsync(inner, EventQuery.All));
    }

    [Fact]
    public async Task What_is_read_fails_before_it_behind_it_or_breaks_off()
    {
        await using var store = new FailureInjectingEventStore(new InMemoryEventStore(), FaultPlan.None, _time);
        await store.AppendAsync(new AppendId(1, 1), Enumerable.Range(0, 50).Select(i => Event(amount: i)));

        Assert.Equal(0, await RowsAsync(FaultKind.ThrowBefore));
        Assert.Equal(50, await RowsAsync(FaultKind.ThrowAfter));
        Assert.InRange(await RowsAsync(FaultKind.Partial), 1, 8);
        await Assert.ThrowsAsync<EventStoreException>(() => store.FindAsync(Event()).AsTask());
        await Assert.ThrowsAsync<EventStoreException>(() => store.ReadTotalsAsync(TotalsQuery.All).AsTask());
        await Assert.ThrowsAsync<EventStoreException>(() => store.ReadSpellingsAsync(EventKey.Of(Event())).AsTask());
        await Assert.ThrowsAsync<EventStoreException>(() => StoredText.StatisticsAsync(store));
        await Assert.ThrowsAsync<EventStoreException>(
            () => store.CloseAsync(new AppendName(new AppendId(1, 2))).AsTask());
        Assert.Equal(8, store.InjectedCount);

        async Task<int> RowsAsync(FaultKind kind)
        {
            store.Plan = FaultPlan.Always(kind);
            var count = 0;
            await Assert.ThrowsAsync<EventStoreException>(async () =>
            {
                await foreach (var item in store.QueryAsync(EventQuery.All))
                {
                    count++;
                }
            });
            return count;
        }
    }

    [Fact]
    public async Task Every_call_of_a_queue_can_be_made_to_fail()
    {
        var store = new FailureInjectingFailedEventStore(
            new InMemoryFailedEventStore(), FaultPlan.Always(FaultKind.TimeoutAfter), _time);
        var step = new QueueStep { Id = new AppendId(1, 1), By = "w", At = Received };
        var key = ContentHash.Of("x"u8);
        Func<Task>[] calls =
        [
            () => store.RecordAsync(new AppendId(1, 2), []).AsTask(),
            () => store.FindAsync(key).AsTask(),
            () => store.QueryAsync(FailedEventQuery.All).GetAsyncEnumerator().MoveNextAsync().AsTask(),
            () => store.ReadGroupsAsync(EventPredicate.Everything).AsTask(),
            () => store.ReadStatisticsAsync().GetAsyncEnumerator().MoveNextAsync().AsTask(),
            () => store.LeaseAsync(
                Step(3), new LeaseRequest { Until = Received + Duration.FromHours(1), FirstName = new AppendId(9, 1) })
                    .AsTask(),
            () => store.SettleAsync(Step(4), []).AsTask(),
            () => store.ResolveAsync(Step(5), []).AsTask(),
            () => store.DiscardAsync(Step(6), []).AsTask(),
            () => store.ArchiveAsync(Step(7), []).AsTask(),
            () => store.ReopenAsync(Step(8), []).AsTask(),
            () => store.EditAsync(Step(9), key, "{}"u8.ToArray()).AsTask(),
            () => store.ReadUncertainAsync(key).AsTask(),
            () => store.ReadActionsAsync(key).AsTask(),
            () => store.BeginOperationAsync(Step(10), new BulkRequest { Kind = BulkOperationKind.Retry }).AsTask(),
            () => store.LeaseOperationAsync(Step(11), Received + Duration.FromHours(1)).AsTask(),
            () => store.ReportOperationAsync(Step(12), BulkReport.Released(1)).AsTask(),
            () => store.FindOperationAsync(1).AsTask(),
        ];

        foreach (var call in calls)
        {
            await Assert.ThrowsAsync<TimeoutException>(call);
        }

        Assert.Equal(
            Enum.GetValues<StoreOperation>().Except(
                [StoreOperation.Append, StoreOperation.Close, StoreOperation.Spellings, StoreOperation.Totals]).Order(),
            store.Injected.Select(fault => fault.Operation).Order());

        QueueStep Step(ulong number) => new() { Id = new AppendId(1, number), By = "w", At = step.At };
    }

    [Fact]
    public async Task A_plan_is_replaced_and_switched_off_while_the_store_is_in_use()
    {
        await using var inner = new InMemoryEventStore();
        var store = new FailureInjectingAppender(inner, FaultPlan.None, _time);

        await AppendAsync(store, Event());
        store.Plan = FaultPlan.Always(FaultKind.ThrowBefore);
        await Assert.ThrowsAsync<EventStoreException>(() => AppendAsync(store, Event()).AsTask());
        store.Plan = FaultPlan.None;
        await AppendAsync(store, Event());

        Assert.Equal(2, (await StoredText.EventsAsync(inner, EventQuery.All)).Single().Occurrences);
        Assert.Equal(["throw-before (append, call 2, attempt 1)"], store.Injected.Select(fault => fault.ToString()));
        Assert.Throws<ArgumentNullException>(() => store.Plan = null!);
    }

    [Fact]
    public async Task The_last_thousand_faults_are_told_and_all_are_counted()
    {
        await using var inner = new InMemoryEventStore();
        var store = new FailureInjectingAppender(inner, FaultPlan.Always(FaultKind.Cancel), _time);

        for (var i = 0; i < 1_200; i++)
        {
            await Assert.ThrowsAsync<OperationCanceledException>(() => AppendAsync(store, Event()).AsTask());
        }

        Assert.Equal(1_200, store.InjectedCount);
        Assert.Equal(Enumerable.Range(201, 1_000), store.Injected.Select(fault => (int)fault.Call));
        Assert.Equal(Enumerable.Range(201, 1_000), store.Injected.Select(fault => fault.Attempt));
    }

    [Fact]
    public async Task An_event_can_be_made_to_fail_wherever_it_comes()
    {
        await using var inner = new InMemoryEventStore();
        var poison = ContentHash.FromBytes(Event(amount: 3).Id.ToByteArray());
        var store = new FailureInjectingAppender(inner, FaultPlan.Always(FaultKind.ThrowNever).ForKey(poison), _time);

        await store.AppendAsync(new AppendId(1, 1), [Event(amount: 1), Event(amount: 2)]);
        await Assert.ThrowsAsync<EventStoreException>(
            () => store.AppendAsync(new AppendId(1, 2), [Event(amount: 2), Event(amount: 3)]).AsTask());

        Assert.Equal(2, (await StoredText.EventsAsync(inner, EventQuery.All)).Length);
    }

    [Fact]
    public async Task Threads_meet_the_same_faults_as_one_caller_under_any_run_number()
    {
        const int count = 400;
        var plan = FaultPlan.Parse("seed=5 throw-before=0.2 timeout-after=0.2 partial=0.1");

        var alone = await LogAsync(1, 1);
        var together = await LogAsync(8, 2);

        Assert.InRange(alone.Length, count, 3 * count);
        Assert.Equal(alone, together);

        async Task<string[]> LogAsync(int callerCount, ulong run)
        {
            await using var inner = new InMemoryEventStore();
            var store = new FailureInjectingAppender(inner, plan, _time);
            await Task.WhenAll(Enumerable.Range(0, callerCount).Select(caller => Task.Run(async () =>
            {
                for (var i = caller; i < count; i += callerCount)
                {
                    for (var attempt = 0; attempt < 3; attempt++)
                    {
                        await Xunit.Record.ExceptionAsync(
                            () => store.AppendAsync([Append.Of(new AppendId(run, (ulong)i), Event(amount: i))])
                                .AsTask());
                    }
                }
            })));
            return [.. store.Injected.Select(fault => $"{fault.Fault} {fault.Key} {fault.Attempt}")
                .Order(StringComparer.Ordinal)];
        }
    }

    private static async ValueTask<AppendOutcome[]> AppendAsync(IEventAppender store, IdentifiedEvent item) =>
        await store.AppendAsync(new AppendId(1, Interlocked.Increment(ref _sequence)), [item]);
}
