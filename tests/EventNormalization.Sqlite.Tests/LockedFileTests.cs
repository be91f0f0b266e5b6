using System;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Storage;
using EventNormalization.Storage.Authoring;
using EventNormalization.Testing;
using Xunit;
using static EventNormalization.Testing.SampleEvents;

namespace EventNormalization.Sqlite.Tests;

/// <summary>Waiting for a locked file takes no thread, ends in time for every caller, and can be given up.</summary>
public sealed class LockedFileTests : IDisposable
{
    private static readonly SqliteStoreOptions Options = new() { BusyTimeout = TimeSpan.FromMilliseconds(400) };

    private readonly TemporaryFolder _folder = new();
    private readonly SqliteEventStore _store;
    private readonly SqliteFailedEventStore _failed;
    private readonly SqliteDatabase _other;
    private readonly SqliteDatabase _otherFailed;

    public LockedFileTests()
    {
        _store = SqliteEventStore.Open(_folder.PathOf("s.db"), SampleSchema, Options);
        _failed = SqliteFailedEventStore.Open(_folder.PathOf("s.db.failed"), Options);
        _other = new SqliteDatabase(_folder.PathOf("s.db"), TimeSpan.Zero);
        _otherFailed = new SqliteDatabase(_folder.PathOf("s.db.failed"), TimeSpan.Zero);
        _other.BeginWriting();
        _otherFailed.BeginWriting();
    }

    public void Dispose()
    {
        _other.Dispose();
        _otherFailed.Dispose();
        _store.Dispose();
        _failed.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Callers_of_a_locked_file_all_end_when_the_time_of_one_is_over()
    {
        var watch = Stopwatch.StartNew();
        var calls = Enumerable.Range(0, 5).Select(i => AppendAsync(i, CancellationToken.None)).ToArray();
        var onThisThread = watch.Elapsed;

        foreach (var call in calls)
        {
            var error = await Assert.ThrowsAsync<EventStoreException>(() => call);
            Assert.Equal(StoreFailureKind.NotApplied, error.Kind);
            Assert.Equal(SqliteStoreProblem.Busy, Assert.IsType<SqliteStoreException>(error.InnerException).Problem);
        }

        // One after the other they would take 2 s, and all of it on the callers' threads.
        Assert.InRange(watch.Elapsed, TimeSpan.FromMilliseconds(390), TimeSpan.FromMilliseconds(1600));
        Assert.True(onThisThread < TimeSpan.FromMilliseconds(300), onThisThread.ToString());
    }

    [Fact]
    public async Task Callers_of_locked_failed_events_end_in_the_same_way()
    {
        var steps = new QueueSteps(_failed);
        var calls = Enumerable.Range(0, 5)
            .Select(i => steps.RecordAsync(QueueSteps.Delivery("d" + i)).AsTask()).ToArray();

        foreach (var call in calls)
        {
            Assert.Equal(SqliteStoreProblem.Busy, (await Assert.ThrowsAsync<SqliteStoreException>(() => call)).Problem);
        }
    }

    [Fact]
    public async Task The_waiting_can_be_given_up()
    {
        using var giveUp = new CancellationTokenSource();
        var call = AppendAsync(1, giveUp.Token);

        await giveUp.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        _other.RollBack();
        Assert.Equal(AppendOutcomeKind.Added, (await AppendAsync(1, CancellationToken.None))[0].Kind);
    }

    [Fact]
    public async Task A_lock_that_ends_in_time_is_waited_for()
    {
        var call = AppendAsync(1, CancellationToken.None);
        _other.RollBack();

        Assert.Equal(AppendOutcomeKind.Added, (await call)[0].Kind);
    }

    [Fact]
    public async Task Reading_does_not_wait_for_a_writer()
    {
        Assert.Null(await _store.FindAsync(Event()));
        Assert.Null(await _failed.FindAsync(QueueSteps.KeyOf("a")));
    }

    private async Task<System.Collections.Generic.IReadOnlyList<AppendOutcome>> AppendAsync(
        int sequence, CancellationToken cancellationToken)
    {
        var answers = await _store.AppendAsync(
            [new Append(new AppendId(1, (ulong)sequence), [new(Event(amount: sequence), 1)])], cancellationToken);
        return [.. answers[0].Outcomes.Select(outcome => outcome!.Value)];
    }
}
