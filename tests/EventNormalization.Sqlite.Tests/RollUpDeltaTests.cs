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
        }

        // 1,500 calls into four weeks: some have had more than the 256 changes that are folded, and changes since.
        Assert.InRange(Count("roll_ups"), 256, 1_499);
        Assert.InRange(Count("roll_up_deltas"), 1, 4 * 255);
        foreach (var query in Queries())
        {
            var fold = new TotalsFold(query);
            foreach (var item in events.Where(item => Fits(query, item)))
            {
                fold.Add(item.Record);
            }

            Assert.Equal(
                fold.ToGroups().Select(StoredText.Of), (await store.ReadTotalsAsync(query)).Select(StoredText.Of));
        }
    }

    [Fact]
    public async Task Appends_of_one_call_change_the_totals_of_a_week_together()
    {
        using var store = SqliteEventStore.Open(File, SampleSchema);
        var events = Enumerable.Range(0, 100).Select(i => Event("client " + (i % 5), amount: i)).ToArray();

        await store.AppendAsync([.. events.Select((item, place) => Append.Of(new AppendId(1, (ulong)place), item))]);

        Assert.Equal(1, Count("roll_up_deltas"));
        Assert.Equal(100, Count("appends"));
        var totals = await store.ReadTotalsAsync(new TotalsQuery { GroupBy = [GroupKey.ClientId] });
        Assert.All(totals, group => Assert.Equal(20, group.Count));
        await foreach (var client in store.ReadStatisticsAsync())
        {
            Assert.Equal((20, 20), (client.ReceivedCount, client.AcceptedCount));
        }
    }

    [Fact]
    public void What_was_packed_reads_as_it_was()
    {
        var (single, several) = (default(DecimalSummary), default(DecimalSummary));
        single.Add(-12.50m);
        several.Add(decimal.MaxValue);
        several.Add(decimal.MaxValue);
        several.Add(0.0000000000000000000000000001m);
        (RollUpKey Key, DecimalSummary State)[] all =
        [
            (new RollUpKey(-87_000_000, 1, 1, ""), single), (new RollUpKey(-1, 300, 20, "EUR"), several),
            (new RollUpKey(0, 1, 1, "Zürich 😀"), several), (new RollUpKey(87_000_000, long.MaxValue, 1, ""), single),
        ];
        var pack = new RollUpPack();
        foreach (var (key, state) in all)
        {
            pack.Add(key, state);
        }

        var reader = new RollUpPackReader(pack.Written);
        foreach (var (key, state) in all)
        {
            Assert.True(reader.TryRead(out var readKey, out var readState));
            Assert.Equal(key, readKey);
            Assert.Equal(
                (state.Count, state.Sum, state.Min.Value, state.Max.Value),
                (readState.Count, readState.Sum, readState.Min.Value, readState.Max.Value));
        }

        Assert.False(reader.TryRead(out _, out _));
    }

    [Fact]
    public void A_pack_that_is_cut_off_anywhere_is_said_to_be_damaged()
    {
        var state = default(DecimalSummary);
        state.Add(1.5m);
        state.Add(2);
        var pack = new RollUpPack();
        pack.Add(new RollUpKey(473_000, 7, 3, "EUR"), state);
        var bytes = pack.Written.ToArray();

        for (var length = 1; length < bytes.Length; length++)
        {
            var cut = bytes[..length];
            Assert.Throws<StoreCorruptedException>(() => new RollUpPackReader(cut).TryRead(out _, out _));
        }
    }

    [Theory]
    [InlineData(long.MinValue)]
    [InlineData(-169)]
    [InlineData(-168)]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(167)]
    [InlineData(168)]
    [InlineData(long.MaxValue)]
    public void A_slot_is_a_week_and_its_deltas_stand_between_those_of_its_neighbours(long hour)
    {
        var slot = RollUpSlot.Of(hour);

        Assert.Equal(Math.Floor(hour / 168m), slot);
        Assert.True(RollUpSlot.FirstDeltaOfHour(hour) < RollUpSlot.EndDeltaOfHour(hour));
        if (hour is > long.MinValue and < long.MaxValue)
        {
            Assert.Equal(RollUpSlot.FirstDelta(slot), RollUpSlot.FirstDeltaOfHour(hour));
            Assert.InRange(
                RollUpSlot.DeltaOf(slot, (1L << 40) - 1),
                RollUpSlot.FirstDeltaOfHour(hour),
                RollUpSlot.EndDeltaOfHour(hour) - 1);
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
        Assert.Equal(2, Count("roll_up_deltas"));
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

    private static bool Fits(TotalsQuery query, IdentifiedEvent item) =>
        (query.Scope.From is not { } from || item.Record.Timestamp >= from)
        && (query.Scope.To is not { } to || item.Record.Timestamp < to);

    private static string TextOf(Instant instant) => InstantPattern.ExtendedIso.Format(instant);

    private long Count(string table)
    {
        using var database = new SqliteDatabase(File, TimeSpan.FromSeconds(1));
        return database.ReadNumber("SELECT count(*) FROM " + table)!.Value;
    }

    private void Execute(string sql)
    {
        using var database = new SqliteDatabase(File, TimeSpan.FromSeconds(1));
        database.Execute(sql);
    }
}
