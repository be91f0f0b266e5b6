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
using EventNormalization.Queries;
using EventNormalization.Storage;
using EventNormalization.Storage.Authoring;
using Microsoft.Extensions.Time.Testing;
using NodaTime;
using Xunit;

namespace EventNormalization.Tests.Pipeline;

/// <summary>What a retry worker does with each entry, and when.</summary>
public sealed class RetryWorkerTests : IAsyncDisposable
{
    private readonly InMemoryEventStore _events = new();
    private readonly InMemoryFailedEventStore _failed = new();
    private readonly EventIdentifier _identifier = new(EventSchema.Default);
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2024, 6, 1, 0, 0, 0, TimeSpan.Zero));
    private ulong _recordCount;

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _events.DisposeAsync();

    [Theory]
    [MemberData(nameof(RetryScenarios.Names), MemberType = typeof(RetryScenarios))]
    public Task In_memory(string scenario) => RetryScenarios.RunAsync(scenario, _ => _events, _failed);

    [Fact]
    public async Task A_worker_paused_between_append_and_settlement_settles_nothing_and_the_next_one_counts_once()
    {
        await RecordAsync(Event(1), Event(1), Event(1));
        var other = Worker();
        RetryPass? meanwhile = null;
        var appender = new HookedAppender(_events, async place =>
        {
            if (place == "append after" && meanwhile is null)
            {
                _time.Advance(TimeSpan.FromSeconds(31));
                meanwhile = await other.RunOnceAsync();
            }
        });

        var late = await Worker(appender).RunOnceAsync();

        Assert.Equal((1, 2, 0), (meanwhile!.Accepted, meanwhile.Duplicates, meanwhile.LeasesLost));
        Assert.Equal((0, 3, 1), (late.Retried, late.Leased, late.LeasesLost));
        await AssertCountsAsync(accepted: 1, duplicates: 2);
    }

    [Fact]
    public async Task A_worker_paused_between_lease_and_append_appends_nothing()
    {
        await RecordAsync(Event(1));
        var isPaused = false;
        var queue = new HookedQueue(_failed, place =>
        {
            if (place == "lease after" && !isPaused)
            {
                isPaused = true;
                _time.Advance(TimeSpan.FromSeconds(30));
            }

            return Task.CompletedTask;
        });

        var pass = await new RetryWorker(_identifier, _events, queue, Options()).RunOnceAsync();

        Assert.Equal((1, 1), (pass.LeasesLost, pass.Accepted));
        await AssertCountsAsync(accepted: 1, duplicates: 0);
    }

    [Fact]
    public async Task A_lost_answer_of_a_retry_is_asked_for_again_under_the_same_name()
    {
        await RecordAsync(Event(1));
        var faults = 2;
        var appender = new HookedAppender(_events, place =>
            place == "append after" && faults-- > 0
                ? throw new TimeoutException("the answer is lost") : Task.CompletedTask);

        var first = await Worker(appender).RunOnceAsync();
        _time.Advance(TimeSpan.FromHours(2));
        var second = await Worker(appender).RunOnceAsync();

        Assert.Equal((1, 0), (first.Deferred, first.Accepted));
        Assert.Equal((0, 1), (second.Deferred, second.Accepted));
        Assert.Single(appender.Names.Distinct());
        await AssertCountsAsync(accepted: 1, duplicates: 0);
    }

    [Fact]
    public async Task An_event_that_the_store_dislikes_is_parked_in_the_end_and_holds_up_nobody()
    {
        await RecordAsync([.. Enumerable.Range(1, 5).Select(amount => Event(amount))]);
        var disliked = _identifier.Identify(RetryScenarios.Raw(Event(3))).Event!.Id;
        var picky = new PickyAppender(_events, disliked);
        var worker = Worker(picky, Options() with { AttemptsMax = 3 });

        var passes = new List<RetryPass>();
        for (var i = 0; i < 4; i++)
        {
            passes.Add(await worker.RunOnceAsync());
            _time.Advance(TimeSpan.FromHours(2));
        }

        Assert.Equal([4, 0, 0, 0], passes.Select(pass => pass.Accepted));
        Assert.Equal([1, 1, 0, 0], passes.Select(pass => pass.Deferred));
        Assert.Equal([0, 0, 1, 0], passes.Select(pass => pass.Parked));
        Assert.All(passes, pass => Assert.Null(pass.Failure));
        await AssertCountsAsync(accepted: 4, duplicates: 0);
    }

    [Fact]
    public async Task While_the_store_is_down_a_pass_ends_early_and_says_why()
    {
        await RecordAsync([.. Enumerable.Range(1, 95).Select(amount => Event(amount))]);
        var down = new HookedAppender(_events, _ => throw new IOException("the disk is gone"));

        var pass = await Worker(down, Options() with { BatchSize = 10 }).RunOnceAsync();

        var entries = await EntriesAsync();
        Assert.Equal("the disk is gone", pass.Failure!.Message);
        Assert.Equal((10, 10), (pass.Entries, pass.Deferred));
        Assert.Equal(10, entries.Sum(entry => entry.Progress.Attempts));
        Assert.Equal(85, entries.Count(entry => entry.State == FailedEventState.Pending));
        Assert.True((await Conservation.ReadAsync(_events, _failed)).Holds);
    }

    [Fact]
    public async Task What_failed_again_waits_for_its_time_and_is_not_parked_while_the_store_is_down()
    {
        await RecordAsync(Event(1));
        var isDown = true;
        var store = new HookedAppender(
            _events, _ => isDown ? throw new IOException("the disk is gone") : Task.CompletedTask);
        var worker = Worker(store, Options() with { AttemptsMax = 2 });
        for (var i = 0; i < 5; i++)
        {
            await worker.RunOnceAsync();
            Assert.Equal(0, (await worker.RunOnceAsync()).Entries);
            _time.Advance(TimeSpan.FromHours(1));
        }

        isDown = false;
        var pass = await worker.RunOnceAsync();

        Assert.Equal(1, pass.Accepted);
        await AssertCountsAsync(accepted: 1, duplicates: 0);
    }

    [Fact]
    public async Task A_running_worker_waits_until_something_is_due_and_ends_when_it_is_cancelled()
    {
        await RecordAsync(Event(1));
        var faults = 2;
        var store = new HookedAppender(_events, place =>
            place == "append before" && faults-- > 0 ? throw new IOException("the disk is gone") : Task.CompletedTask);
        using var cancellation = new CancellationTokenSource();
        var passes = new List<(Instant At, RetryPass Pass)>();

        var running = Worker(store).RunAsync(
            pass => passes.Add((Instant.FromDateTimeOffset(_time.GetUtcNow()), pass)), cancellation.Token);
        for (var i = 0; i < 100 && passes.Count < 2; i++)
        {
            _time.Advance(TimeSpan.FromMilliseconds(50));
            await Task.Yield();
        }

        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running.WaitAsync(TimeSpan.FromSeconds(30)));
        Assert.Equal([(1L, 0L), (0L, 1L)], passes.Select(one => (one.Pass.Deferred, one.Pass.Accepted)));
        Assert.InRange((passes[1].At - passes[0].At).TotalSeconds, 0.5, 1.1);
    }

    [Fact]
    public async Task An_edit_is_what_is_read_and_of_its_deliveries_one_is_accepted()
    {
        var pipeline = new EventPipeline(_identifier, _events, _failed);
        for (var i = 0; i < 3; i++)
        {
            await pipeline.IngestAsync(RetryScenarios.Raw("{broken"));
        }

        var key = RetryScenarios.KeyOf("{broken");
        await _failed.EditAsync(Step(1), key, Encoding.UTF8.GetBytes(Event(7)));
        var pass = await Worker().RunOnceAsync();

        Assert.Equal((1, 2), (pass.Accepted, pass.Duplicates));
        Assert.Equal("{broken", Encoding.UTF8.GetString((await _failed.FindAsync(key))!.Raw.Span));
        await AssertCountsAsync(accepted: 1, duplicates: 2);
    }

    [Fact]
    public async Task What_stays_refused_is_left_as_it_is_and_what_is_discarded_is_not_retried()
    {
        var pipeline = new EventPipeline(_identifier, _events, _failed);
        await pipeline.IngestAsync(RetryScenarios.Raw("{broken"));
        await pipeline.IngestAsync(RetryScenarios.Raw("{discarded"));
        await _failed.DiscardAsync(Step(1), [RetryScenarios.KeyOf("{discarded")]);

        var pass = await Worker().RetryAsync(EventPredicate.Everything);

        Assert.Equal((1, 1, 1), (pass.Entries, pass.Retried, pass.Rejected));
        Assert.Empty(await _failed.ReadActionsAsync(RetryScenarios.KeyOf("{broken")));
        Assert.Equal([FailedEventState.Rejected, FailedEventState.Discarded],
            (await EntriesAsync()).Select(entry => entry.State));
    }

    [Fact]
    public async Task By_hand_nothing_waits_for_its_time_and_what_is_parked_is_tried_again()
    {
        await RecordAsync(Event(1), Event(2));
        var faults = 6;
        var store = new HookedAppender(_events, place =>
            place == "append before" && faults-- > 0 ? throw new IOException("the disk is gone") : Task.CompletedTask);
        await Worker(store, Options() with { AttemptsMax = 1 }).RunOnceAsync();
        await Worker(store).RunOnceAsync();
        Assert.All(await EntriesAsync(), entry => Assert.Equal(FailedEventState.Parked, entry.State));
        faults = 0;

        var one = await Worker(store).RetryAsync([RetryScenarios.KeyOf(Event(2)), RetryScenarios.KeyOf("no such")]);
        var all = await Worker(store).RetryAsync(EventPredicate.Everything);

        Assert.Equal((1, 1), (one.Entries, one.Accepted));
        Assert.Equal((1, 1), (all.Entries, all.Accepted));
        await AssertCountsAsync(accepted: 2, duplicates: 0);
    }

    [Fact]
    public async Task By_hand_what_others_hold_is_waited_for_until_their_lease_ends()
    {
        await RecordAsync(Event(1));
        await _failed.LeaseAsync(Step(1), new LeaseRequest
        {
            Until = Instant.FromDateTimeOffset(_time.GetUtcNow()) + Duration.FromSeconds(20),
            FirstName = new AppendId(5, 1),
        });

        var retrying = Worker().RetryAsync(EventPredicate.Everything).AsTask();
        for (var i = 0; i < 100 && !retrying.IsCompleted; i++)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        var pass = await retrying.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal((1, 0), (pass.Accepted, pass.Leased));
        await AssertCountsAsync(accepted: 1, duplicates: 0);
    }

    [Fact]
    public async Task What_came_while_a_holder_that_died_had_the_entry_is_brought_by_the_same_retry()
    {
        await RecordAsync(Event(1));
        await _failed.LeaseAsync(Step(1), new LeaseRequest
        {
            Until = Instant.FromDateTimeOffset(_time.GetUtcNow()) + Duration.FromSeconds(20),
            FirstName = new AppendId(5, 1),
        });
        await RecordAsync(Event(1));
        _time.Advance(TimeSpan.FromMinutes(1));

        var pass = await Worker().RetryAsync(EventPredicate.Everything);

        Assert.Equal((1, 1, 0), (pass.Accepted, pass.Duplicates, pass.Deferred));
        await AssertCountsAsync(accepted: 1, duplicates: 1);
        Assert.Equal(0, Assert.Single(await EntriesAsync()).Progress.Counts.Pending);
    }

    [Fact]
    public async Task A_delivery_of_which_only_the_beginning_was_kept_is_not_read_as_if_it_were_whole()
    {
        var pipeline = new EventPipeline(
            _identifier, _events, _failed, new EventPipelineOptions { EventBytesMax = Event(1).Length });
        await pipeline.IngestAsync(RetryScenarios.Raw(Event(1) + "  "));

        var entry = Assert.Single(await EntriesAsync());

        Assert.Equal("json.too_large", Assert.Single(RetryReading.Read(_identifier, entry).Errors).Code);
        Assert.Equal(1, (await Worker().RetryAsync(EventPredicate.Everything)).Rejected);
    }

    [Fact]
    public async Task Bytes_that_hold_several_events_by_now_stay_refused()
    {
        await RecordAsync("[" + Event(1) + "," + Event(2) + "]");

        var pass = await Worker().RunOnceAsync();

        Assert.Equal(1, pass.Rejected);
        Assert.Equal("json.records", (await EntriesAsync()).Single().Reasons.Single().Code);
    }

    [Fact]
    public void The_time_between_attempts_doubles_up_to_a_limit_with_jitter_of_the_seed()
    {
        var backoff = new RetryBackoff { First = TimeSpan.FromSeconds(1), Longest = TimeSpan.FromSeconds(60) };
        for (var attempt = 1; attempt <= 100; attempt++)
        {
            var full = double.Min(Math.Pow(2, attempt - 1), 60);
            Assert.InRange(backoff.DelayOf(RetryScenarios.KeyOf("a"), attempt).TotalSeconds, full / 2, full);
        }

        Assert.Equal(backoff.DelayOf(RetryScenarios.KeyOf("a"), 3), backoff.DelayOf(RetryScenarios.KeyOf("a"), 3));
        Assert.NotEqual(backoff.DelayOf(RetryScenarios.KeyOf("a"), 3), backoff.DelayOf(RetryScenarios.KeyOf("b"), 3));
        Assert.NotEqual(
            backoff.DelayOf(RetryScenarios.KeyOf("a"), 3),
            (backoff with { Seed = 1 }).DelayOf(RetryScenarios.KeyOf("a"), 3));
    }

    internal static string Event(int amount) =>
        $"{{\"client_id\":\"c\",\"metric\":\"m\",\"amount\":{amount},\"timestamp\":\"2024-01-01T00:00:00Z\"}}";

    private static QueueStep Step(ulong sequence) => new()
    {
        Id = new AppendId(3, sequence),
        By = "ann",
        At = Instant.FromUtc(2024, 6, 1, 0, 0),
    };

    private RetryWorkerOptions Options() => new() { Time = _time };

    private RetryWorker Worker(IEventAppender? events = null, RetryWorkerOptions? options = null) =>
        new(_identifier, events ?? _events, _failed, options ?? Options());

    private ValueTask RecordAsync(params string[] texts) => _failed.RecordAsync(
        new AppendId(1, ++_recordCount),
        [.. texts.Select(text => new FailedDelivery
        {
            Raw = Encoding.UTF8.GetBytes(text),
            ReceivedAt = Instant.FromUtc(2024, 6, 1, 0, 0),
            State = FailedEventState.Pending,
            Reasons = [],
            ClientId = "c",
        })]);

    private async Task<List<FailedEvent>> EntriesAsync()
    {
        var entries = new List<FailedEvent>();
        await foreach (var entry in _failed.QueryAsync(FailedEventQuery.All))
        {
            entries.Add(entry);
        }

        return entries;
    }

    private async Task AssertCountsAsync(long accepted, long duplicates)
    {
        var conservation = await Conservation.ReadAsync(_events, _failed);
        var statistics = new List<ClientStatistics>();
        await foreach (var client in _events.ReadStatisticsAsync())
        {
            statistics.Add(client);
        }

        Assert.True(conservation.Holds, conservation.ToString());
        Assert.Equal(0, conservation.UnderWayCount);
        Assert.Equal(
            (accepted, duplicates),
            (statistics.Sum(client => client.AcceptedCount), statistics.Sum(client => client.DuplicateCount)));
    }

    /// <summary>A store that throws whenever one event is among those of a call.</summary>
    private sealed class PickyAppender(IEventAppender inner, RecordId disliked) : IEventAppender
    {
        public ValueTask<IReadOnlyList<AppendAnswer>> AppendAsync(
            IReadOnlyList<Append> appends, CancellationToken cancellationToken = default) =>
            appends.Any(append => append.Items.Any(item => item.Event.Id == disliked))
                ? throw new ArgumentException("I do not like it.")
                : inner.AppendAsync(appends, cancellationToken);

        public ValueTask<AppendAnswer?> CloseAsync(AppendName name, CancellationToken cancellationToken = default) =>
            inner.CloseAsync(name, cancellationToken);
    }
}
