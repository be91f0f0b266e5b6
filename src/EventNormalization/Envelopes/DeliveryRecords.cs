using System;
using EventNormalization.Ingestion;

namespace EventNormalization.Envelopes;

/// <summary>
/// The records of several deliveries, in order; each is read, gets a result, and is stored individually.
/// </summary>
public sealed class DeliveryRecords
{
    private readonly int[]? _counts;

    internal DeliveryRecords(ReadOnlyMemory<RawEvent> records, int[]? counts)
    {
        Records = records;
        _counts = counts;
    }

    /// <summary>All records. A delivery that is one event is its own record.</summary>
    public ReadOnlyMemory<RawEvent> Records { get; }

    /// <summary>Whether each delivery is one event.</summary>
    internal bool AreDeliveries => _counts is null;

    /// <summary>How many deliveries, at least one, have at most so many records together.</summary>
    internal int CountWithin(int recordsMax)
    {
        var (count, records) = (0, 0L);
        while (count < _counts!.Length && (records += CountOf(count)) <= recordsMax)
        {
            count++;
        }

        return Math.Max(count, 1);
    }

    /// <summary>The first so many deliveries.</summary>
    internal DeliveryRecords Take(int deliveryCount)
    {
        var records = 0;
        for (var i = 0; i < deliveryCount; i++)
        {
            records += CountOf(i);
        }

        return new DeliveryRecords(Records[..records], _counts![..deliveryCount]);
    }

    /// <summary>
    /// Whether a delivery holds its events, be there none, one or several; false if it is one itself.
    /// </summary>
    /// <param name="delivery">The index of the delivery, from 0.</param>
    /// <returns><see langword="true"/> for an array and for what the schema's envelopes name.</returns>
    public bool IsEnvelope(int delivery) => _counts is not null && _counts[delivery] >= 0;

    /// <summary>How many records a delivery has.</summary>
    /// <param name="delivery">The index of the delivery, from 0.</param>
    /// <returns>At least 0; 1 for a delivery that is its own record.</returns>
    public int CountOf(int delivery) => IsEnvelope(delivery) ? _counts![delivery] : 1;
}
