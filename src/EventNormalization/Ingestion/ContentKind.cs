using System;

namespace EventNormalization.Ingestion;

/// <summary>Recognizes content that is not UTF-8 text by its first bytes.</summary>
internal static class ContentKind
{
    /// <summary>How many bytes are enough to recognize every kind.</summary>
    public const int BytesMax = 8;

    /// <summary>Whether content begins as gzip (RFC 1952).</summary>
    public static bool IsGzip(ReadOnlySpan<byte> first) => first.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]);

    /// <summary>Whether content that begins with these two bytes may be something else than UTF-8 text.</summary>
    public static bool IsDoubtful(ReadOnlySpan<byte> first) => first.Length > 1
        && (first[0] is 0 or 0x04 or 0x1F or 0x28 or >= 0xF8 || "7BLOPRSx"u8.Contains(first[0]) || first[1] == 0);

    /// <summary>
    /// The message for content that cannot be read; <see langword="null"/> if it may be UTF-8.
    /// </summary>
    public static string? Refuse(ReadOnlySpan<byte> first)
    {
        if (EncodingOf(first) is { } encoding)
        {
            return $"it is {encoding} text, expected UTF-8; convert it first: iconv -f {encoding} -t UTF-8";
        }

        var (name, command) = PackedAs(first);
        return name is null ? null : $"it is a {name} file, expected text or gzip; unpack it first: {command}";
    }

    private static string? EncodingOf(ReadOnlySpan<byte> first)
    {
        if (first.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE, 0, 0])
            || first.StartsWith((ReadOnlySpan<byte>)[0, 0, 0xFE, 0xFF]))
        {
            return "UTF-32";
        }

        if (first.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || first.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
        {
            return "UTF-16";
        }

        // JSON begins with ASCII, so without a mark its zeros show how many bytes a character has.
        return first.Length < 4 ? null : ZerosOf(first) switch
        {
            0b0111 => "UTF-32LE",
            0b1110 when first is [_, _, _, _, 0, 0, 0, not 0, ..] => "UTF-32BE",
            0b0101 => "UTF-16LE",
            0b1010 => "UTF-16BE",
            _ => null,
        };
    }

    private static int ZerosOf(ReadOnlySpan<byte> first)
    {
        var zeros = 0;
        foreach (var next in first[..4])
        {
            zeros = (zeros << 1) | (next == 0 ? 1 : 0);
        }

        return zeros;
    }

    private static (string? Name, string Command) PackedAs(ReadOnlySpan<byte> first) => first switch
    {
        [0x1F, 0x8B, ..] => ("gzip in a gzip", "gzip -dc"),
        [0x28, 0xB5, 0x2F, 0xFD, ..] => ("zstd", "zstd -dc"),
        [(byte)'P', (byte)'K', 3, 4, ..] or [(byte)'P', (byte)'K', 5, 6, ..] => ("zip", "unzip -p"),
        [0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', 0, ..] => ("xz", "xz -dc"),
        [(byte)'B', (byte)'Z', (byte)'h', >= (byte)'1' and <= (byte)'9', ..] => ("bzip2", "bzip2 -dc"),
        [(byte)'7', (byte)'z', 0xBC, 0xAF, ..] => ("7z", "7z x -so"),
        [0x04, 0x22, 0x4D, 0x18, ..] => ("lz4", "lz4 -dc"),
        [0x1F, 0x9D, ..] => ("compress (.Z)", "gzip -dc"),
        [(byte)'x', 0x01 or 0x9C or 0xDA, ..] => ("zlib", "pigz -dc"),
        [0x50, 0x2A, 0x4D, 0x18, ..] => ("zstd or lz4", "zstd -dc"),
        [0xFF, 6, 0, 0, (byte)'s', (byte)'N', ..] => ("snappy", "snzip -dc"),
        [(byte)'L', (byte)'Z', (byte)'I', (byte)'P', 1, ..] => ("lzip", "lzip -dc"),
        [(byte)'R', (byte)'a', (byte)'r', (byte)'!', 0x1A, ..] => ("rar", "unrar p -inul"),
        _ => TableAs(first),
    };

    /// <summary>Binary file formats that hold rows.</summary>
    private static (string? Name, string Command) TableAs(ReadOnlySpan<byte> first) => first switch
    {
        [(byte)'P', (byte)'A', (byte)'R', (byte)'1', 0x15, ..] => ("Parquet", "parquet cat"),
        [(byte)'O', (byte)'b', (byte)'j', 1, ..] => ("Avro", "avro cat"),
        [(byte)'S', (byte)'Q', (byte)'L', (byte)'i', (byte)'t', (byte)'e', (byte)' ', (byte)'f', ..] =>
            ("SQLite", "sqlite3 FILE"),
        _ => (null, ""),
    };
}
