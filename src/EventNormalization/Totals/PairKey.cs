using System;

namespace EventNormalization.Totals;

/// <summary>
/// The client, metric and currency of a group; client and metric are null where the query does not group by them, the
/// currency where there is none.
/// </summary>
internal readonly struct PairKey(string? clientId, string? metric, string? currency) : IEquatable<PairKey>
{
    public string? ClientId { get; } = clientId;

    public string? Metric { get; } = metric;

    public string? Currency { get; } = currency;

    public bool Equals(PairKey other) =>
        ClientId == other.ClientId && Metric == other.Metric && Currency == other.Currency;

    public override bool Equals(object? obj) => obj is PairKey other && Equals(other);

    public override int GetHashCode() => unchecked(
        ((((ClientId?.GetHashCode(StringComparison.Ordinal) ?? 0) * 31)
        + (Metric?.GetHashCode(StringComparison.Ordinal) ?? 0)) * 31)
        + (Currency?.GetHashCode(StringComparison.Ordinal) ?? 0));
}
