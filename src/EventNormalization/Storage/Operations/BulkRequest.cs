using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using EventNormalization.Ingestion;
using EventNormalization.Queries;

namespace EventNormalization.Storage;

/// <summary>What a bulk operation is to do, and with which entries.</summary>
/// <remarks>Immutable.</remarks>
[DebuggerDisplay("{DebuggerDisplay,nq}")]
public sealed class BulkRequest
{
    /// <summary>What is done with each entry.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not known.</exception>
    public required BulkOperationKind Kind { get; init => field = EnumGuard.Checked(value); }

    /// <summary>Which entries, if they are not named; all that match when it begins.</summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public EventPredicate Where
    {
        get;
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            field = value;
        }
    } = EventPredicate.Everything;

    /// <summary>Whether archived entries are among those that match.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not known.</exception>
    public ArchivedEntries Archived { get; init => field = EnumGuard.Checked(value); }

    /// <summary>
    /// The keys of the entries, in this order, each once; <see langword="null"/> if <see cref="Where"/> chooses them.
    /// One that no entry has is kept, and ignored in its turn.
    /// </summary>
    public IReadOnlyList<ContentHash>? Keys { get; init; }

    private string DebuggerDisplay => Keys is null
        ? $"{Kind} where {Where}"
        : string.Create(CultureInfo.InvariantCulture, $"{Kind} of {Keys.Count} entries");
}
