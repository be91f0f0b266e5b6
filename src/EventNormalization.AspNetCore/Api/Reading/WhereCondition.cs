using System.Collections.Immutable;
using EventNormalization.Queries;

namespace EventNormalization.Api.Reading;

/// <summary>A condition that was read, and the clients and metrics that it names.</summary>
internal sealed class WhereCondition
{
    /// <summary>The condition that every event meets.</summary>
    public static readonly WhereCondition None = new() { Predicate = EventPredicate.Everything };

    /// <summary>The condition.</summary>
    public required EventPredicate Predicate { get; init; }

    /// <summary>The clients that events are to be of, as they are stored.</summary>
    public ImmutableArray<string> Clients { get; init; } = [];

    /// <summary>The metrics that events are to be of, as they are stored.</summary>
    public ImmutableArray<string> Metrics { get; init; } = [];
}
