using System;
using EventNormalization.Identity;
using NodaTime;

namespace EventNormalization.Totals;

/// <summary>The order of events in time; those of one instant are ordered by id.</summary>
internal readonly struct EventOrder(Instant timestamp, in RecordId id) : IComparable<EventOrder>
{
    public Instant Timestamp { get; } = timestamp;

    public RecordId Id { get; } = id;

    public int CompareTo(EventOrder other)
    {
        var order = Timestamp.CompareTo(other.Timestamp);
        return order == 0 ? Id.CompareTo(other.Id) : order;
    }
}
