namespace EventNormalization.Storage;

/// <summary>The counts of one client in an in-memory failed-event store.</summary>
internal sealed class MemoryFailureCounts
{
    private readonly long[] _ofState = new long[3];

    public long ReceivedCount { get; set; }

    /// <summary>Deliveries of entries in a state.</summary>
    public ref long this[FailedEventState state] => ref _ofState[(int)state];

    public FailedStatistics ToStatistics(string clientId) => new()
    {
        ClientId = clientId,
        ReceivedCount = ReceivedCount,
        RejectedCount = this[FailedEventState.Rejected],
        PendingCount = this[FailedEventState.Pending],
        ConflictCount = this[FailedEventState.Conflict],
    };
}
