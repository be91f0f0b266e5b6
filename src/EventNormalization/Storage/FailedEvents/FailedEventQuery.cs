using System;
using System.Buffers.Binary;
using EventNormalization.Queries;
using EventNormalization.Queries.Authoring;
using NodaTime;

namespace EventNormalization.Storage;

/// <summary>Which failed events to read, in which order.</summary>
/// <remarks>
/// Immutable; vary one with <c>with</c>. The only field of a failed event is <c>client_id</c>, if it could be read; a
/// range of time refers to its last receipt; a search of the raw bytes looks at those received, not at an edit.
/// </remarks>
public sealed record FailedEventQuery
{
    /// <summary>Every failed event that is not archived.</summary>
    public static readonly FailedEventQuery All = new();

    /// <summary>Which.</summary>
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

    /// <summary>The page, ordered by position, first seen or last seen.</summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public PageRequest Page
    {
        get;
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            field = value;
        }
    } = PageRequest.All;

    /// <summary>Whether archived entries are left out, included, or the only ones.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not known.</exception>
    public ArchivedEntries Archived
    {
        get;
        init => field = Enum.IsDefined(value)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "No such choice is known.");
    }

    /// <summary>Throws for an order that failed events do not have, and for a token of another order.</summary>
    /// <exception cref="ArgumentException">The order or the token does not fit.</exception>
    public void Check()
    {
        if (Page.SortBy is SortKey.Timestamp or SortKey.Amount)
        {
            throw new ArgumentException(
                $"Failed events cannot be ordered by {Page.SortBy}: they have none. "
                + $"Order by {SortKey.Position}, {SortKey.FirstSeen} or {SortKey.LastSeen}.");
        }

        Page.CheckToken();
        var valueLength = Page.SortBy == SortKey.Position ? 0 : SortableBytes.InstantByteCount;
        if (Page.After is { } after && (after.Value.Length != valueLength || after.Row.Length != sizeof(long)))
        {
            throw new ArgumentException("The page token is not one of failed events.");
        }
    }

    /// <summary>The number of the entry after which a token continues.</summary>
    /// <param name="token">A token of a failed event.</param>
    /// <returns>The number that the store gave to the row; that the row is still there is not checked.</returns>
    public static long NumberOf(PageToken token) => BinaryPrimitives.ReadInt64BigEndian(token.Row);

    internal static Instant ValueOf(SortKey key, FailedEvent entry) => key switch
    {
        SortKey.FirstSeen => entry.FirstReceivedAt,
        SortKey.LastSeen => entry.LastReceivedAt,
        _ => throw new ArgumentException($"Failed events are not ordered by the value of {key}."),
    };
}
