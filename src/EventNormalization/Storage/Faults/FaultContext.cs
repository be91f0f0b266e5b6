using System;
using System.Collections.Generic;
using EventNormalization.Ingestion;
using NodaTime;

namespace EventNormalization.Storage;

/// <summary>All that a plan knows of one call of a store.</summary>
/// <remarks>Immutable.</remarks>
public sealed class FaultContext
{
    /// <summary>What is called.</summary>
    public required StoreOperation Operation { get; init; }

    /// <summary>
    /// Names what the call says. The same call again has the same key, whatever its run number, so that what is drawn
    /// does not depend on the order in which threads come.
    /// </summary>
    public ContentHash Key { get; init; }

    /// <summary>The ids of the events, or the keys of the failed events, that the call names.</summary>
    public IReadOnlyList<ContentHash> Items { get; init; } = [];

    /// <summary>How often a call of this key was made, this one included; at least 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int Attempt
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value);
            field = value;
        }
    } = 1;

    /// <summary>How many calls of any kind were made, this one included; at least 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public long Call
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value);
            field = value;
        }
    } = 1;

    /// <summary>When the call is made.</summary>
    public Instant Now { get; init; }
}
