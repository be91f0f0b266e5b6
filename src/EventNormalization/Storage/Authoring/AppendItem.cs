using System;
using EventNormalization.Identity;

namespace EventNormalization.Storage.Authoring;

/// <summary>One event of an append, and how many deliveries of it the append counts.</summary>
/// <remarks>
/// Equal when the event is the same instance and the number is equal. An append refuses <c>default</c>, which has no
/// event.
/// </remarks>
public readonly struct AppendItem : IEquatable<AppendItem>
{
    /// <summary>Pairs an event with a number of deliveries.</summary>
    /// <param name="identified">The first of its deliveries; kept as it is.</param>
    /// <param name="deliveries">How many; at least 1. The first may store the event, the others are duplicates.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="deliveries"/> is below 1.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="identified"/> is null.</exception>
    public AppendItem(IdentifiedEvent identified, long deliveries = 1)
    {
        ArgumentNullException.ThrowIfNull(identified);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(deliveries);
        Event = identified;
        Deliveries = deliveries;
    }

    /// <summary>The event.</summary>
    public IdentifiedEvent Event { get; }

    /// <summary>How many deliveries of it; at least 1.</summary>
    public long Deliveries { get; }

    /// <inheritdoc/>
    public bool Equals(AppendItem other) => ReferenceEquals(Event, other.Event) && Deliveries == other.Deliveries;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is AppendItem other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Event, Deliveries);

    /// <summary>Whether two items are equal.</summary>
    public static bool operator ==(AppendItem left, AppendItem right) => left.Equals(right);

    /// <summary>Whether two items differ.</summary>
    public static bool operator !=(AppendItem left, AppendItem right) => !left.Equals(right);
}
