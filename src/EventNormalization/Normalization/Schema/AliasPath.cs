using System;
using EventNormalization.Text;

namespace EventNormalization.Normalization;

/// <summary>Names of a schema as they are written: alone, or with points that lead into objects.</summary>
internal static class AliasPath
{
    /// <summary>The names that a path leads along.</summary>
    public static string[] PartsOf(string path) => path.Split('.');

    /// <summary>Why no member can ever have this path, or null.</summary>
    public static string? FindError(string path)
    {
        if (!SettingName.IsUnicode(path))
        {
            return "a name without half of a surrogate pair";
        }

        foreach (var part in PartsOf(path))
        {
            if (FindFaultOfPart(part) is { } fault)
            {
                return fault;
            }
        }

        return null;
    }

    private static string? FindFaultOfPart(string part)
    {
        if (part is "$" or "*")
        {
            return "names with points between them, such as order.total; $ and * mean nothing here";
        }

        if (part.EndsWith(']') && part.Contains('[', StringComparison.Ordinal))
        {
            return "names with points between them, such as order.total; no path leads into an array";
        }

        return FoldedName.Of(part) is null
            ? "names of 1 to 128 letters or digits, with points between them"
            : null;
    }
}
