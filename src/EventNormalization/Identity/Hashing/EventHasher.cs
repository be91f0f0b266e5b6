using System;
using System.Security.Cryptography;

namespace EventNormalization.Identity;

/// <summary>Hashes identity texts, many side by side.</summary>
internal sealed class EventHasher
{
    private readonly byte[] _hash = new byte[SHA256.HashSizeInBytes];

    public void Compute(ReadOnlySpan<byte> buffer, ReadOnlySpan<MessageSpan> messages, Span<EventId> ids)
    {
        for (var i = 0; i < messages.Length; i++)
        {
            SHA256.HashData(buffer.Slice(messages[i].Start, messages[i].Length), _hash);
            ids[i] = EventId.FromBytes(_hash);
        }
    }
}
