using System.Collections.Generic;
using System.Runtime.InteropServices;
using EventNormalization.Identity;
using EventNormalization.Ingestion;

namespace EventNormalization.Storage;

/// <summary>Keeps each envelope once, however many records refer to it. Not thread-safe.</summary>
internal sealed class MemoryEnvelopes
{
    private readonly Dictionary<RecordId, byte[]> _ofHash = [];

    /// <summary>A copy of the part whose bytes belong to the store.</summary>
    public EnvelopePart? Keep(EnvelopePart? part)
    {
        if (part is null)
        {
            return null;
        }

        var hash = RecordId.FromBytes(part.EnvelopeSha256.Span);
        ref var kept = ref CollectionsMarshal.GetValueRefOrAddDefault(_ofHash, hash, out _);
        kept ??= part.Envelope.ToArray();
        return new EnvelopePart(kept, part.Path, part.RecordNumber);
    }
}
