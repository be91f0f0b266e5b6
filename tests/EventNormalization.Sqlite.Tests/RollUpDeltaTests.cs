using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using EventNormalization.Aggregation;
using EventNormalization.Identity;
using EventNormalization.Normalization;
using EventNormalization.Queries;
using EventNormalization.Storage;
using EventNormalization.Storage.Authoring;
using EventNormalization.Testing;
using EventNormalization.Totals;
using EventNormalization.Totals.Authoring;
using NodaTime;
using NodaTime.Text;
using Xunit;
using static EventNormalization.Testing.SampleEvents;

namespace EventNormalization.Sqlite.Tests;

/// <summary>
/// Roll-ups are written as packed changes and added to their table later: no total tells the difference.
/// </summary>
public sealed class RollUpDeltaTests : IDisposable
{
    private static readonly Instant Start = At("2024-01-01T00:00:00Z");

    private readonly TemporaryFolder _folder = new();

    private string File => _folder.PathOf("events.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Totals_are_the_same_before_and_after_changes_were_folded_and_in_between()
    {
        using var store = SqliteEventStore.Open(File, SampleSchema);
        var events = new List<IdentifiedEvent>();
        for (var i = 0; i < 1_500; i++)
        {
            var timestamp = Start.Plus(Duration.FromMinutes((i % 7 * 60 * 24 * 3) + i));
            events.Add(Event("client " + (i % 5), amount: i / 8m, timestamp: TextOf(timestamp)));
        }

        foreach (var (number, item) in events.Index())
        {
            await store.AppendAsync([Append.Of(new AppendId(1, (ulong)number), item)]);
            if (number is 400 or 401 or 900)
            {
                await AssertTotalsAsync(store, events[..(number + 1)]);
                FoldAll();
                Assert.Equal(0, Count("roll_up_deltas"));
                await AssertTotalsAsync(store, events[..(number + 1)]);
            }
        }

        // 1,500 calls into four weeks, a year, and all time: each has at most 63 rows that are not added yet.
        Assert.InRange(Count("roll_up_deltas"), 6, 6 * 63);
        Assert.NotEqual(0, Count("roll_ups"));
        await AssertTotalsAsync(store, events);
        Assert.Empty(await ProblemsAsync());
    }

    [Fact]
    public async Task Many_changes_are_added_to_the_roll_ups_by_the_append_that_makes_them()
    {
        using var store = SqliteEventStore.Open(File, SampleSchema);
        var events = Enumerable.Range(0, 34_000).Select(i => Event(
            "client " + (i % 500), amount: i, timestamp: TextOf(Start.Plus(Duration.FromMinutes(i / 8))))).ToArray();
        foreach (var (number, part) in events.Chunk(4_000).Index())
        {
            await store.AppendAsync([Append.Of(new AppendId(1, (ulong)number), part)]);
        }

        // The hours of the only week had 32,768 changed roll-ups; days and all time have not so many.
        Assert.Equal([2], Numbers("SELECT DISTINCT level FROM roll_ups"));
        await AssertTotalsAsync(store, events);
        Assert.Empty(await ProblemsAsync());
    }

    [Fact]
    public async Task Roll_ups_that_are_made_anew_are_identical_and_depend_on_the_events_alone()
    {
        using (var store = SqliteEventStore.Open(File, SampleSchema))
        {
            for (var i = 0; i < 300; i++)
            {
                var timestamp = Start.Plus(Duration.FromHours(i % 13 * 40));
                var item = Event("client " + (i % 7), amount: i / 3m, timestamp: TextOf(timestamp));
                await store.AppendAsync([Append.Of(new AppendId(1, (ulong)i), item)]);
            }
        }

        FoldAll();
        var folded = RollUps();
        Execute("UPDATE roll_ups SET states = x'' WHERE level = 1");
        Assert.NotEmpty(await ProblemsAsync());

        Assert.Equal(300, await SqliteStorePair.RebuildRollUpsAsync(File));

        Assert.Equal(folded, RollUps());
        Assert.Equal(0, Count("roll_up_deltas"));
        Assert.Empty(await ProblemsAsync());
        await Assert.ThrowsAsync<SqliteStoreException>(
            async () => await SqliteStorePair.RebuildRollUpsAsync(File + "x"));
    }

    [Theory]
    [InlineData(0, "all time")]
    [InlineData(1, "day 19723")]
    [InlineData(2, "hour 473352")]
    public async Task Each_level_is_counted_again(int level, string named)
    {
        using (var store = SqliteEventStore.Open(File, SampleSchema))
        {
            await store.AppendAsync(new AppendId(1, 1), [Event(timestamp: TextOf(Start), amount: 5)]);
        }

        FoldAll();
        using (var database = new SqliteDatabase(File, TimeSpan.FromSeconds(1)))
        {
            var state = default(DecimalSummary);
            state.Add(6);
            var pack = new RollUpPack();
            pack.Add(new RollUpKey(1, level == 0 ? 0 : level == 1 ? 19723 : 473352, level == 1 ? 0 : 1, ""), state);
            database.Prepare(EventTables.RollUps.Update("level IS ?1", ("states", "?2")))
                .Bind(1, level).Bind(2, pack.Finish()).Execute();
        }

        var problem = Assert.Single(await ProblemsAsync());

        Assert.Equal(
            $"{File}: the roll-up of {named}, client 1, metric {(level == 1 ? 0 : 1)}, currency '' says 1 events and "
            + "a sum of 6, and the events are 1 with a sum of 5",
            problem);
    }

    [Fact]
    public async Task Appends_of_one_call_change_the_totals_of_a_week_together()
    {
        using var store = SqliteEventStore.Open(File, SampleSchema);
        var events = Enumerable.Range(0, 100).Select(i => Event("client " + (i % 5), amount: i)).ToArray();

        await store.AppendAsync([.. events.Select((item, place) => Append.Of(new AppendId(1, (ulong)place), item))]);

        Assert.Equal(3, Count("roll_up_deltas"));
        Assert.Equal(100, Count("appends"));
        var totals = await store.ReadTotalsAsync(new TotalsQuery { GroupBy = [GroupKey.ClientId] });
        Assert.All(totals, group => Assert.Equal(20, group.Count));
        await foreach (var client in store.ReadStatisticsAsync())
        {
            Assert.Equal((20, 20), (client.ReceivedCount, client.AcceptedCount));
        }
    }

    [Fact]
    public async Task A_transaction_that_was_taken_back_left_no_change_and_the_next_one_counts_once()
    {
        using var store = SqliteEventStore.Open(File, SampleSchema);
        await store.AppendAsync(new AppendId(1, 1), [Event()]);
        Execute("CREATE TRIGGER full BEFORE INSERT ON appends BEGIN SELECT raise(ABORT, 'the disk is full'); END");
        await Assert.ThrowsAsync<EventStoreException>(
            async () => await store.AppendAsync(new AppendId(1, 2), [Event(amount: 2)]));
        Execute("DROP TRIGGER full");

        await store.AppendAsync(new AppendId(1, 2), [Event(amount: 2)]);

        Assert.Equal(2, (await store.ReadTotalsAsync(TotalsQuery.All))[0].Count);
        Assert.Equal(6, Count("roll_up_deltas"));
    }

    private static IEnumerable<TotalsQuery> Queries()
    {
        yield return TotalsQuery.All;
        yield return new TotalsQuery { GroupBy = [GroupKey.Hour, GroupKey.Field("client_id")] };
        foreach (var days in new[] { 1, 7, 8 })
        {
            var (from, to) = (Start.Plus(Duration.FromMinutes(days * 1440 + 17)),
                Start.Plus(Duration.FromDays(days + 9)));
            yield return new TotalsQuery
            {
                Where = EventPredicate.Between(from, to),
                GroupBy = [GroupKey.Field("client_id")],
            };
        }
    }

    private static async Task AssertTotalsAsync(SqliteEventStore store, IReadOnlyList<IdentifiedEvent> events)
    {
        foreach (var query in Queries())
        {
            var fold = new TotalsFold(query);
            foreach (var item in events.Where(item => Fits(query, item)))
            {
                fold.Add(item.Record, item.Id);
            }

            Assert.Equal(
                fold.ToGroups().Select(StoredText.Of), (await store.ReadTotalsAsync(query)).Select(StoredText.Of));
        }
    }

    private static bool Fits(TotalsQuery query, IdentifiedEvent item) =>
        (query.Scope.From is not { } from || item.Record.Timestamp >= from)
        && (query.Scope.To is not { } to || item.Record.Timestamp < to);

    private static string TextOf(Instant instant) => InstantPattern.ExtendedIso.Format(instant);

    private long Count(string table)
    {
        using var database = new SqliteDatabase(File, TimeSpan.FromSeconds(1));
        return database.ReadNumber("SELECT count(*) FROM " + table)!.Value;
    }

    /// <summary>What was found of roll-ups: the bytes of sample events are not theirs.</summary>
    private async Task<string[]> ProblemsAsync() =>
    [
        .. (await SqliteStorePair.VerifyAsync(File)).Problems
            .Where(problem => problem.Contains("roll-up", StringComparison.Ordinal)
                || problem.Contains("roll_ups", StringComparison.Ordinal)),
    ];

    private void FoldAll()
    {
        using var database = new SqliteDatabase(File, TimeSpan.FromSeconds(1));
        database.BeginWriting();
        new RollUpDeltas(database).FoldAll();
        database.Commit();
    }

    private string[] RollUps()
    {
        using var database = new SqliteDatabase(File, TimeSpan.FromSeconds(1));
        var rows = new List<string>();
        var select = database.Prepare("SELECT level, bucket, client, states, checksum FROM roll_ups ORDER BY 1, 2, 3");
        while (select.Step())
        {
            rows.Add(FormattableString.Invariant($"{select.ReadNumber(0)} {select.ReadNumber(1)} ")
                + FormattableString.Invariant($"{select.ReadNumber(2)} {Convert.ToHexString(select.ReadBytes(3))} ")
                + FormattableString.Invariant($"{select.ReadNumber(4)}"));
        }

        return [.. rows];
    }

    private long[] Numbers(string sql)
    {
        using var database = new SqliteDatabase(File, TimeSpan.FromSeconds(1));
        var numbers = new List<long>();
        var select = database.Prepare(sql);
        while (select.Step())
        {
            numbers.Add(select.ReadNumber(0));
        }

        return [.. numbers];
    }

    private void Execute(string sql)
    {
        using var database = new SqliteDatabase(File, TimeSpan.FromSeconds(1));
        database.Execute(sql);
    }
}
