using System;
using System.Collections.Generic;

namespace EventNormalization.Reliability.Tests.Harness;

/// <summary>What a store says, as numbers of events.</summary>
internal sealed class StoreContents
{
    /// <summary>The number of an event that nobody sent.</summary>
    public const int Phantom = -1;

    /// <summary>A number for each row.</summary>
    public List<int> Stored { get; } = [];

    public HashSet<int> Failed { get; } = [];

    /// <summary>The totals that the store keeps, by group.</summary>
    public SortedDictionary<string, NumberedEvents.Total> RollUps { get; } = new(StringComparer.Ordinal);

    /// <summary>What a check of the store's own found wrong; null if nothing.</summary>
    public string? Problem { get; set; }
}
