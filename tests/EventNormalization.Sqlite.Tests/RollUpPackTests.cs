using System;
using System.Collections.Generic;
using EventNormalization.Aggregation;
using EventNormalization.Storage;
using Xunit;

namespace EventNormalization.Sqlite.Tests;

/// <summary>Roll-ups as bytes, and where their changes stand.</summary>
public class RollUpPackTests
{
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
            (new RollUpKey(1, -87_000_000, 1, ""), single), (new RollUpKey(1, -1, 20, "EUR"), several),
            (new RollUpKey(1, 87_000_000, 1, "EUR"), single), (new RollUpKey(300, 0, 1, "Zürich 😀"), several),
            (new RollUpKey(long.MaxValue, 87_000_000, 0, ""), single),
        ];
        var pack = new RollUpPack();
        foreach (var (key, state) in all)
        {
            pack.Add(key, state);
        }

        var reader = new RollUpPackReader(pack.Finish());
        foreach (var (key, state) in all)
        {
            Assert.True(reader.TryRead(out var readKey));
            var readState = reader.ReadState();
            Assert.Equal(key, readKey);
            Assert.Equal(
                (state.Count, state.Sum, state.Min.Value, state.Max.Value),
                (readState.Count, readState.Sum, readState.Min.Value, readState.Max.Value));
        }

        Assert.False(reader.TryRead(out _));
        var ofOne = new RollUpPackReader(pack.Finish(), new SortedSet<long> { 300, 301 });
        Assert.True(ofOne.TryRead(out var only));
        Assert.Equal(all[3].Key, only);
        Assert.False(ofOne.TryRead(out _));
    }

    [Fact]
    public void A_pack_that_is_cut_off_anywhere_is_said_to_be_damaged()
    {
        var state = default(DecimalSummary);
        state.Add(1.5m);
        state.Add(2);
        var pack = new RollUpPack();
        pack.Add(new RollUpKey(7, 473_000, 3, "EUR"), state);
        var bytes = pack.Finish().ToArray();

        for (var length = 1; length < bytes.Length; length++)
        {
            var cut = bytes[..length];
            Assert.Throws<StoreCorruptedException>(() => new RollUpPackReader(cut).TryRead(out _));
        }
    }

    [Theory]
    [InlineData(-87_648_000)]
    [InlineData(-169)]
    [InlineData(-168)]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(167)]
    [InlineData(168)]
    [InlineData(70_389_527)]
    public void A_slot_of_hours_is_a_week_and_its_deltas_stand_between_those_of_its_neighbours(long hour)
    {
        var level = RollUpLevel.Hour;
        var slot = level.SlotOf(hour);

        Assert.Equal(Math.Floor(hour / 168m), slot);
        Assert.Equal(RollUpSlot.EndDelta(level, slot), RollUpSlot.FirstDelta(level, slot + 1));
        var delta = RollUpSlot.DeltaOf(level, slot, (1L << 40) - 1);
        Assert.InRange(delta, RollUpSlot.FirstDelta(level, slot), RollUpSlot.EndDelta(level, slot) - 1);
        Assert.Equal(slot, RollUpSlot.OfDelta(delta));
        Assert.InRange(
            delta, RollUpSlot.FirstDelta(level, long.MinValue), RollUpSlot.EndDelta(level, long.MaxValue) - 1);
        Assert.True(RollUpSlot.EndDelta(RollUpLevel.Day, long.MaxValue) <= RollUpSlot.FirstDelta(level, long.MinValue));
        Assert.Throws<OverflowException>(() => RollUpSlot.DeltaOf(level, slot, 1L << 40));
    }
}
