using System;
using System.IO;
using System.Threading.Tasks;
using EventNormalization.Queries;
using EventNormalization.Storage;
using EventNormalization.Storage.Authoring;
using EventNormalization.Testing;
using Xunit;
using static EventNormalization.Testing.SampleEvents;

namespace EventNormalization.Sqlite.Tests;

/// <summary>An event store and its failed events know each other; one that is missing or foreign is noticed.</summary>
public sealed class StorePairTests : IDisposable
{
    private static readonly SqliteStoreOptions StartNew = new() { Recovery = StoreRecovery.StartNew };

    private readonly TemporaryFolder _folder = new();

    private string Events => _folder.PathOf("s.db");

    private string Failed => Events + SqliteFailedEventStore.FileSuffix;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Files_that_belong_together_are_opened_again_and_again()
    {
        for (var i = 0; i < 3; i++)
        {
            OpenPair(Events).Dispose();
            SqliteStorePair.Require(Events);
        }
    }

    [Fact]
    public void Missing_failed_events_are_noticed_and_can_be_started_anew()
    {
        OpenPair(Events).Dispose();
        File.Delete(Failed);

        var missing = Assert.Throws<SqliteStoreException>(() => SqliteStorePair.Require(Events));
        Assert.Equal(SqliteStoreProblem.MissingPartner, missing.Problem);
        Assert.Equal(
            $"{Failed}, which holds the failed events of {Events}, is missing. Restore both from a "
                + $"backup; or start a new one "
            + "beside the store, and what was in the old one is lost: --new of the tool, StoreRecovery.StartNew.",
            missing.Message);
        Assert.Equal(
            SqliteStoreProblem.MissingPartner, Assert.Throws<SqliteStoreException>(() => OpenPair(Events)).Problem);
        OpenPair(Events, StartNew).Dispose();
        SqliteStorePair.Require(Events);
    }

    [Fact]
    public async Task What_came_from_failed_events_that_are_lost_still_counts_once()
    {
        using (var pair = OpenPair(Events))
        {
            await pair.Events.AppendAsync(
                [new Append(new AppendId(1, 1), [new(BackupTests.Real(1), 3)], AppendOrigin.Retry)]);
        }

        File.Delete(Failed);
        SqliteStorePair.Recover(Events, StoreRecovery.StartNew);

        using var again = OpenPair(Events);
        var conservation = await Conservation.ReadAsync(again.Events, again.Failed);
        Assert.True(conservation.Holds, conservation.ToString());
        Assert.Equal(3, conservation.ReceivedCount);
        Assert.True((await SqliteStorePair.VerifyAsync(Events)).IsOk);
    }

    [Fact]
    public async Task A_missing_store_is_noticed_and_what_was_settled_in_it_can_be_retried_into_a_new_one()
    {
        var key = QueueSteps.KeyOf("a");
        using (var pair = OpenPair(Events))
        {
            var steps = new QueueSteps(pair.Failed);
            await steps.RecordAsync(QueueSteps.Delivery("a"));
            await steps.AcceptAsync("a", await steps.LeasedNameAsync());
        }

        File.Delete(Events);
        Assert.Equal(
            SqliteStoreProblem.MissingPartner,
            Assert.Throws<SqliteStoreException>(() => SqliteStorePair.Require(Events)).Problem);
        SqliteStorePair.Recover(Events, StoreRecovery.StartNew);

        using var again = OpenPair(Events);
        var entry = await again.Failed.FindAsync(key);
        Assert.Equal((FailedEventState.Pending, 1L, 0L),
            (entry!.State, entry.Progress.Counts.Pending, entry.Progress.Counts.Settled));
        Assert.True((await Conservation.ReadAsync(again.Events, again.Failed)).Holds);
        Assert.True((await SqliteStorePair.VerifyAsync(Events)).IsOk);
    }

    [Theory]
    [InlineData(StoreRecovery.Refuse)]
    [InlineData(StoreRecovery.Repair)]
    [InlineData(StoreRecovery.StartNew)]
    public void Failed_events_of_another_store_are_refused_and_left_as_they_are(StoreRecovery recovery)
    {
        var other = _folder.PathOf("other.db");
        OpenPair(Events).Dispose();
        OpenPair(other).Dispose();
        File.Move(other + SqliteFailedEventStore.FileSuffix, Failed, overwrite: true);
        var before = File.ReadAllBytes(Failed);

        var read = Assert.Throws<SqliteStoreException>(() => SqliteStorePair.Require(Events, recovery));
        var opened = Assert.Throws<SqliteStoreException>(
            () => OpenPair(Events, new SqliteStoreOptions { Recovery = recovery }));

        Assert.Equal(SqliteStoreProblem.ForeignPartner, read.Problem);
        Assert.Equal(read.Message, opened.Message);
        Assert.Equal(before, File.ReadAllBytes(Failed));
    }

    [Fact]
    public void Files_that_were_never_opened_together_have_nothing_to_say_of_each_other()
    {
        SqliteEventStore.Open(Events, SampleSchema).Dispose();
        SqliteStorePair.Require(Events);
        SqliteFailedEventStore.Open(Failed).Dispose();
        SqliteStorePair.Require(Events);
        File.Delete(Events);
        SqliteStorePair.Require(Events);
    }

    [Fact]
    public void A_pairing_that_was_interrupted_is_completed()
    {
        SqliteEventStore.Open(Events, SampleSchema).Dispose();
        SqliteFailedEventStore.Open(Failed).Dispose();
        using (var events = new SqliteDatabase(Events, TimeSpan.FromSeconds(1)))
        using (var failed = new SqliteDatabase(Failed, TimeSpan.FromSeconds(1)))
        {
            StoreMeta.WriteBytes(failed, StoreMeta.PartnerId, StoreMeta.ReadBytes(events, StoreMeta.StoreId)!);
        }

        OpenPair(Events).Dispose();

        File.Delete(Failed);
        Assert.Throws<SqliteStoreException>(() => SqliteStorePair.Require(Events));
    }

    private static Pair OpenPair(string events, SqliteStoreOptions? options = null)
    {
        var recovery = (options ?? SqliteStoreOptions.Default).Recovery;
        var failed = SqliteFailedEventStore.Open(
            events + SqliteFailedEventStore.FileSuffix, new SqliteStoreOptions { Recovery = recovery });
        try
        {
            return new Pair(
                SqliteEventStore.Open(
                    events, SampleSchema, new SqliteStoreOptions { FailedEvents = failed, Recovery = recovery }),
                failed);
        }
        catch
        {
            failed.Dispose();
            throw;
        }
    }

    private sealed record Pair(SqliteEventStore Events, SqliteFailedEventStore Failed) : IDisposable
    {
        public void Dispose()
        {
            Events.Dispose();
            Failed.Dispose();
        }
    }
}
