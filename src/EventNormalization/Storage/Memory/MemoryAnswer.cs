namespace EventNormalization.Storage;

/// <summary>What was answered for an item that stored nothing new: what the stored event tells is left out.</summary>
/// <param name="item">The number of the item in its append.</param>
/// <param name="place">The number of the stored event, or the complement of that of a conflict.</param>
/// <param name="occurrences">The occurrences at the time of the answer.</param>
internal readonly struct MemoryAnswer(int item, int place, long occurrences)
{
    /// <summary>The number of the item in its append.</summary>
    public int Item => item;

    public bool IsConflict => place < 0;

    /// <summary>The number of the stored event, or of the conflict among all conflicts.</summary>
    public int Number => place < 0 ? ~place : place;

    /// <summary>The occurrences at the time of the answer.</summary>
    public long Occurrences => occurrences;
}
