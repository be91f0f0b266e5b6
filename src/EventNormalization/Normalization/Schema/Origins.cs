namespace EventNormalization.Normalization;

/// <summary>What beside an event's members a field can be read from.</summary>
internal static class Origins
{
    public const string Line = "line";
    public const string Source = "source";
    public const string Record = "record";

    /// <summary>All of them, for messages.</summary>
    public const string Words = "line, source, record";

    public static bool IsKnown(string from) => from is Line or Source or Record;
}
