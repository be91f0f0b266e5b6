using System;
using System.IO;

namespace EventNormalization.Cli.Tests;

/// <summary>The checkout that the tests run in.</summary>
internal static class Repository
{
    /// <summary>A file or folder of the checkout.</summary>
    public static string PathOf(string relative) => Path.Combine(Find(), relative);

    /// <summary>Whether the long forms of tests are asked for.</summary>
    public static bool IsFull => Environment.GetEnvironmentVariable("EN_FULL") == "1";

    private static string Find()
    {
        var folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "EventNormalization.sln")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return folder ?? throw new InvalidOperationException("The tests do not run inside a checkout.");
    }
}
