using System.Collections.Generic;
using System.Diagnostics;
using EventNormalization.Totals;

namespace EventNormalization.Storage;

/// <summary>What became of the totals of a query.</summary>
/// <remarks>Immutable. Reported by <see cref="LiveTotals"/>.</remarks>
[DebuggerDisplay("{DebuggerDisplay,nq}")]
public sealed class TotalsChange
{
    /// <summary>
    /// The groups that are new or have other values, ordered by key; each takes the place of the group of its key.
    /// </summary>
    /// <remarks>The first change has all groups. A group never goes away.</remarks>
    public required IReadOnlyList<TotalsGroup> Groups { get; init; }

    /// <summary>The position of the last event that was looked at; all before it are counted.</summary>
    /// <remarks><c>default</c> if there was none.</remarks>
    public required EventPosition Position { get; init; }

    private string DebuggerDisplay => System.FormattableString.Invariant($"{Groups?.Count} groups at {Position}");
}
