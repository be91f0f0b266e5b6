using NodaTime;

namespace EventNormalization.Storage;

/// <summary>What is kept of an event that was delivered more than once.</summary>
internal struct MemoryRepeats
{
    public long Occurrences;

    public Instant LastReceivedAt;

    /// <summary>The first of the other spellings, and how many deliveries had one that is not kept.</summary>
    public SpellingChain Spellings;
}
