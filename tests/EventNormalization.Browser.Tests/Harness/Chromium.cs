using System;
using System.IO;
using System.Linq;

namespace EventNormalization.Browser.Tests.Harness;

/// <summary>The browser of this machine: nothing is downloaded.</summary>
internal static class Chromium
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome"];

    /// <summary>Its program; null where there is none.</summary>
    public static string? Path { get; } = Find();

    /// <summary>
    /// Why a test that needs it cannot run here; null if it can, or must (<c>EN_DEMAND_TOOLS=1</c>: then it fails).
    /// </summary>
    public static string? Missing =>
        Path is not null || Environment.GetEnvironmentVariable("EN_DEMAND_TOOLS") == "1" ? null
        : "No Chromium is on the PATH of this machine (Debian: apt-get install chromium).";

    private static string? Find()
    {
        var folders = Environment.GetEnvironmentVariable("PATH")?.Split(System.IO.Path.PathSeparator) ?? [];
        return Names.SelectMany(name => folders.Select(folder => System.IO.Path.Combine(folder, name)))
            .FirstOrDefault(File.Exists);
    }
}
