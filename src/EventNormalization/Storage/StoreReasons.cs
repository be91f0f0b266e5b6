namespace EventNormalization.Storage;

/// <summary>The reason codes of failed events that were read without errors.</summary>
public static class StoreReasons
{
    /// <summary>The part of reason codes that stands for the store.</summary>
    public const string Store = "store";

    /// <summary>The store threw, and threw again on every attempt; the event will be retried.</summary>
    public const string Unavailable = "store.unavailable";

    /// <summary>Masking what the schema does not read would change how the event reads.</summary>
    public const string Unmaskable = "json.unmaskable";

    /// <summary>The client's key belongs to an event with other content.</summary>
    public const string KeyConflict = "key.conflict";
}
