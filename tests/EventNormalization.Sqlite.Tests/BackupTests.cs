using System;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Normalization;
using EventNormalization.Storage;
using EventNormalization.Storage.Authoring;
using EventNormalization.Testing;
using EventNormalization.Totals;
using Xunit;
using static EventNormalization.Testing.SampleEvents;

namespace EventNormalization.Sqlite.Tests;

/// <summary>A backup is of one moment of both files, also while others write; a restore writes over nothing.</summary>
public sealed class BackupTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Events => _folder.PathOf("s.db");

    private string Failed => Events + SqliteFailedEventStore.FileSuffix;

    private string To => _folder.PathOf("backup");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_backup_that_is_made_while_others_write_is_of_one_moment()
    {
        using var failed = SqliteFailedEventStore.Open(Failed);
        using var store = SqliteEventStore.Open(Events, SampleSchema, new SqliteStoreOptions { FailedEvents = failed });
        var steps = new QueueSteps(failed);
        using var end = new CancellationTokenSource();
        var written = 0;
        var writing = Task.Run(async () =>
        {
            // A broken delivery is kept, and then it is an event: at every moment one of the files has it, and none
            // twice.
            for (; !end.IsCancellationRequested; written++)
            {
                await steps.RecordAsync(QueueSteps.Delivery("d" + written));
                var name = await steps.LeasedNameAsync();
                await store.AppendAsync([new Append(name, [new(Real(written), 1)], AppendOrigin.Retry)]);
                await steps.AcceptAsync("d" + written, name);
            }
        });
        try
        {
            for (var round = 0; round < 5; round++)
            {
                var enough = written + 10;
                SpinWait.SpinUntil(() => written >= enough || writing.IsCompleted, TimeSpan.FromSeconds(30));
                var folder = To + round;

                var backup = await SqliteStorePair.BackUpAsync(Events, folder);

                using var copy = SqliteEventReader.Open(Path.Combine(folder, "s.db"));
                using var copied = SqliteFailedEventStore.OpenToRead(Path.Combine(folder, "s.db.failed"));
                var conservation = await Conservation.ReadAsync(copy, copied);
                Assert.True(conservation.Holds, conservation.ToString());
                Assert.Equal(backup.EventCount, (await copy.ReadTotalsAsync(TotalsQuery.All))[0].Count);
                Assert.InRange(backup.FailedCount - backup.EventCount, 0, 1);
            }
        }
        finally
        {
            await end.CancelAsync();
            await writing;
        }
    }

    [Fact]
    public async Task A_restored_store_is_what_it_was_and_goes_on()
    {
        string[] before;
        using (var failed = SqliteFailedEventStore.Open(Failed))
        using (var store = SqliteEventStore.Open(
            Events, SampleSchema, new SqliteStoreOptions { FailedEvents = failed }))
        {
            await store.AppendAsync(new AppendId(1, 1), [Real(1), Real(2)]);
            before = await StoredText.AllAsync(store);
            var backup = await SqliteStorePair.BackUpAsync(Events, To);
            Assert.Equal((2L, 0L, Received), (backup.EventCount, backup.FailedCount, backup.LastReceivedAt));
            await store.AppendAsync(new AppendId(1, 2), [Real(3)]);
        }

        var restored = _folder.PathOf("again.db");
        var described = await SqliteStorePair.RestoreAsync(To, restored);

        Assert.Equal((2L, Received), (described.EventCount, described.LastReceivedAt));
        using var opened = SqliteEventStore.Open(restored, SampleSchema);
        Assert.Equal(before, await StoredText.AllAsync(opened));
        Assert.Equal(
            [AppendOutcomeKind.Duplicate, AppendOutcomeKind.Added],
            (await opened.AppendAsync(new AppendId(1, 3), [Real(2), Real(3)])).Select(outcome => outcome.Kind));
        Assert.Equal(2, Directory.GetFiles(To).Length);
    }

    [Fact]
    public async Task Nothing_is_written_over()
    {
        SqliteFailedEventStore.Open(Failed).Dispose();
        SqliteEventStore.Open(Events, SampleSchema).Dispose();
        await SqliteStorePair.BackUpAsync(Events, To);

        await Assert.ThrowsAsync<SqliteStoreException>(() => SqliteStorePair.BackUpAsync(Events, To));
        await Assert.ThrowsAsync<SqliteStoreException>(() => SqliteStorePair.RestoreAsync(To, Events));
        File.Delete(Events);
        var inTheWay = await Assert.ThrowsAsync<SqliteStoreException>(() => SqliteStorePair.RestoreAsync(To, Events));

        Assert.Equal($"{Failed} is there already, and is not written over: move it away, or name another place.",
            inTheWay.Message);
    }

    [Fact]
    public async Task A_damaged_store_gives_no_backup_and_a_damaged_backup_no_store()
    {
        using (var store = SqliteEventStore.Open(Events, SampleSchema))
        {
            await store.AppendAsync(new AppendId(1, 1), [Real(1)]);
        }

        await SqliteStorePair.BackUpAsync(Events, To);
        foreach (var path in new[] { Events, Path.Combine(To, "s.db") })
        {
            using var database = new SqliteDatabase(path, TimeSpan.FromSeconds(1));
            database.Execute("UPDATE clients SET accepted = 7");
        }

        var other = _folder.PathOf("other");
        await Assert.ThrowsAsync<StoreCorruptedException>(() => SqliteStorePair.BackUpAsync(Events, other));
        await Assert.ThrowsAsync<StoreCorruptedException>(
            () => SqliteStorePair.RestoreAsync(To, _folder.PathOf("x.db")));

        Assert.Empty(Directory.GetFileSystemEntries(other));
        Assert.False(File.Exists(_folder.PathOf("x.db")));
    }

    /// <summary>An event whose raw bytes say what it is, as a verification expects.</summary>
    internal static Identity.IdentifiedEvent Real(int amount, string client = "c")
    {
        var raw = System.Text.Encoding.UTF8.GetBytes(FormattableString.Invariant(
            $$"""{"client_id":"{{client}}","metric":"m","amount":{{amount}},"timestamp":"2024-01-15T10:30:00Z"}"""));
        return new Identity.EventIdentifier(SampleSchema).Identify(new Ingestion.RawEvent(raw, Received)).Event!;
    }
}
