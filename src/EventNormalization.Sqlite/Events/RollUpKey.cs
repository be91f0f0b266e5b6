using System;

namespace EventNormalization.Sqlite;

/// <summary>Which roll-up an event belongs to: hour, client, metric and currency, in the order of the table.</summary>
/// <remarks>The currency is empty where events have none.</remarks>
internal readonly record struct RollUpKey(long Hour, long Client, long Metric, string Currency)
    : IComparable<RollUpKey>
{
    public int CompareTo(RollUpKey other)
    {
        var order = Hour.CompareTo(other.Hour);
        order = order == 0 ? Client.CompareTo(other.Client) : order;
        order = order == 0 ? Metric.CompareTo(other.Metric) : order;
        return order == 0 ? string.CompareOrdinal(Currency, other.Currency) : order;
    }
}
