using System;

namespace EventNormalization.Sqlite;

/// <summary>Which roll-up an event belongs to: hour, client and metric, in the order of the table.</summary>
internal readonly record struct RollUpKey(long Hour, long Client, long Metric) : IComparable<RollUpKey>
{
    public int CompareTo(RollUpKey other)
    {
        var order = Hour.CompareTo(other.Hour);
        order = order == 0 ? Client.CompareTo(other.Client) : order;
        return order == 0 ? Metric.CompareTo(other.Metric) : order;
    }
}
