using System;
using System.Diagnostics;
using System.Security.Cryptography;

namespace EventNormalization.Identity;

/// <summary>The framework's SHA-256 for one message after the other. Of one thread.</summary>
/// <remarks>
/// It keeps its state between messages, where the one-shot form makes one for each, at a fifth of the cost. Nobody
/// disposes it, since it lives as long as the pool that its user is in; the state is released when it is collected.
/// </remarks>
internal sealed class FrameworkSha256
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public EventId Compute(ReadOnlySpan<byte> message)
    {
        Span<byte> bytes = stackalloc byte[EventId.ByteCount];
        _hash.AppendData(message);
        var isWritten = _hash.TryGetHashAndReset(bytes, out _);
        Debug.Assert(isWritten);
        return EventId.FromBytes(bytes);
    }
}
