using System;

namespace EventNormalization.Ingestion;

/// <summary>
/// U+FEFF in UTF-8. Some programs write it before a text, so concatenated files also have it inside.
/// </summary>
internal static class ByteOrderMark
{
    /// <summary>Its first byte.</summary>
    public const byte First = 0xEF;

    /// <summary>Its bytes.</summary>
    public static ReadOnlySpan<byte> Utf8 => "\uFEFF"u8;
}
