using System;
using System.Collections.Generic;
using EventNormalization.Ingestion;
using NodaTime;

namespace EventNormalization.Storage;

/// <summary>What a plan knows about one call of a store.</summary>
/// <remarks>Immutable.</remarks>
public sealed class FaultContext
{
    /// <summary>What is called.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not known.</exception>
    public required StoreOperation Operation { get; init => field = EnumGuard.Checked(value); }

    /// <summary>
    /// Identifies the content of the call. Repeating a call gives the same key, whatever its run number, so that what
    /// is drawn does not depend on the order of threads.
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
