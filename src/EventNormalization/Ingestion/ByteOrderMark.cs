using System;

namespace EventNormalization.Ingestion;

/// <summary>
/// U+FEFF in UTF-8, which some programs write before a text; files that are joined have it inside too.
/// </summary>
internal static class ByteOrderMark
{
    /// <summary>Its first byte.</summary>
    public const byte First = 0xEF;

    /// <summary>Its bytes.</summary>
    public static ReadOnlySpan<byte> Utf8 => "\uFEFF"u8;
}
