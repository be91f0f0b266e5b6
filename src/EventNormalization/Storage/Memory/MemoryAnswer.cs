namespace EventNormalization.Storage;

/// <summary>An answer as it is remembered: what can be looked up in the stored event is left out.</summary>
internal readonly struct MemoryAnswer(int index, long occurrences, int conflict = MemoryAnswer.NoConflict)
{
    /// <summary>The <see cref="Conflict"/> of an event that is stored.</summary>
    public const int NoConflict = -1;

    /// <summary>The number of the stored event.</summary>
    public int Index => index;

    /// <summary>The occurrences at the time of the answer; 1 of an event that was stored by it.</summary>
    public long Occurrences => occurrences;

    /// <summary>The number, among all conflicts, of one that this is.</summary>
    public int Conflict => conflict;
}
