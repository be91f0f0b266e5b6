using System;
using System.Buffers;
using EventNormalization.Identity;
using EventNormalization.Normalization;

namespace EventNormalization.Totals.Authoring;

/// <summary>The state of a measure for some events; it can be added to, merged, written and read.</summary>
/// <remarks>Created by <see cref="Measure.NewState"/>. Not thread-safe.</remarks>
public abstract class MeasureState
{
    private protected MeasureState()
    {
    }

    /// <summary>Adds an event.</summary>
    /// <param name="record">The event's record.</param>
    /// <param name="id">Its id, which orders events of one instant: the first and the latest depend on it.</param>
    public abstract void Add(NormalizedEvent record, in RecordId id);

    /// <summary>Adds the events of another state of the same measure, which is not changed.</summary>
    /// <param name="other">Read only.</param>
    /// <exception cref="ArgumentException">It is of another measure.</exception>
    public abstract void Merge(MeasureState other);

    /// <summary>Adds the events of a written state.</summary>
    /// <param name="bytes">What <see cref="Write"/> wrote.</param>
    /// <exception cref="FormatException">The bytes are no state of the measure.</exception>
    public abstract void Merge(ReadOnlySpan<byte> bytes);

    /// <summary>Writes the state in its measure's byte form.</summary>
    /// <param name="output">Receives the bytes.</param>
    public abstract void Write(IBufferWriter<byte> output);

    /// <summary>The value of the measure; the state is not changed, and more events may be added.</summary>
    /// <returns>Empty if the measure has nothing to say of no event.</returns>
    public abstract MeasureValue ToValue();

    /// <summary>Adds an event of which the amount is all that the measure wants to know.</summary>
    internal abstract void AddAmount(decimal amount);
}
