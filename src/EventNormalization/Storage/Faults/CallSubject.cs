using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using EventNormalization.Identity;
using EventNormalization.Ingestion;
using EventNormalization.Storage.Authoring;

namespace EventNormalization.Storage;

/// <summary>What a call says, and which events or entries it names.</summary>
/// <remarks>
/// Run numbers are not part of it: pipelines draw them, and the same program should meet the same faults each time.
/// </remarks>
internal readonly record struct CallSubject(ContentHash Key, IReadOnlyList<ContentHash> Items)
{
    public static CallSubject None => new(default, []);

    public static CallSubject Of(IReadOnlyList<Append> appends)
    {
        var known = appends.Where(append => append is not null);
        return new(
            HashOf(known.Select(append => append.Digest)),
            [.. known.SelectMany(append => append.Items).Select(item => Of(item.Event.Id))]);
    }

    public static CallSubject Of(AppendName name)
    {
        Span<byte> bytes = stackalloc byte[sizeof(ulong) + sizeof(short)];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, name.Id.Sequence);
        BinaryPrimitives.WriteInt16BigEndian(bytes[sizeof(ulong)..], (short)(name.Part ?? -1));
        return new(ContentHash.Of(bytes), []);
    }

    public static CallSubject OfEvent(RecordId id) => OfKeys([Of(id)]);

    public static CallSubject OfKeys(IEnumerable<ContentHash> keys)
    {
        ContentHash[] all = [.. keys];
        return new(HashOf(all), all);
    }

    public static CallSubject OfText(string text) => new(ContentHash.Of(Encoding.UTF8.GetBytes(text)), []);

    private static ContentHash Of(RecordId id)
    {
        Span<byte> bytes = stackalloc byte[RecordId.ByteCount];
        id.CopyTo(bytes);
        return ContentHash.FromBytes(bytes);
    }

    private static ContentHash HashOf(IEnumerable<ContentHash> hashes) =>
        ContentHash.Of([.. hashes.SelectMany(hash => hash.ToByteArray())]);
}
