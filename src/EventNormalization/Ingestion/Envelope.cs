using System;
using System.Security.Cryptography;

namespace EventNormalization.Ingestion;

/// <summary>The bytes around the records of one delivery, which all of them share.</summary>
internal sealed class Envelope
{
    // Two threads that ask for it at once compute the same.
    private byte[]? _sha256;

    /// <summary>The delivery without its records; complete once the delivery was taken apart.</summary>
    public ReadOnlyMemory<byte> Utf8 { get; set; }

    /// <summary>What the envelope is kept under.</summary>
    public ReadOnlyMemory<byte> Sha256 => _sha256 ??= SHA256.HashData(Utf8.Span);
}
