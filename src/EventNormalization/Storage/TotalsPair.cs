using System;

namespace EventNormalization.Storage;

/// <summary>The key of a group by client and metric; what is not grouped by is <see langword="null"/>.</summary>
internal readonly struct TotalsPair(string? clientId, string? metric) : IEquatable<TotalsPair>
{
    public string? ClientId { get; } = clientId;

    public string? Metric { get; } = metric;

    public bool Equals(TotalsPair other) => ClientId == other.ClientId && Metric == other.Metric;

    public override bool Equals(object? obj) => obj is TotalsPair other && Equals(other);

    public override int GetHashCode() => unchecked(
        ((ClientId?.GetHashCode(StringComparison.Ordinal) ?? 0) * 31)
        + (Metric?.GetHashCode(StringComparison.Ordinal) ?? 0));
}
