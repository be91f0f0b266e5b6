namespace EventNormalization.Storage;

/// <summary>The reason codes of failed events that were understood.</summary>
public static class StoreReasons
{
    /// <summary>Stands in reason codes for the store.</summary>
    public const string Store = "store";

    /// <summary>The store threw, and did so again when it was asked again; the event is retried.</summary>
    public const string Unavailable = "store.unavailable";

    /// <summary>The client's key belongs to an event with other content.</summary>
    public const string KeyConflict = "key.conflict";
}
