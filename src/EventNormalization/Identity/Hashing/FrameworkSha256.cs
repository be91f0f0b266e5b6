using System;
using System.Diagnostics;
using System.Security.Cryptography;

namespace EventNormalization.Identity;

/// <summary>The framework's SHA-256 for one message after the other. Of one thread.</summary>
/// <remarks>It keeps its state between messages, which the one-shot form makes anew at a third of the cost.</remarks>
internal sealed class FrameworkSha256 : IDisposable
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

    public void Dispose() => _hash.Dispose();
}
