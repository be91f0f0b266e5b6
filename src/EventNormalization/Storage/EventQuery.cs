using System;
using EventNormalization.Queries;

namespace EventNormalization.Storage;

/// <summary>Which stored events to read, in which order, and where to start.</summary>
/// <remarks>Immutable; vary one with <c>with</c>. Two are equal when both members are.</remarks>
public sealed record EventQuery
{
    /// <summary>Every event from the first on.</summary>
    public static readonly EventQuery All = new();

    /// <summary>Which events.</summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public EventPredicate Where
    {
        get;
        init => field = value ?? throw new ArgumentNullException(nameof(value));
    }

    = EventPredicate.Everything;

    /// <summary>The order, the start and the number of events. Ties are in the order of positions.</summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public PageRequest Page
    {
        get;
        init => field = value ?? throw new ArgumentNullException(nameof(value));
    }

    = PageRequest.All;
}
