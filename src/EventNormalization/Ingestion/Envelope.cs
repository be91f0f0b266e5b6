using System;
using System.Security.Cryptography;

namespace EventNormalization.Ingestion;

/// <summary>The bytes around the records of one delivery, which all of them share.</summary>
internal sealed class Envelope
{
    // Computed on first use; two threads that race compute equal values.
    private byte[]? _sha256;

    /// <summary>The delivery without its records; complete once the delivery was expanded.</summary>
    public ReadOnlyMemory<byte> Utf8 { get; set; }

    /// <summary>The key under which the envelope is stored.</summary>
    public ReadOnlyMemory<byte> Sha256 => _sha256 ??= SHA256.HashData(Utf8.Span);
}
