using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using EventNormalization.Storage;
using EventNormalization.Storage.Authoring;
using EventNormalization.Testing;
using EventNormalization.Totals;
using Microsoft.Data.Sqlite;
using Xunit;
using static EventNormalization.Testing.SampleEvents;

namespace EventNormalization.Sqlite.Tests;

/// <summary>
/// What is noticed after a session that did not end. A copy of an open store is what a killed process leaves.
/// </summary>
public sealed class UncleanEndTests : IDisposable
{
    private const int AppendCount = 6;
    private const int EventsEach = 30;

    private readonly TemporaryFolder _folder = new();

    private string File => _folder.PathOf("killed.db");

    private string Log => File + "-wal";

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_killed_session_has_lost_nothing_and_the_next_one_goes_on()
    {
        await KillAsync();

        Assert.Equal(AppendCount * EventsEach, await CountAsync());
        using var store = SqliteEventStore.Open(File, SampleSchema);
        Assert.Equal(
            AppendOutcomeKind.Added, (await store.AppendAsync(new AppendId(2, 1), [Event("later")]))[0].Kind);
    }

    [Fact]
    public async Task A_clean_end_leaves_one_file_and_no_mark()
    {
        await KillAsync();
        SqliteEventStore.Open(File, SampleSchema).Dispose();

        Assert.Equal([File], Directory.GetFiles(Path.GetDirectoryName(File)!, "killed*"));
        Assert.Equal(0L, Mark());
        Assert.Equal(AppendCount * EventsEach, await CountAsync());
    }

    [Fact]
    public async Task A_missing_log_is_noticed_and_a_repair_goes_on_with_what_the_file_has()
    {
        await KillAsync();
        System.IO.File.Delete(Log);

        var read = Assert.Throws<StoreCorruptedException>(() => SqliteEventReader.Open(File));
        var written = Assert.Throws<StoreCorruptedException>(() => SqliteEventStore.Open(File, SampleSchema));

        Assert.Equal(
            $"{File} was not closed by the last program that wrote it, and is damaged: its log (-wal), which "
                + $"holds the last of what "
            + "was stored, is missing. It was not changed. Restore it from a backup, or go on with what is "
            + "readable: --repair of "
            + "the tool, StoreRecovery.Repair.",
            read.Message);
        Assert.Equal(read.Message, written.Message);
        SqliteEventStore.Open(File, SampleSchema, new SqliteStoreOptions { Recovery = StoreRecovery.Repair }).Dispose();
        Assert.True((await SqliteStorePair.VerifyAsync(File)).IsOk);
        Assert.Equal(0, await CountAsync());
    }

    [Fact]
    public async Task An_empty_log_and_one_whose_beginning_is_damaged_are_noticed()
    {
        await KillAsync();
        var log = System.IO.File.ReadAllBytes(Log);

        System.IO.File.WriteAllBytes(Log, []);
        Assert.Throws<StoreCorruptedException>(() => SqliteEventReader.Open(File));
        for (var place = 0; place < 32; place++)
        {
            log[place] ^= 4;
            System.IO.File.WriteAllBytes(Log, log);
            Assert.Throws<StoreCorruptedException>(() => SqliteEventReader.Open(File));
            log[place] ^= 4;
        }

        System.IO.File.WriteAllBytes(Log, log);
        Assert.Equal(AppendCount * EventsEach, await CountAsync());
    }

    [Fact]
    public async Task No_flipped_bit_of_a_log_makes_a_total_smaller_without_a_word()
    {
        await KillAsync();
        var log = System.IO.File.ReadAllBytes(Log);
        var chance = new Random(11);
        var refused = 0;
        for (var round = 0; round < 200; round++)
        {
            var bit = chance.NextInt64(log.Length * 8L);
            log[bit / 8] ^= (byte)(1 << (int)(bit % 8));
            System.IO.File.WriteAllBytes(Log, log);
            System.IO.File.Delete(File + "-shm");
            try
            {
                Assert.True(AppendCount * EventsEach == await CountAsync(), $"bit {bit}");
            }
            catch (StoreCorruptedException)
            {
                refused++;
            }

            log[bit / 8] ^= (byte)(1 << (int)(bit % 8));
        }

        Assert.InRange(refused, 150, 200);
    }

