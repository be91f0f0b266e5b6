using System;
using EventNormalization.Queries.Authoring;

namespace EventNormalization.Sqlite;

/// <summary>Which roll-up of a level an event belongs to, in the order in which roll-ups of one row are kept.</summary>
/// <remarks>
/// The time counts the level's stretches of time since 1970. The metric is 0 where the level is not by metric, and the
/// currency is empty where events have none.
/// </remarks>
internal readonly record struct RollUpKey(long Client, long Time, long Metric, string Currency)
    : IComparable<RollUpKey>
{
    // The texts of currencies are few for one client, time and metric: their first character is enough.
    public override int GetHashCode() =>
        HashCode.Combine(Client, Time, Metric, Currency.Length == 0 ? '\0' : Currency[0]);

    public int CompareTo(RollUpKey other)
    {
        var order = Client.CompareTo(other.Client);
        order = order == 0 ? Time.CompareTo(other.Time) : order;
        order = order == 0 ? Metric.CompareTo(other.Metric) : order;
        return order != 0 || ReferenceEquals(Currency, other.Currency)
            ? order
            : FieldOrder.CompareTexts(Currency, other.Currency);
    }
}
