namespace EventNormalization.Storage;

/// <summary>The counts of one client in an in-memory failed-event store.</summary>
internal sealed class MemoryFailedCounts
{
    public long ReceivedCount { get; set; }

    public FailedCounts Counts { get; set; }

    public FailedStatistics ToStatistics(string clientId) => new()
    {
        ClientId = clientId,
        ReceivedCount = ReceivedCount,
        Counts = Counts,
    };
}
