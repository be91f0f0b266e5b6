namespace EventNormalization.Storage;

/// <summary>The other spellings of an event among those of all; <c>default</c> is of none.</summary>
internal struct SpellingChain
{
    /// <summary>The first of them, counted from 1; 0 if there is none.</summary>
    public int First;

    /// <summary>How many deliveries had a spelling that is not kept.</summary>
    public long OtherCount;
}
