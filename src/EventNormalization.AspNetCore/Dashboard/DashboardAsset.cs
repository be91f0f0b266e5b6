using System;
using System.IO;
using System.IO.Compression;
using System.Security.Cryptography;

namespace EventNormalization.Dashboard;

/// <summary>One file of the page: what is sent, and what names this content of it.</summary>
internal sealed class DashboardAsset
{
    private readonly Lazy<byte[]> _compressed;

    private DashboardAsset(string contentType, byte[] content)
    {
        ContentType = contentType;
        Content = content;
        Tag = '"' + Convert.ToHexStringLower(SHA256.HashData(content)[..12]) + '"';
        _compressed = new Lazy<byte[]>(Compress);
    }

    public string ContentType { get; }

    public byte[] Content { get; }

    /// <summary>The content, gzip.</summary>
    public byte[] Compressed => _compressed.Value;

    /// <summary>The entity tag (RFC 9110).</summary>
    public string Tag { get; }

    /// <summary>A file by its path; scripts and styles lose what only their authors read.</summary>
    public static DashboardAsset Create(string path, byte[] content) => Path.GetExtension(path) switch
    {
        ".html" => new("text/html; charset=utf-8", content),
        ".css" => new("text/css; charset=utf-8", SourceCompactor.CompactStyle(content)),
        ".js" => new("text/javascript; charset=utf-8", SourceCompactor.Compact(content)),
        ".svg" => new("image/svg+xml", content),
        _ => throw new ArgumentException($"No type is known of the file '{path}'.", nameof(path)),
    };

    private byte[] Compress()
    {
        using var buffer = new MemoryStream();
        using (var stream = new GZipStream(buffer, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            stream.Write(Content);
        }

        return buffer.ToArray();
    }
}
