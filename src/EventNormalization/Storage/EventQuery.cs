using System;
using EventNormalization.Queries;

namespace EventNormalization.Storage;

/// <summary>Which stored events to read, and from where on.</summary>
public sealed record EventQuery
{
    /// <summary>Every event from the first on.</summary>
    public static readonly EventQuery All = new();

    /// <summary>Which events.</summary>
    public EventPredicate Where { get; init; } = EventPredicate.Everything;

    /// <summary>Read on behind this place; the default is from the first event on.</summary>
    public EventPosition After { get; init; }

    /// <summary>At most how many events; <see langword="null"/> is all of them.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int? CountMax
    {
        get;
        init
        {
            if (value is { } count)
            {
                ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
            }

            field = value;
        }
    }
}
