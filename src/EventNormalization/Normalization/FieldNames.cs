namespace EventNormalization.Normalization;

/// <summary>The names of the fields that every record has or may have.</summary>
public static class FieldNames
{
    /// <summary>Who sent the event.</summary>
    public const string ClientId = "client_id";

    /// <summary>What is measured.</summary>
    public const string Metric = "metric";

    /// <summary>How much.</summary>
    public const string Amount = "amount";

    /// <summary>When it happened.</summary>
    public const string Timestamp = "timestamp";

    /// <summary>Of which currency the amount is, where the event says so.</summary>
    public const string Currency = "currency";

    /// <summary>The client's own idempotency key, in schemas that declare one.</summary>
    public const string Key = "key";

    /// <summary>Stands in reason codes for the event as a whole.</summary>
    public const string Json = "json";
}
