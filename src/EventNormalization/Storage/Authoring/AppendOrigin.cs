namespace EventNormalization.Storage.Authoring;

/// <summary>Where the deliveries of an append come from; it decides how they are counted.</summary>
public enum AppendOrigin
{
    /// <summary>From clients: each is counted as received.</summary>
    Delivery,

    /// <summary>From the failed-event store, which counted them as received when they failed.</summary>
    Retry,
}
