using System;

namespace EventNormalization.Normalization;

/// <summary>A name in quotes, so that no name can look like the structure around it.</summary>
internal static class QuotedName
{
    public static string Of(string name) =>
        "\"" + name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal) + "\"";
}
