using System;
using System.Buffers;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Runtime.CompilerServices;
using EventNormalization.Identity;
using EventNormalization.Ingestion;

namespace EventNormalization.Storage.Authoring;

/// <summary>Events that are stored in one step, under a name that makes the step repeatable.</summary>
/// <remarks>Immutable; the constructor checks it.</remarks>
[DebuggerDisplay("{DebuggerDisplay,nq}")]
public sealed class Append
{
    private const int ItemBytes = RecordId.ByteCount + sizeof(long);
    private const int StackBytesMax = 512;

    // Two threads that ask for it at once compute the same.
    private StrongBox<ContentHash>? _digest;

    /// <summary>Creates an append.</summary>
    /// <param name="id">Its name; no two different appends may share one.</param>
    /// <param name="items">The events, in the order of their delivery.</param>
    /// <param name="origin">Where they come from.</param>
    /// <exception cref="ArgumentException">The array, or one of the items, is <see langword="default"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="origin"/> is not known.</exception>
    public Append(AppendId id, ImmutableArray<AppendItem> items, AppendOrigin origin = AppendOrigin.Delivery)
    {
        if (items.IsDefault)
        {
            throw new ArgumentException("An append has an array of items.", nameof(items));
        }

        if (!Enum.IsDefined(origin))
        {
            throw new ArgumentOutOfRangeException(nameof(origin), origin, "No such origin is known.");
        }

        Id = id;
        Items = items;
        foreach (var item in Items)
        {
            if (item.Event is null)
            {
                throw new ArgumentException("An item has no event.", nameof(items));
            }
        }

        Origin = origin;
    }

    /// <summary>Its name.</summary>
    public AppendId Id { get; }

    /// <summary>The events, in the order of their delivery.</summary>
    public ImmutableArray<AppendItem> Items { get; }

    /// <summary>Where they come from.</summary>
    public AppendOrigin Origin { get; }

    /// <summary>
    /// A digest of the append's content: a store that knows the name with another digest refuses the append.
    /// </summary>
    /// <remarks>Computed when it is first asked for: a store that keeps what the append says need not ask.</remarks>
    public ContentHash Digest => (_digest ??= new StrongBox<ContentHash>(DigestOf(Items, Origin))).Value;

    private string DebuggerDisplay => string.Create(
        CultureInfo.InvariantCulture, $"{Id}: {(Items.IsDefault ? 0 : Items.Length)} events, {Origin}");

    /// <summary>Creates an append with one delivery of each event.</summary>
    /// <param name="id">The append's name.</param>
    /// <param name="events">The events, in the order of their delivery.</param>
    /// <returns>An append of as many items as events.</returns>
    public static Append Of(AppendId id, params IEnumerable<IdentifiedEvent> events) =>
        new(id, [.. events.Select(identified => new AppendItem(identified))]);

    private static ContentHash DigestOf(ImmutableArray<AppendItem> items, AppendOrigin origin)
    {
        var length = 1 + (items.Length * ItemBytes);
        var rented = length <= StackBytesMax ? null : ArrayPool<byte>.Shared.Rent(length);
        var bytes = rented is null ? stackalloc byte[StackBytesMax] : rented;
        bytes[0] = (byte)origin;
        for (var i = 0; i < items.Length; i++)
        {
            var place = bytes[(1 + (i * ItemBytes))..];
            items[i].Event.Id.CopyTo(place);
            BinaryPrimitives.WriteInt64BigEndian(place[RecordId.ByteCount..], items[i].Deliveries);
        }

        var digest = ContentHash.Of(bytes[..length]);
        if (rented is not null)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }

        return digest;
    }
}
