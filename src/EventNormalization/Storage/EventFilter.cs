using System;
using System.Collections.Immutable;
using EventNormalization.Normalization;
using NodaTime;

namespace EventNormalization.Storage;

/// <summary>Which events a query is about; the default is all of them.</summary>
/// <remarks>Immutable; vary one with <c>with</c>. Texts are compared by ordinal.</remarks>
public sealed record EventFilter
{
    /// <summary>Every event.</summary>
    public static readonly EventFilter All = new();

    /// <summary>The clients asked for; empty is every client.</summary>
    public ImmutableArray<string> ClientIds { get; init; } = [];

    /// <summary>The metrics asked for, as they are stored; empty is every metric.</summary>
    public ImmutableArray<string> Metrics { get; init; } = [];

    /// <summary>The first timestamp asked for; <see langword="null"/> is no bound.</summary>
    public Instant? From { get; init; }

    /// <summary>The first timestamp no longer asked for; <see langword="null"/> is no bound.</summary>
    public Instant? To { get; init; }

    /// <summary>Whether <paramref name="record"/> is one of the events asked for.</summary>
    public bool Matches(NormalizedEvent record)
    {
        ArgumentNullException.ThrowIfNull(record);
        return MatchesClientAndMetric(record.ClientId, record.Metric) && IsWithinBounds(record.Timestamp);
    }

    /// <summary>Whether an instant lies within the bounds of time.</summary>
    internal bool IsWithinBounds(Instant timestamp) =>
        (From is not { } from || timestamp >= from) && (To is not { } to || timestamp < to);

    /// <summary>Whether events of this client and metric can be among those asked for.</summary>
    internal bool MatchesClientAndMetric(string clientId, string metric) =>
        (ClientIds.IsEmpty || ClientIds.AsSpan().Contains(clientId))
        && (Metrics.IsEmpty || Metrics.AsSpan().Contains(metric));
}
