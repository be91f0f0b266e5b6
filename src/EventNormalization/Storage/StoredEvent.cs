using System;
using System.Diagnostics;
using EventNormalization.Identity;
using EventNormalization.Queries;
using EventNormalization.Queries.Authoring;
using NodaTime;

namespace EventNormalization.Storage;

/// <summary>An event as a store holds it.</summary>
[DebuggerDisplay("{DebuggerDisplay,nq}")]
public sealed class StoredEvent
{
    /// <summary>Its position in the store.</summary>
    public required EventPosition Position { get; init; }

    /// <summary>The event, with the bytes and the time of the delivery that was stored.</summary>
    public required IdentifiedEvent Event { get; init; }

    /// <summary>How many deliveries of it there have been; at least 1.</summary>
    public required long Occurrences { get; init; }

    /// <summary>When a delivery of it was last received.</summary>
    public required Instant LastReceivedAt { get; init; }

    /// <summary>
    /// How many other spellings of it are kept, 0 to 16; see <see cref="IEventReader.ReadSpellingsAsync"/>.
    /// </summary>
    public int SpellingCount { get; init; }

    /// <summary>How many deliveries had a further spelling that is not kept.</summary>
    public long OtherSpellingCount { get; init; }

    /// <summary>The name of the append that stored it.</summary>
    public required AppendId FirstAppend { get; init; }

    private string DebuggerDisplay => FormattableString.Invariant(
        $"{Position}: {Event?.Record?.ClientId} {Event?.Record?.Metric} x{Occurrences}");

    /// <summary>The token to continue after this event, in pages of this order.</summary>
    /// <param name="page">Says what rows are ordered by, and in which direction.</param>
    /// <returns>A token that serves pages of this order only.</returns>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The page's sort key is none that <see cref="SortKey"/> names.
    /// </exception>
    /// <exception cref="ArgumentNullException"><paramref name="page"/> is null.</exception>
    public PageToken TokenFor(PageRequest page)
    {
        ArgumentNullException.ThrowIfNull(page);
        Span<byte> value = stackalloc byte[SortableBytes.DecimalByteCountMax];
        Span<byte> row = stackalloc byte[EventPosition.ByteCount];
        Position.WriteTo(row);
        var length = page.SortBy switch
        {
            SortKey.Position => 0,
            SortKey.FirstSeen => Write(Event.ReceivedAt, value),
            SortKey.LastSeen => Write(LastReceivedAt, value),
            SortKey.Timestamp => Write(Event.Record.Timestamp, value),
            SortKey.Amount => SortableBytes.Write(Event.Record.Amount, value),
            _ => throw new ArgumentOutOfRangeException(nameof(page), page.SortBy, "No such sort key is known."),
        };
        return new PageToken(page.SortBy, page.Direction, value[..length], row);
    }

    private static int Write(Instant instant, Span<byte> destination)
    {
        SortableBytes.Write(instant, destination);
        return SortableBytes.InstantByteCount;
    }
}