    [Fact]
    public async Task Damage_before_the_last_transaction_is_noticed_and_a_repair_keeps_what_is_before_it()
    {
        await KillAsync();
        var log = System.IO.File.ReadAllBytes(Log);
        log.AsSpan((log.Length / 2) + 100, 1000).Fill(0x55);
        System.IO.File.WriteAllBytes(Log, log);

        Assert.Throws<StoreCorruptedException>(() => SqliteEventReader.Open(File));
        Assert.Throws<StoreCorruptedException>(() => SqliteEventStore.Open(File, SampleSchema));
        SqliteStorePair.Recover(File, StoreRecovery.Repair);

        Assert.Equal(log, System.IO.File.ReadAllBytes(Log + ".damaged"));
        Assert.True((await SqliteStorePair.VerifyAsync(File)).IsOk);
        var kept = await CountAsync();
        Assert.True(kept is > 0 and < AppendCount * EventsEach && kept % EventsEach == 0, $"{kept} kept");
    }

    [Fact]
    public async Task A_log_that_was_cut_within_its_last_transaction_is_an_end_and_no_damage()
    {
        await KillAsync();
        using (var log = System.IO.File.Open(Log, FileMode.Open))
        {
            log.SetLength(log.Length - 100);
        }

        // What cannot be told from an interrupted write is said in the docs.
        Assert.Equal((AppendCount - 1) * EventsEach, await CountAsync());
    }

    [Fact]
    public async Task A_log_that_another_program_wrote_back_is_not_missed()
    {
        await KillAsync();
        using (var other = new SqliteConnection($"Data Source={File};Pooling=False"))
        {
            other.Open();
            using var command = other.CreateCommand();
            command.CommandText = "SELECT count(*) FROM events";
            Assert.Equal((long)AppendCount * EventsEach, command.ExecuteScalar());
        }

        Assert.False(System.IO.File.Exists(Log));
        using var store = SqliteEventStore.Open(File, SampleSchema);
        Assert.Equal(AppendCount * EventsEach, (await store.ReadTotalsAsync(TotalsQuery.All))[0].Count);
    }

    [Fact]
    public async Task A_session_of_another_that_is_alive_is_no_unclean_end()
    {
        await KillAsync();
        using var alive = SqliteEventStore.Open(File, SampleSchema);
        await alive.AppendAsync(new AppendId(3, 1), [Event("alive")]);
        using (var second = SqliteEventStore.Open(File, SampleSchema))
        {
            await second.AppendAsync(new AppendId(4, 1), [Event("second")]);
        }

        Assert.NotEqual(0L, Mark());
        Assert.Equal((AppendCount * EventsEach) + 2, await CountAsync());
        alive.Dispose();
        Assert.Equal(0L, Mark());
        Assert.False(System.IO.File.Exists(File + "-lock"));
    }

    [Fact]
    public async Task The_mark_is_in_the_file_itself_before_anything_is_acknowledged()
    {
        await KillAsync();
        var alone = _folder.PathOf("alone.db");
        System.IO.File.Copy(File, alone);

        using var connection = new SqliteConnection($"Data Source={alone};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT value FROM meta WHERE name = 'session'";

        Assert.Equal(1L, command.ExecuteScalar());
    }

    /// <summary>Makes the files that a process leaves which is killed.</summary>
    private async Task KillAsync()
    {
        var open = _folder.PathOf("open.db");
        using var store = SqliteEventStore.Open(open, SampleSchema);
        for (var append = 0; append < AppendCount; append++)
        {
            await store.AppendAsync(
                new AppendId(1, (ulong)append),
                [.. Enumerable.Range(0, EventsEach).Select(i => BackupTests.Real(append, "client " + i))]);
        }

        System.IO.File.Copy(open, File);
        System.IO.File.Copy(open + "-wal", Log);
    }

    private async Task<long> CountAsync()
    {
        using var reader = SqliteEventReader.Open(File);
        return (await reader.ReadTotalsAsync(TotalsQuery.All))[0].Count;
    }

    private long Mark()
    {
        using var database = ReadableFile.Open(File, TimeSpan.FromSeconds(1));
        return StoreMeta.ReadNumber(database, StoreMeta.Session);
    }
}
