using System;
using EventNormalization.Aggregation;

namespace EventNormalization.Storage;

/// <summary>What a store keeps of the events of one client, metric and currency, so as not to read them for totals.</summary>
/// <remarks>Immutable.</remarks>
public sealed class TotalsRollUp
{
    /// <summary>The client.</summary>
    public required string ClientId { get; init; }

    /// <summary>The metric.</summary>
    public required string Metric { get; init; }

    /// <summary>The currency; <see langword="null"/> if the events have none.</summary>
    public string? Currency { get; init; }

    /// <summary>How many events; at least 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public required long Count
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value);
            field = value;
        }
    }

    /// <summary>The exact sum of their amounts.</summary>
    public required ExactSum Sum { get; init; }

    /// <summary>The least amount.</summary>
    public required decimal Min { get; init; }

    /// <summary>The greatest amount.</summary>
    public required decimal Max { get; init; }

    /// <summary>The roll-up of the events of both; they must be different events.</summary>
    /// <exception cref="ArgumentException"><paramref name="other"/> is of another client, metric or currency.</exception>
    public TotalsRollUp Merge(TotalsRollUp other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (ClientId != other.ClientId || Metric != other.Metric || Currency != other.Currency)
        {
            throw new ArgumentException("Roll-ups of different clients, metrics or currencies do not merge.", nameof(other));
        }

        return new()
        {
            ClientId = ClientId,
            Metric = Metric,
            Currency = Currency,
            Count = Count + other.Count,
            Sum = Sum.Merge(other.Sum),
            Min = Math.Min(Min, other.Min),
            Max = Math.Max(Max, other.Max),
        };
    }
}
