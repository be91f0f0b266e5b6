namespace EventNormalization.Storage;

/// <summary>An outcome as the append log keeps it: what can be looked up in the stored event is left out.</summary>
internal readonly struct MemoryAnswer(int index, long occurrences, int conflict = MemoryAnswer.NoConflict)
{
    /// <summary>The <see cref="Conflict"/> of an event that is stored.</summary>
    public const int NoConflict = -1;

    /// <summary>The number of the stored event.</summary>
    public int Index => index;

    /// <summary>The occurrences at the time of the append; 1 if the event was stored by it.</summary>
    public long Occurrences => occurrences;

    /// <summary>The number of the conflict among all conflicts.</summary>
    public int Conflict => conflict;
}
