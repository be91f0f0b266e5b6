using System;
using System.Diagnostics;

namespace EventNormalization.Normalization;

/// <summary>A further field of a record: its name in the schema and its value.</summary>
/// <remarks>Equal when both are. <c>default</c> is no field: it has no name.</remarks>
[DebuggerDisplay("{ToString(),nq}")]
public readonly struct EventField : IEquatable<EventField>
{
    /// <summary>Pairs a name with a value.</summary>
    /// <param name="name">The field's name in records; compared ordinally.</param>
    /// <param name="value">May be of any kind that <see cref="FieldValueKind"/> names.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty.</exception>
    public EventField(string name, FieldValue value)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        Name = name;
        Value = value;
    }

    /// <summary>The field's name.</summary>
    public string Name { get; }

    /// <summary>The field's value.</summary>
    public FieldValue Value { get; }

    /// <inheritdoc/>
    public bool Equals(EventField other) => Name == other.Name && Value == other.Value;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is EventField other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, Value);

    /// <inheritdoc/>
    public override string ToString() => Name + "=" + Value;

    /// <summary>Whether two fields are equal.</summary>
    public static bool operator ==(EventField left, EventField right) => left.Equals(right);

    /// <summary>Whether two fields differ.</summary>
    public static bool operator !=(EventField left, EventField right) => !left.Equals(right);
}
