using System;

namespace EventNormalization.Sqlite;

/// <summary>A week of roll-ups, counted from 1970: its deltas stand together and are folded together.</summary>
internal static class RollUpSlot
{
    // After a slot's number there is room for the positions of 10^12 events.
    private const int PositionBits = 40;
    private const long HourCount = 7 * 24;

    public static long Of(long hour) => hour >= 0 ? hour / HourCount : ((hour + 1) / HourCount) - 1;

    /// <summary>The slot of a delta.</summary>
    public static long OfDelta(long delta) => delta >> PositionBits;

    /// <summary>The least number that a delta of a slot may have; those of the slots before it are less.</summary>
    public static long FirstDelta(long slot) => slot << PositionBits;

    /// <summary>The least number of a delta whose roll-ups may lie in the hour or after it.</summary>
    public static long FirstDeltaOfHour(long hour) => FirstDelta(Within(Of(hour)));

    /// <summary>A number above those of all deltas whose roll-ups may lie before the hour.</summary>
    public static long EndDeltaOfHour(long hour) => FirstDelta(Within(Of(hour)) + 1);

    /// <summary>The number of the delta that is written when the last event was stored at this position.</summary>
    /// <exception cref="OverflowException">There are more events than there is room for.</exception>
    public static long DeltaOf(long slot, long position) => position >> PositionBits == 0
        ? FirstDelta(slot) + position
        : throw new OverflowException("A store has room for 2^40 events.");

    // All time is far within it.
    private static long Within(long slot) => Math.Clamp(slot, -(1L << 22), 1L << 22);
}
