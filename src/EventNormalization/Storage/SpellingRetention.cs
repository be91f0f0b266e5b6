namespace EventNormalization.Storage;

/// <summary>What a store does with the raw bytes of a duplicate that differ from those stored.</summary>
public enum SpellingRetention
{
    /// <summary>Keeps each spelling once, at most 16 an event, and counts the deliveries of all others.</summary>
    Keep,

    /// <summary>Forgets them.</summary>
    Forget,
}
