using System;

namespace EventNormalization.Storage.Authoring;

/// <summary>The item of an append that had no answer, so that the event store can be asked about it.</summary>
/// <remarks>Equal when all members are.</remarks>
public readonly record struct UncertainAppend
{
    /// <summary>Names the item of an append.</summary>
    /// <param name="id">What the whole append is called.</param>
    /// <param name="ordinal">The item's place in it, from 0 on.</param>
    /// <param name="part">The part of the store that the item belongs to; <see langword="null"/> is all of it.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="ordinal"/> is negative.</exception>
    public UncertainAppend(AppendId id, int ordinal, byte? part = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(ordinal);
        Id = id;
        Ordinal = ordinal;
        Part = part;
    }

    /// <summary>The append.</summary>
    public AppendId Id { get; }

    /// <summary>The item's index in the append, from 0.</summary>
    public int Ordinal { get; }

    /// <summary>The part of the store that the item belongs to; <see langword="null"/> is all of it.</summary>
    public byte? Part { get; }

    /// <summary>The name to close.</summary>
    public AppendName Name => new(Id, Part);
}
