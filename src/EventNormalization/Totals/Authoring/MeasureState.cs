using System;
using System.Buffers;
using EventNormalization.Normalization;

namespace EventNormalization.Totals.Authoring;

/// <summary>What a measure knows of some events: a state that can be added to, merged, kept and read.</summary>
/// <remarks>Made by <see cref="Measure.NewState"/>. Not thread-safe.</remarks>
public abstract class MeasureState
{
    private protected MeasureState()
    {
    }

    /// <summary>Adds an event.</summary>
    /// <param name="record">The event's record.</param>
    public abstract void Add(NormalizedEvent record);

    /// <summary>Adds the events that another state of the same measure knows; it stays as it is.</summary>
    /// <param name="other">Read only.</param>
    /// <exception cref="ArgumentException">It is of another measure.</exception>
    public abstract void Merge(MeasureState other);

    /// <summary>Adds the events of a state that was written.</summary>
    /// <param name="bytes">What <see cref="Write"/> wrote.</param>
    /// <exception cref="FormatException">The bytes are no state of the measure.</exception>
    public abstract void Merge(ReadOnlySpan<byte> bytes);

    /// <summary>Writes the state in its measure's byte form.</summary>
    /// <param name="output">Receives the bytes.</param>
    public abstract void Write(IBufferWriter<byte> output);

    /// <summary>What the measure gives; the state stays as it is and may be added to afterwards.</summary>
    /// <returns>Empty if the measure has nothing to say of no event.</returns>
    public abstract MeasureValue ToValue();

    /// <summary>Adds an event of which the amount is all that the measure wants to know.</summary>
    internal abstract void AddAmount(decimal amount);
}
