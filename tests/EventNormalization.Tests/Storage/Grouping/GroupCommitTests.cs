using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Storage;
using EventNormalization.Storage.Authoring;
using EventNormalization.Testing;
using EventNormalization.Tests.Testing;
using Xunit;
using static EventNormalization.Testing.SampleEvents;

namespace EventNormalization.Tests.Storage;

/// <summary>What callers of a group commit see, step by step.</summary>
public sealed class GroupCommitTests : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly InMemoryEventStore _store = new();
    private readonly GatedAppender _gated;
    private readonly GroupCommitAppender _group;

    public GroupCommitTests()
    {
        _gated = new GatedAppender(_store);
        _group = new GroupCommitAppender(_gated);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Theory]
    [MemberData(nameof(Sentences.OfEventStores), MemberType = typeof(Sentences))]
    public Task Over_a_store_in_memory_it_keeps_the_contract(string sentence) =>
        EventStoreContract.RunAsync(sentence, () => new(new GroupCommitEventStore(new InMemoryEventStore())));

    [Fact]
    public async Task A_lone_caller_goes_at_once()
    {
        var call = AppendAsync(1);

        Assert.Equal(1, _gated.UnseenCount);
        (await _gated.NextAsync()).Pass();
        Assert.Equal(AppendOutcomeKind.Added, await call);
        Assert.Equal(1, _gated.UnderWayMax);
    }

    [Fact]
    public async Task Who_comes_while_a_step_is_under_way_shares_the_next_one_under_names_of_their_own()
    {
        var first = AppendAsync(1);
        var step = await _gated.NextAsync();
        var others = Enumerable.Range(2, 20).Select(i => AppendAsync(i, amount: i % 7)).ToArray();
        Assert.Equal(0, _gated.UnseenCount);

        step.Pass();
        var second = await _gated.NextAsync();
        Assert.All(others, other => Assert.False(other.IsCompleted));
        second.Pass();

        Assert.Equal([1], step.Names);
        Assert.Equal(Enumerable.Range(2, 20).Select(i => (ulong)i), second.Names);
        Assert.Equal(AppendOutcomeKind.Added, await first);
        var outcomes = await Task.WhenAll(others).WaitAsync(Patience);
        Assert.Equal(6, outcomes.Count(outcome => outcome == AppendOutcomeKind.Added));
        Assert.Equal(AppendOutcomeKind.Duplicate, outcomes[6]);
        Assert.Equal(0, _gated.UnseenCount);
        Assert.Equal(1, _gated.UnderWayMax);
    }

    [Fact]
    public async Task A_step_has_no_more_appends_than_its_bound_and_a_larger_call_goes_alone()
    {
        var group = new GroupCommitAppender(_gated, new GroupCommitOptions { AppendsMax = 3 });
        var calls = new List<Task>();
        foreach (var count in new[] { 1, 2, 1, 1, 5, 1 })
        {
            var first = (ulong)calls.Count * 10;
            calls.Add(group.AppendAsync(
                [.. Enumerable.Range(0, count)
                    .Select(i => Append.Of(new AppendId(2, first + (ulong)i), Event(amount: i)))])
                .AsTask());
        }

        var steps = await PassAllAsync(5);
        await Task.WhenAll(calls).WaitAsync(Patience);

        Assert.Equal([[0], [10, 11, 20], [30], [40, 41, 42, 43, 44], [50]], steps);
    }

    [Fact]
    public async Task A_step_has_no_more_bytes_than_its_bound()
    {
        var size = Event().Raw.Length;
        var group = new GroupCommitAppender(_gated, new GroupCommitOptions { BytesMax = 2 * size });
        var calls = Enumerable.Range(0, 6).Select(i => group.AppendAsync([Named(i)]).AsTask()).ToArray();

        var steps = await PassAllAsync(4);
        await Task.WhenAll(calls).WaitAsync(Patience);

        Assert.Equal([[0], [1, 2], [3, 4], [5]], steps);
    }

    [Fact]
    public async Task Who_gives_up_while_waiting_leaves_and_the_store_never_sees_the_append()
    {
        using var source = new CancellationTokenSource();
        var first = AppendAsync(1);
        var step = await _gated.NextAsync();
        var leaving = AppendAsync(2, cancellationToken: source.Token);
        var staying = AppendAsync(3);

        await source.CancelAsync();
        var exception = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => leaving.WaitAsync(Patience));
        step.Pass();
        var second = await _gated.NextAsync();
        second.Pass();
        await Task.WhenAll(first, staying).WaitAsync(Patience);

        Assert.Equal(source.Token, exception.CancellationToken);
        Assert.Equal([3], second.Names);
        Assert.Null(await _store.CloseAsync(new AppendName(new AppendId(1, 2))));
    }

    [Fact]
    public async Task Who_gives_up_while_the_step_is_under_way_gets_the_answer_as_long_as_a_neighbour_wants_his()
    {
        using var source = new CancellationTokenSource();
        var first = AppendAsync(1);
        var step = await _gated.NextAsync();
        var (leaving, staying) = (AppendAsync(2, 2, source.Token), AppendAsync(3, 3));
        step.Pass();
        var second = await _gated.NextAsync();

        await source.CancelAsync();
        Assert.False(leaving.IsCompleted);
        second.Pass();

        Assert.Equal(
            [AppendOutcomeKind.Added, AppendOutcomeKind.Added, AppendOutcomeKind.Added],
            await Task.WhenAll(first, leaving, staying).WaitAsync(Patience));
    }

    [Fact]
    public async Task When_all_of_a_step_give_up_the_store_is_told_and_each_is_cancelled_by_his_own_token()
    {
        using var one = new CancellationTokenSource();
        using var other = new CancellationTokenSource();
        var first = AppendAsync(1);
        var step = await _gated.NextAsync();
        var (left, right) = (AppendAsync(2, 2, one.Token), AppendAsync(3, 3, other.Token));
        step.Pass();
        await _gated.NextAsync();

        await one.CancelAsync();
        Assert.False(left.IsCompleted || right.IsCompleted);
        await other.CancelAsync();

        foreach (var (call, token) in new[] { (left, one.Token), (right, other.Token) })
        {
            var exception = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.WaitAsync(Patience));
            Assert.Equal(token, exception.CancellationToken);
        }

        await first;
    }

    [Fact]
    public async Task A_lone_caller_may_give_up_what_the_store_has_not_begun()
    {
        using var source = new CancellationTokenSource();
        var call = AppendAsync(1, cancellationToken: source.Token);
        await _gated.NextAsync();

        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.WaitAsync(Patience));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => AppendAsync(2, cancellationToken: source.Token));
        Assert.Equal(0, _gated.UnseenCount);
    }

    [Theory]
    [InlineData(StoreFailureKind.NotApplied)]
    [InlineData(StoreFailureKind.Unknown)]
    [InlineData(null)]
    public async Task A_step_that_fails_fails_each_caller_with_what_the_store_says_and_the_next_step_goes_on(
        StoreFailureKind? kind)
    {
        Exception failure = kind is { } known ? new EventStoreException(known, "full") : new IOException("gone");
        var first = AppendAsync(1);
        var step = await _gated.NextAsync();
        var (left, right) = (AppendAsync(2), AppendAsync(3));
        step.Pass();
        var second = await _gated.NextAsync();
        var late = AppendAsync(4);
        second.Fail(failure);
        (await _gated.NextAsync()).Pass();

        Assert.Same(failure, await Assert.ThrowsAsync(failure.GetType(), () => left.WaitAsync(Patience)));
        Assert.Same(failure, await Assert.ThrowsAsync(failure.GetType(), () => right.WaitAsync(Patience)));
        Assert.Equal([AppendOutcomeKind.Added, AppendOutcomeKind.Duplicate], await Task.WhenAll(first, late).WaitAsync(
            Patience));
        Assert.Equal(0, _gated.UnseenCount);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task One_append_that_the_store_will_never_take_costs_no_neighbour_his_answer(bool isTyped)
    {
        const int CallCount = 64;
        const int BadNumber = 41;
        var bad = Event(amount: BadNumber);
        var refusing = new RefusingAppender(_store, bad.Id, isTyped);
        var first = new FirstGatedAppender(refusing);
        var group = new GroupCommitAppender(first);
        var calls = Enumerable.Range(0, CallCount + 1)
            .Select(i => group.AppendAsync([Append.Of(new AppendId(1, (ulong)i), Event(amount: i))]).AsTask())
            .ToArray();

        first.Open();
        await Task.WhenAll(calls.Select(call => call.ContinueWith(_ => { }, TaskScheduler.Default)))
            .WaitAsync(Patience);

        Assert.Equal([BadNumber],
            calls.Select((call, i) => (call, i)).Where(pair => pair.call.IsFaulted).Select(pair => pair.i));
        Assert.Equal(CallCount, (await StoredText.EventsAsync(_store, EventQuery.All)).Length);
        Assert.Equal(
            isTyped ? typeof(EventStoreException) : typeof(ArgumentException),
            calls[BadNumber].Exception!.InnerException!.GetType());

        // The first one alone, the step of all others, and its halves down to the one.
        Assert.InRange(refusing.CallCount, 2, 2 + (2 * 6));
    }

    [Fact]
    public async Task Answers_that_are_not_those_of_the_step_reach_nobody()
    {
        var gated = new GatedAppender(new SwappingAppender(_store));
        var group = new GroupCommitAppender(gated);
        var calls = Enumerable.Range(0, 3).Select(i => group.AppendAsync([Named(i)]).AsTask()).ToArray();

        (await gated.NextAsync()).Pass();
        (await gated.NextAsync()).Pass();

        await calls[0].WaitAsync(Patience);
        await Assert.ThrowsAsync<StoreAnswerException>(() => calls[1].WaitAsync(Patience));
        await Assert.ThrowsAsync<StoreAnswerException>(() => calls[2].WaitAsync(Patience));
    }

    [Fact]
    public async Task A_close_comes_behind_the_appends_that_came_before_it_and_before_those_behind_it()
    {
        var first = AppendAsync(1);
        var step = await _gated.NextAsync();
        var before = AppendAsync(2);
        var closing = _group.CloseAsync(new AppendName(new AppendId(1, 2))).AsTask();
        var closingEarly = _group.CloseAsync(new AppendName(new AppendId(1, 3))).AsTask();
        var late = _group.AppendAsync([Append.Of(new AppendId(1, 3), Event())]).AsTask();

        step.Pass();
        var steps = await PassAllAsync(4);

        Assert.Equal([[2], [], [], [3]], steps);
        await Task.WhenAll(first, before).WaitAsync(Patience);
        Assert.Equal(AppendOutcomeKind.Duplicate, (await closing)!.Outcomes.Single()!.Value.Kind);
        Assert.Null(await closingEarly);
        Assert.Equal(AppendErrorKind.Closed, (await late).Single().Error!.Kind);
    }

    [Fact]
    public async Task Disposing_waits_for_what_came_before_and_refuses_what_comes_later()
    {
        var (first, second) = (AppendAsync(1), AppendAsync(2));
        var step = await _gated.NextAsync();

        var disposing = _group.DisposeAsync().AsTask();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => AppendAsync(3));
        await Assert.ThrowsAsync<ObjectDisposedException>(
            async () => await _group.CloseAsync(new AppendName(new AppendId(1, 1))));
        step.Pass();
        var last = await _gated.NextAsync();
        Assert.False(disposing.IsCompleted);
        last.Pass();
        await disposing.WaitAsync(Patience);

        Assert.Equal([AppendOutcomeKind.Added, AppendOutcomeKind.Duplicate], await Task.WhenAll(first, second)
            .WaitAsync(Patience));
        await _group.DisposeAsync();
    }

    [Fact]
    public void Options_out_of_range_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new GroupCommitOptions { AppendsMax = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new GroupCommitOptions { AppendsMax = 100_001 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new GroupCommitOptions { BytesMax = -1 });
        Assert.Throws<ArgumentNullException>(() => new GroupCommitAppender(null!));
    }

    private static Append Named(int number) => Append.Of(new AppendId(1, (ulong)number), Event(amount: number));

    private async Task<AppendOutcomeKind> AppendAsync(
        int number, int amount = 1, CancellationToken cancellationToken = default)
    {
        var id = new AppendId(1, (ulong)number);
        var answers = await _group.AppendAsync([Append.Of(id, Event(amount: amount))], cancellationToken);
        var answer = Assert.Single(answers);
        Assert.Equal(id, answer.Id);
        return Assert.Single(answer.Outcomes)!.Value.Kind;
    }

    /// <summary>Lets so many steps pass; returns the numbers of the names of each.</summary>
    private async Task<ulong[][]> PassAllAsync(int count)
    {
        var steps = new List<ulong[]>();
        for (var i = 0; i < count; i++)
        {
            var step = await _gated.NextAsync();
            steps.Add(step.Names);
            step.Pass();
        }

        return [.. steps];
    }
}
