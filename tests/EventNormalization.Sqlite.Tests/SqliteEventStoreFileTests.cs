using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using EventNormalization.Identity;
using EventNormalization.Normalization;
using EventNormalization.Rules;
using EventNormalization.Storage;
using EventNormalization.Storage.Authoring;
using EventNormalization.Testing;
using EventNormalization.Totals;
using Microsoft.Data.Sqlite;
using Xunit;
using static EventNormalization.Testing.SampleEvents;

namespace EventNormalization.Sqlite.Tests;

/// <summary>What the file of a store survives, and what is refused.</summary>
public sealed class SqliteEventStoreFileTests : IDisposable
{
    private static readonly EventSchema OtherSchema = EventSchema.Default with { Wrappers = [] };

    private readonly TemporaryFolder _folder = new();

    private string File => _folder.PathOf("events.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_store_that_is_opened_again_holds_everything()
    {
        string[] before;
        IReadOnlyList<AppendOutcome> first;
        using (var store = SqliteEventStore.Open(File, SampleSchema))
        {
            first = await store.AppendAsync(new AppendId(1, 1), [Event(), Event(), Keyed("client_B", "k", 1)]);
            before = await StoredText.AllAsync(store);
        }

        using var reopened = SqliteEventStore.Open(File, SampleSchema);
        var again = await reopened.AppendAsync(new AppendId(1, 1), [Event(), Event(), Keyed("client_B", "k", 1)]);
        var conflict = await reopened.AppendAsync(new AppendId(1, 2), [Keyed("client_B", "k", 2)]);

        Assert.Equal(first, again);
        Assert.Equal(AppendOutcomeKind.Conflict, conflict[0].Kind);
        Assert.Equal(before, await StoredText.AllAsync(reopened));
    }

    [Fact]
    public async Task A_new_file_that_many_open_at_once_is_made_once()
    {
        for (var round = 0; round < 10; round++)
        {
            var file = _folder.PathOf($"new-{round}.db");
            var opening = Enumerable.Range(0, 8).Select(_ => Task.Factory.StartNew(
                () => SqliteEventStore.Open(file, SampleSchema).Dispose(), TaskCreationOptions.LongRunning));

            await Task.WhenAll(opening);

            using var store = SqliteEventStore.Open(file, SampleSchema);
            Assert.Equal(0, (await store.ReadTotalsAsync(TotalsQuery.All))[0].Count);
        }
    }

    [Fact]
    public async Task A_writer_that_goes_away_before_its_commit_leaves_nothing()
    {
        using var store = SqliteEventStore.Open(File, SampleSchema);
        await store.AppendAsync(new AppendId(1, 1), [Event()]);
        var before = await StoredText.AllAsync(store);

        using (var writer = Connect(File))
        {
            Run(writer, "BEGIN IMMEDIATE");
            Run(writer, "INSERT INTO repeats VALUES(1, 99, 0, 0, 0, 0, NULL)");
            Run(writer, "DELETE FROM roll_ups");
        }

        Assert.Equal(before, await StoredText.AllAsync(store));
        Assert.Equal(
            AppendOutcomeKind.Added, (await store.AppendAsync(new AppendId(1, 2), [Event(amount: 2)]))[0].Kind);
    }

    [Fact]
    public async Task An_append_that_fails_on_the_way_leaves_nothing_and_can_be_made_again()
    {
        using var store = SqliteEventStore.Open(File, SampleSchema);
        using (var other = Connect(File))
        {
            Run(other,
                "CREATE TRIGGER full BEFORE INSERT ON appends BEGIN SELECT raise(ABORT, 'the disk is full'); END");
        }

        var error = await Assert.ThrowsAsync<EventStoreException>(
            async () => await store.AppendAsync(new AppendId(1, 1), [Event("new client", "new metric")]));
        var left = await StoredText.EventsAsync(store, EventQuery.All);
        using (var other = Connect(File))
        {
            Run(other, "DROP TRIGGER full");
        }

        var outcomes = await store.AppendAsync(new AppendId(1, 1), [Event("new client", "new metric")]);

        Assert.Equal($"{File}: the disk is full (SQLite error 1811).", error.Message);
        Assert.Equal(StoreFailureKind.NotApplied, error.Kind);
        Assert.Empty(left);
        Assert.Equal([AppendOutcomeKind.Added], outcomes.Select(outcome => outcome.Kind));
        Assert.Equal(["new client: 1 = 1 + 0"], await StoredText.StatisticsAsync(store));
        Assert.Single(await StoredText.EventsAsync(store, EventQuery.All));
    }

    [Fact]
    public async Task Two_stores_on_one_file_store_each_event_once()
    {
        using var left = SqliteEventStore.Open(File, SampleSchema);
        using var right = SqliteEventStore.Open(File, SampleSchema);
        var events = Enumerable.Range(0, 200).Select(i => Event("client " + (i % 7), amount: i)).ToArray();

        await Task.WhenAll(new[] { left, right }.Select((store, run) => Task.Run(async () =>
        {
            for (var i = 0; i < 200; i += 20)
            {
                await store.AppendAsync(new AppendId((ulong)run, (ulong)i), events[i..(i + 20)]);
            }
        })));

        var stored = await StoredText.EventsAsync(left, EventQuery.All);
        Assert.Equal(Enumerable.Repeat(2L, 200), stored.Select(item => item.Occurrences));
        Assert.Equal(await StoredText.AllAsync(left), await StoredText.AllAsync(right));
        Assert.Equal("ok", Read(File, "PRAGMA integrity_check"));
    }

    [Fact]
    public async Task Stores_that_are_opened_at_once_make_one_file()
    {
        var stores = await Task.WhenAll(
            Enumerable.Range(0, 6).Select(_ => Task.Run(() => SqliteEventStore.Open(File, SampleSchema))));

        foreach (var store in stores)
        {
            store.Dispose();
        }

        Assert.Equal(1L, Read(File, "SELECT count(*) FROM rules"));
    }

    [Fact]
    public void Other_rules_are_refused_and_can_be_accepted()
    {
        SqliteEventStore.Open(File, SampleSchema).Dispose();

        var error = Assert.Throws<RulesChangedException>(() => SqliteEventStore.Open(File, OtherSchema));
        SqliteEventStore.Open(File, OtherSchema, new SqliteStoreOptions { RulesChange = RulesChange.Accept }).Dispose();

        Assert.Equal(
            RulesComparison.Between(SchemaDocument.Of(SampleSchema).Text, SchemaDocument.Of(OtherSchema)).Changes
                .Select(change => change.ToString()),
            error.Changes.Select(change => change.ToString()));
        Assert.StartsWith(
            $"{File} was written by other rules:\n  $.wrappers: ", error.Message, StringComparison.Ordinal);
        Assert.Throws<RulesChangedException>(() => SqliteEventStore.Open(File, SampleSchema));
        SqliteEventStore.Open(File, OtherSchema).Dispose();
        Assert.Equal(2L, Read(File, "SELECT count(*) FROM rules WHERE zone_data LIKE 'TZDB%'"));
    }

    [Fact]
    public async Task A_store_whose_rules_another_program_changed_takes_no_more_events()
    {
        using var store = SqliteEventStore.Open(File, SampleSchema);
        SqliteEventStore.Open(File, OtherSchema, new SqliteStoreOptions { RulesChange = RulesChange.Accept }).Dispose();

        var error = await Assert.ThrowsAsync<RulesChangedException>(
            async () => await store.AppendAsync(new AppendId(1, 1), [Event()]));
        Assert.Contains("another program has changed the store's rules", error.Message, StringComparison.Ordinal);
        Assert.Contains("$.wrappers", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_event_that_was_read_by_other_rules_is_refused()
    {
        using var store = SqliteEventStore.Open(File, OtherSchema);

        await Assert.ThrowsAsync<ArgumentException>(
            async () => await store.AppendAsync(new AppendId(1, 1), [Event()]));

        Assert.Empty(await StoredText.EventsAsync(store, EventQuery.All));
    }

    [Fact]
    public void The_database_of_another_program_is_refused_and_left_as_it_is()
    {
        using (var other = Connect(File))
        {
            Run(other, "CREATE TABLE notes(text TEXT)");
        }

        var bytes = System.IO.File.ReadAllBytes(File);

        var error = Assert.Throws<SqliteStoreException>(() => SqliteEventStore.Open(File, SampleSchema));

        Assert.Equal(
            $"{File} is not an event store of EventNormalization: it is a database of another program. It was not "
            + "changed; name another file.",
            error.Message);
        Assert.Equal(bytes, System.IO.File.ReadAllBytes(File));
    }

    [Fact]
    public void A_store_of_failed_events_is_no_event_store_nor_the_reverse()
    {
        SqliteFailedEventStore.Open(File + SqliteFailedEventStore.FileSuffix).Dispose();
        SqliteEventStore.Open(File, SampleSchema).Dispose();

        Assert.Throws<SqliteStoreException>(
            () => SqliteEventStore.Open(File + SqliteFailedEventStore.FileSuffix, SampleSchema));
        Assert.Throws<SqliteStoreException>(() => SqliteFailedEventStore.Open(File));
    }

    [Fact]
    public void A_file_that_is_no_database_is_refused_and_left_as_it_is()
    {
        System.IO.File.WriteAllText(File, string.Concat(Enumerable.Repeat("{\"amount\":1}\n", 1000)));
        var bytes = System.IO.File.ReadAllBytes(File);

        var error = Assert.Throws<SqliteStoreException>(() => SqliteEventStore.Open(File, SampleSchema));

        Assert.Equal(
            $"{File} is not an event store of EventNormalization: it is no SQLite file, or a damaged one. It was not "
            + "changed; restore it from a backup, or name another file.",
            error.Message);
        Assert.Equal(bytes, System.IO.File.ReadAllBytes(File));
    }

    [Fact]
    public void A_directory_is_refused()
    {
        Directory.CreateDirectory(File);

        var error = Assert.Throws<SqliteStoreException>(() => SqliteEventStore.Open(File, SampleSchema));

        Assert.Equal($"{File} is not an event store of EventNormalization: it is a directory.", error.Message);
    }

    [Fact]
    public void Tables_of_another_version_are_refused()
    {
        SqliteEventStore.Open(File, SampleSchema).Dispose();
        using (var other = Connect(File))
        {
            Run(other, "PRAGMA user_version = 7");
        }

        var error = Assert.Throws<SqliteStoreException>(() => SqliteEventStore.Open(File, SampleSchema));

        Assert.Equal(
            $"{File} is an event store of EventNormalization of version 7, and this program reads "
                + $"version 6. It was not "
            + "changed; open it with the program that wrote it.",
            error.Message);
    }

    [Fact]
    public async Task A_file_that_was_cut_short_fails_closed()
    {
        await MakeLargeAsync();
        using (var stream = System.IO.File.Open(File, FileMode.Open))
        {
            stream.SetLength(stream.Length / 8192 * 4096);
        }

        var length = new FileInfo(File).Length;

        var error = await Assert.ThrowsAsync<StoreCorruptedException>(ReadEverythingAsync);

        Assert.StartsWith(File, error.Message, StringComparison.Ordinal);
        Assert.Equal(length, new FileInfo(File).Length);
    }

    [Fact]
    public async Task Damaged_pages_fail_closed()
    {
        await MakeLargeAsync();
        using (var stream = System.IO.File.Open(File, FileMode.Open))
        {
            for (var page = 1; page < stream.Length / 4096; page++)
            {
                stream.Position = (page * 4096L) + 1;
                stream.Write([0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF]);
            }
        }

        await Assert.ThrowsAsync<StoreCorruptedException>(ReadEverythingAsync);
    }

    [Theory]
    [InlineData("UPDATE events SET amount = X'A10D02'")]
    [InlineData("UPDATE events SET amount = X'AA'")]
    [InlineData("UPDATE events SET seconds = seconds + 1")]
    [InlineData("UPDATE events SET nanoseconds = 9223372036854775807")]
    [InlineData("UPDATE events SET id = X'00'")]
    [InlineData("UPDATE events SET fields = '[{}]'")]
    [InlineData("UPDATE events SET fields = 'nonsense'")]
    [InlineData("UPDATE events SET identity = X'7B7D'")]
    [InlineData("DELETE FROM metrics")]
    public async Task Content_that_no_longer_matches_its_id_goes_no_further(string damage)
    {
        using var store = SqliteEventStore.Open(File, SampleSchema);
        await store.AppendAsync(new AppendId(1, 1), [Event()]);
        using (var other = new SqliteDatabase(File, TimeSpan.FromSeconds(1)))
        {
            // Its checksum is right, as of one who writes by the wrong rules.
            other.Execute(damage);
            VerificationTests.Seal(other, "events");
        }

        var error = await Assert.ThrowsAsync<StoreCorruptedException>(
            async () => await StoredText.EventsAsync(store, EventQuery.All));

        Assert.Equal(
            $"{File}: the event at position 1 is no longer what was stored. Restore the file from a backup.",
            error.Message);
    }

    [Theory]
    [InlineData("events", "amount = X'A10D02'")]
    [InlineData("events", "seconds = seconds + 1")]
    [InlineData("events", "raw = X'00'")]
    [InlineData("events", "received_seconds = 7")]
    [InlineData("roll_up_deltas", "states = x'00'")]
    [InlineData("roll_up_deltas", "delta = delta + 1")]
    [InlineData("repeats", "occurrences = 9")]
    [InlineData("appends", "answers = X'00'")]
    [InlineData("clients", "name = 'client_B'")]
    [InlineData("clients", "accepted = 7")]
    [InlineData("clients", "client = 9")]
    [InlineData("metrics", "name = 'other'")]
    [InlineData("rules", "schema = '{}'")]
    [InlineData("meta", "value = x'00'")]
    public async Task A_row_that_is_not_what_was_written_is_damage_and_no_number(string table, string change)
    {
        using var store = SqliteEventStore.Open(File, SampleSchema);
        await store.AppendAsync(new AppendId(1, 1), [Event(), Event()]);
        using (var other = Connect(File))
        {
            Run(other, $"UPDATE {table} SET {change}");
        }

        var verified = await SqliteStorePair.VerifyAsync(File);

        Assert.Contains(verified.Problems, problem =>
            problem.Contains($"of the table {table} is not what was written", StringComparison.Ordinal));
        if (table is "clients" or "metrics" or "events" or "repeats")
        {
            await Assert.ThrowsAsync<StoreCorruptedException>(async () => await StoredText.AllAsync(store));
        }

        if (table is "clients" or "metrics" or "roll_up_deltas")
        {
            await Assert.ThrowsAsync<StoreCorruptedException>(
                async () => await store.ReadTotalsAsync(
                    new TotalsQuery { GroupBy = [GroupKey.ClientId, GroupKey.Metric] }));
        }
    }

    [Fact]
    public async Task A_record_that_no_longer_agrees_with_its_identity_goes_no_further()
    {
        using var store = SqliteEventStore.Open(File, SampleSchema);
        await store.AppendAsync(
            new AppendId(1, 1), [WithFields([new("region", Normalization.FieldValue.FromText("EU"))])]);
        using (var other = Connect(File))
        {
            Run(other, "UPDATE events SET amount = X'A10D02'");
        }

        await Assert.ThrowsAsync<StoreCorruptedException>(
            async () => await StoredText.EventsAsync(store, EventQuery.All));
    }

    [Fact]
    public async Task A_locked_file_is_said_to_be_locked()
    {
        var options = new SqliteStoreOptions { BusyTimeout = TimeSpan.FromMilliseconds(20) };
        using var store = SqliteEventStore.Open(File, SampleSchema, options);
        using var other = Connect(File);
        Run(other, "BEGIN IMMEDIATE");

        var append = await Assert.ThrowsAsync<EventStoreException>(
            async () => await store.AppendAsync(new AppendId(1, 1), [Event()]));
        var open = Assert.Throws<SqliteStoreException>(() => SqliteEventStore.Open(File, SampleSchema, options));

        Assert.Equal($"{File}: database is locked (SQLite error 5).", append.Message);
        Assert.Equal(StoreFailureKind.NotApplied, append.Kind);
        Assert.Equal(SqliteStoreProblem.Busy, Assert.IsType<SqliteStoreException>(append.InnerException).Problem);
        Assert.Equal($"{File} is locked by another program.", open.Message);
        Assert.Equal(SqliteStoreProblem.Busy, open.Problem);
    }

    [Fact]
    public async Task Closed_names_are_void_after_the_store_is_opened_again()
    {
        var name = new AppendId(1, ulong.MaxValue);
        using (var store = SqliteEventStore.Open(File, SampleSchema))
        {
            await store.AppendAsync(new AppendId(1, 1), [Event(amount: 5)]);
            await store.CloseAsync(new AppendName(name));
            await store.CloseAsync(new AppendName(new AppendId(2, 1)));
        }

        using var reopened = SqliteEventStore.Open(File, SampleSchema);
        var late = await reopened.AppendAsync(Append.Of(name, Event()));

        Assert.Equal(AppendErrorKind.Closed, late.Error!.Kind);
        Assert.Null(await reopened.CloseAsync(new AppendName(new AppendId(2, 1))));
        Assert.Single(await StoredText.EventsAsync(reopened, EventQuery.All));
    }

    [Fact]
    public async Task A_store_that_is_to_forget_spellings_keeps_and_counts_none()
    {
        var options = new SqliteStoreOptions { Spellings = SpellingRetention.Forget };
        using var store = SqliteEventStore.Open(File, SampleSchema, options);
        await store.AppendAsync(new AppendId(1, 1), [Event(), Again(Event(), "a", Received)]);
        await store.AppendAsync(new AppendId(1, 2), [Again(Event(), "b", Received)]);

        var found = await store.FindAsync(Event());

        Assert.Equal((0, 0L, 3L), (found!.SpellingCount, found.OtherSpellingCount, found.Occurrences));
        Assert.Empty(await store.ReadSpellingsAsync(EventKey.Of(Event())));
    }

    [Fact]
    public void Every_table_has_a_column_for_the_checksum_of_its_row()
    {
        SqliteEventStore.Open(File, SampleSchema).Dispose();

        Assert.Equal(0L, Read(File, """
            SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND NOT EXISTS(
              SELECT 1 FROM pragma_table_info(sqlite_master.name) AS columns WHERE columns.name = 'checksum')
            """));
    }

    [Fact]
    public async Task A_closed_store_says_that_it_is_closed()
    {
        var store = SqliteEventStore.Open(File, SampleSchema);
        store.Dispose();
        store.Dispose();

        await Assert.ThrowsAsync<ObjectDisposedException>(
            async () => await store.AppendAsync(new AppendId(1, 1), [Event()]));
        await Assert.ThrowsAsync<ObjectDisposedException>(
            async () => await store.FindAsync(Event()));
    }

    [Fact]
    public void Every_connection_forces_the_log_out_to_the_disk()
    {
        using var writer = StoreFile.OpenToWrite(File, EventTables.Kind, SqliteStoreOptions.Default, _ => { });
        using var reader = ReadableFile.Open(File, TimeSpan.FromSeconds(1));

        foreach (var database in new[] { writer.Database, reader })
        {
            Assert.Equal("wal", database.ReadText("PRAGMA journal_mode"));
            Assert.Equal(2, database.ReadNumber("PRAGMA synchronous"));
        }
    }

    private static SqliteConnection Connect(string path)
    {
        var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        return connection;
    }

    [SuppressMessage("Security", "CA2100", Justification = "The statements are constants of these tests.")]
    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    [SuppressMessage("Security", "CA2100", Justification = "The statements are constants of these tests.")]
    private static object? Read(string path, string sql)
    {
        using var connection = Connect(path);
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }

    private async Task MakeLargeAsync()
    {
        using var store = SqliteEventStore.Open(File, SampleSchema);
        await store.AppendAsync(
            new AppendId(1, 1), [.. Enumerable.Range(0, 2000).Select(i => Event("client " + i, amount: i))]);
    }

    private async Task ReadEverythingAsync()
    {
        using var store = SqliteEventStore.Open(File, SampleSchema);
        await StoredText.AllAsync(store);
    }
}
