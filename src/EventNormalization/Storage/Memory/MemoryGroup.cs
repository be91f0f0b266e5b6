using EventNormalization.Aggregation;
using EventNormalization.Normalization;

namespace EventNormalization.Storage;

/// <summary>The events of one client, metric and currency: their common texts, and the sum of their amounts.</summary>
internal struct MemoryGroup
{
    public required string ClientId { get; init; }

    public required string Metric { get; init; }

    public required string? Currency { get; init; }

    public DecimalSummary Amounts;

    /// <summary>A record of the group, for queries that look at nothing else.</summary>
    public readonly NormalizedEvent ToSample() => new()
    {
        ClientId = ClientId,
        Metric = Metric,
        Currency = Currency,
        Amount = 0,
        Timestamp = default,
    };
}
