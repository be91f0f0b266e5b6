using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Security.Cryptography;
using EventNormalization.Identity;
using EventNormalization.Ingestion;

namespace EventNormalization.Storage;

/// <summary>Events that are stored in one step under one name, so that the step can be asked for again.</summary>
/// <remarks>Immutable; checked when it is made.</remarks>
public sealed class Append
{
    /// <summary>Makes an append.</summary>
    /// <param name="id">Its name; no two different appends may share one.</param>
    /// <param name="items">The events, in the order of their delivery.</param>
    /// <param name="origin">Where they come from.</param>
    /// <exception cref="ArgumentException">An item is the default one, which has no event.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="origin"/> is not known.</exception>
    public Append(AppendId id, IReadOnlyList<AppendItem> items, AppendOrigin origin = AppendOrigin.Delivery)
    {
        ArgumentNullException.ThrowIfNull(items);
        if (!Enum.IsDefined(origin))
        {
            throw new ArgumentOutOfRangeException(nameof(origin), origin, "No such origin is known.");
        }

        if (items.Any(item => item.Event is null))
        {
            throw new ArgumentException("An item has no event.", nameof(items));
        }

        Id = id;
        Items = [.. items];
        Origin = origin;
        Digest = DigestOf(Items, origin);
    }

    /// <summary>Its name.</summary>
    public AppendId Id { get; }

    /// <summary>The events, in the order of their delivery.</summary>
    public ImmutableArray<AppendItem> Items { get; }

    /// <summary>Where they come from.</summary>
    public AppendOrigin Origin { get; }

    /// <summary>
    /// What the append says, in 32 bytes: a store that knows the name with another digest does not answer it.
    /// </summary>
    public ContentHash Digest { get; }

    /// <summary>One delivery of each event.</summary>
    /// <param name="id">The append's name.</param>
    /// <param name="events">The events, in the order of their delivery.</param>
    /// <returns>The append.</returns>
    public static Append Of(AppendId id, params IEnumerable<IdentifiedEvent> events) =>
        new(id, [.. events.Select(identified => new AppendItem(identified))]);

    private static ContentHash DigestOf(ImmutableArray<AppendItem> items, AppendOrigin origin)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> bytes = stackalloc byte[EventId.ByteCount + sizeof(long)];
        bytes[0] = (byte)origin;
        hash.AppendData(bytes[..1]);
        foreach (var item in items)
        {
            item.Event.Id.CopyTo(bytes);
            BinaryPrimitives.WriteInt64BigEndian(bytes[EventId.ByteCount..], item.Deliveries);
            hash.AppendData(bytes);
        }

        hash.GetHashAndReset(bytes);
        return ContentHash.FromBytes(bytes[..ContentHash.ByteCount]);
    }
}
