using System;

namespace EventNormalization.Storage;

/// <summary>
/// The key of the totals of one currency by client and metric; what is not grouped by is <see langword="null"/>, and so
/// is a currency that is not there.
/// </summary>
internal readonly struct TotalsPair(string? clientId, string? metric, string? currency) : IEquatable<TotalsPair>
{
    public string? ClientId { get; } = clientId;

    public string? Metric { get; } = metric;

    public string? Currency { get; } = currency;

    public bool Equals(TotalsPair other) =>
        ClientId == other.ClientId && Metric == other.Metric && Currency == other.Currency;

    public override bool Equals(object? obj) => obj is TotalsPair other && Equals(other);

    public override int GetHashCode() => unchecked(
        ((((ClientId?.GetHashCode(StringComparison.Ordinal) ?? 0) * 31)
        + (Metric?.GetHashCode(StringComparison.Ordinal) ?? 0)) * 31)
        + (Currency?.GetHashCode(StringComparison.Ordinal) ?? 0));
}
