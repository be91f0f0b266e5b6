namespace EventNormalization.Storage;

/// <summary>An answer as it is remembered: what can be looked up in the stored event is left out.</summary>
internal readonly struct MemoryAnswer(AppendStatus status, int index, long occurrences)
{
    public AppendStatus Status => status;

    /// <summary>The number of the stored event.</summary>
    public int Index => index;

    /// <summary>The occurrences at the time of the answer.</summary>
    public long Occurrences => occurrences;
}
