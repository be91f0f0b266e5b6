namespace EventNormalization.Storage;

/// <summary>An outcome as the append log keeps it: what can be looked up in the stored event is left out.</summary>
/// <param name="item">The number of the item in its append.</param>
/// <param name="place">The number of the stored event, or the complement of that of a conflict.</param>
/// <param name="occurrences">The occurrences at the time of the answer.</param>
internal readonly struct MemoryOutcome(int item, int place, long occurrences)
{
    /// <summary>The number of the item in its append.</summary>
    public int Item => item;

    public bool IsConflict => place < 0;

    /// <summary>The occurrences at the time of the append; 1 if the event was stored by it.</summary>
    public int Number => place < 0 ? ~place : place;

    /// <summary>The number of the conflict among all conflicts.</summary>
    public long Occurrences => occurrences;
}
