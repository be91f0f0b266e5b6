using System;
using System.Diagnostics.CodeAnalysis;
using System.IO;
using System.IO.Compression;
using Microsoft.AspNetCore.Http;

namespace EventNormalization.Api.Wire;

/// <summary>Decompresses bodies that say how they are compressed.</summary>
internal static class BodyDecoding
{
    /// <summary>What is said of content that is gzip and does not say so, or is so twice.</summary>
    public const string HiddenGzip = "it is gzip, expected text; compressed once, it needs Content-Encoding: gzip";

    /// <summary>Opens the text of a body; false if its encoding is not known here.</summary>
    /// <param name="request">Says how its body is compressed.</param>
    /// <param name="received">The body; it is not disposed with the text.</param>
    /// <param name="text">The same stream, or one that decompresses it.</param>
    public static bool TryOpen(HttpRequest request, Stream received, [NotNullWhen(true)] out Stream? text)
    {
        var encoding = request.Headers.ContentEncoding.ToString();
        text = encoding.Length == 0 || Is(encoding, "identity") ? received
            : Is(encoding, "gzip") || Is(encoding, "x-gzip")
                ? new GZipStream(received, CompressionMode.Decompress, leaveOpen: true)
                : Is(encoding, "br")
                    ? new BrotliStream(received, CompressionMode.Decompress, leaveOpen: true)
                    : null;
        return text is not null;
    }

    /// <summary>Whether content begins as gzip (RFC 1952).</summary>
    public static bool IsGzip(ReadOnlySpan<byte> content) => content is [0x1F, 0x8B, ..];

    private static bool Is(string encoding, string name) =>
        encoding.Equals(name, StringComparison.OrdinalIgnoreCase);
}
