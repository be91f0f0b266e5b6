using System;

namespace EventNormalization.Normalization;

/// <summary>What beside an event's members a field can be read from.</summary>
internal static class Origins
{
    public const string Line = "line";
    public const string Source = "source";
    public const string Record = "record";

    /// <summary>All of them, for messages.</summary>
    public const string Words = "line, source, record, or context. and a name";

    private const string ContextPrefix = "context.";

    public static bool IsKnown(string from) => from is Line or Source or Record || ContextNameOf(from) is not null;

    /// <summary>Whether a text is read, and no number.</summary>
    public static bool IsText(string from) => from is not (Line or Record);

    /// <summary>The name of the host's text that is read, or null.</summary>
    public static string? ContextNameOf(string from) =>
        from.StartsWith(ContextPrefix, StringComparison.Ordinal)
            && !string.IsNullOrWhiteSpace(from[ContextPrefix.Length..])
            ? from[ContextPrefix.Length..]
            : null;
}
