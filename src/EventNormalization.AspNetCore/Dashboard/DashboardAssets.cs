using System;
using System.Collections.Frozen;
using System.Collections.Generic;
using System.IO;
using System.Security.Cryptography;
using System.Text;

namespace EventNormalization.Dashboard;

/// <summary>The files of the page, as they are embedded in the assembly; the same in any folder.</summary>
internal static class DashboardAssets
{
    /// <summary>The document; the other files are found from it.</summary>
    public const string DocumentName = "index.html";

    private const string ResourcePrefix = "Dashboard/";

    private static readonly Lazy<FrozenDictionary<string, DashboardAsset>> Files = new(Load);

    private static readonly Lazy<string> LazyVersion = new(HashAll);

    /// <summary>Every file by its path, such as <c>js/main.js</c>.</summary>
    public static IReadOnlyDictionary<string, DashboardAsset> All => Files.Value;

    /// <summary>Changes when any file does; it is part of the addresses, so that they can be kept for ever.</summary>
    public static string Version => LazyVersion.Value;

    private static FrozenDictionary<string, DashboardAsset> Load()
    {
        var assembly = typeof(DashboardAssets).Assembly;
        var files = new Dictionary<string, DashboardAsset>(StringComparer.Ordinal);
        foreach (var resource in assembly.GetManifestResourceNames())
        {
            if (resource.StartsWith(ResourcePrefix, StringComparison.Ordinal))
            {
                // Names have the separator of the machine that built them.
                var path = resource[ResourcePrefix.Length..].Replace('\\', '/');
                using var stream = assembly.GetManifestResourceStream(resource)!;
                files.Add(path, DashboardAsset.Create(path, Read(stream)));
            }
        }

        return files.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static byte[] Read(Stream stream)
    {
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    private static string HashAll()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var paths = new List<string>(All.Keys);
        paths.Sort(StringComparer.Ordinal);
        foreach (var path in paths)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(path));
            hash.AppendData(All[path].Content);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset()[..6]);
    }
}
