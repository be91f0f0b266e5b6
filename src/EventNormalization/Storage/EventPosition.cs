using System;
using System.Globalization;

namespace EventNormalization.Storage;

/// <summary>A place in the order in which a store keeps its events.</summary>
/// <remarks><c>default</c> is the place before the first event. A place stays valid as long as its store.</remarks>
public readonly struct EventPosition : IEquatable<EventPosition>, IComparable<EventPosition>
{
    /// <summary>The place with this number.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="value"/> is negative.</exception>
    public EventPosition(long value)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value);
        Value = value;
    }

    /// <summary>The number; the first event's is at least 1, and numbers need not be dense.</summary>
    public long Value { get; }

    /// <inheritdoc/>
    public bool Equals(EventPosition other) => Value == other.Value;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is EventPosition other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Value.GetHashCode();

    /// <inheritdoc/>
    public int CompareTo(EventPosition other) => Value.CompareTo(other.Value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);

    /// <summary>Whether two places are the same.</summary>
    public static bool operator ==(EventPosition left, EventPosition right) => left.Equals(right);

    /// <summary>Whether two places differ.</summary>
    public static bool operator !=(EventPosition left, EventPosition right) => !left.Equals(right);

    /// <summary>Whether the left place comes first.</summary>
    public static bool operator <(EventPosition left, EventPosition right) => left.CompareTo(right) < 0;

    /// <summary>Whether the right place comes first.</summary>
    public static bool operator >(EventPosition left, EventPosition right) => left.CompareTo(right) > 0;

    /// <summary>Whether the right place does not come first.</summary>
    public static bool operator <=(EventPosition left, EventPosition right) => left.CompareTo(right) <= 0;

    /// <summary>Whether the left place does not come first.</summary>
    public static bool operator >=(EventPosition left, EventPosition right) => left.CompareTo(right) >= 0;
}
