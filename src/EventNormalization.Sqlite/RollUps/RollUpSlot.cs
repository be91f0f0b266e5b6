using System;

namespace EventNormalization.Sqlite;

/// <summary>A stretch of time of one level: its deltas stand together and are added to the roll-ups together.</summary>
/// <remarks>The number of a delta is made of the level, the slot and the position of the last event in it.</remarks>
internal static class RollUpSlot
{
    // After a slot's number there is room for the positions of 10^12 events. All time has half a million weeks.
    private const int PositionBits = 40;
    private const int SlotBits = 21;
    private const long SlotMax = (1L << (SlotBits - 1)) - 2;
    private const long Middle = 1L << (SlotBits - 1);

    /// <summary>The slot of a delta.</summary>
    public static long OfDelta(long delta) => ((delta >> PositionBits) & ((1L << SlotBits) - 1)) - Middle;

    /// <summary>The least number that a delta of a slot may have; those of the slots before it are less.</summary>
    public static long FirstDelta(RollUpLevel level, long slot) =>
        ((long)level.Number << (SlotBits + PositionBits))
        | ((Math.Clamp(slot, -SlotMax, SlotMax) + Middle) << PositionBits);

    /// <summary>A number above those of all deltas of a slot.</summary>
    public static long EndDelta(RollUpLevel level, long slot) => FirstDelta(level, slot) + (1L << PositionBits);

    /// <summary>The number of the delta that is written when the last event was stored at this position.</summary>
    /// <exception cref="OverflowException">There are more events than there is room for.</exception>
    public static long DeltaOf(RollUpLevel level, long slot, long position) => position >> PositionBits == 0
        ? FirstDelta(level, slot) + position
        : throw new OverflowException("A store has room for 2^40 events.");
}
