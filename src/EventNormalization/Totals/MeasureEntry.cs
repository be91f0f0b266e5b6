using System;
using System.Diagnostics;
using EventNormalization.Normalization;

namespace EventNormalization.Totals;

/// <summary>One entry of a measure whose value is a list.</summary>
/// <remarks>Equal when key and value are.</remarks>
[DebuggerDisplay("{ToString(),nq}")]
public readonly struct MeasureEntry : IEquatable<MeasureEntry>
{
    /// <summary>Pairs a key with its value.</summary>
    /// <param name="key">The key, such as one of the most frequent values.</param>
    /// <param name="value">The value measured for it.</param>
    public MeasureEntry(FieldValue key, FieldValue value)
    {
        Key = key;
        Value = value;
    }

    /// <summary>The key.</summary>
    public FieldValue Key { get; }

    /// <summary>The value measured for it.</summary>
    public FieldValue Value { get; }

    /// <inheritdoc/>
    public bool Equals(MeasureEntry other) => Key == other.Key && Value == other.Value;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is MeasureEntry other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Key, Value);

    /// <inheritdoc/>
    public override string ToString() => Key + "=" + Value;

    /// <summary>Whether two entries are equal.</summary>
    public static bool operator ==(MeasureEntry left, MeasureEntry right) => left.Equals(right);

    /// <summary>Whether two entries differ.</summary>
    public static bool operator !=(MeasureEntry left, MeasureEntry right) => !left.Equals(right);
}
