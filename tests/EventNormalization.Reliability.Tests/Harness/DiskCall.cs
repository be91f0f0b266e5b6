namespace EventNormalization.Reliability.Tests.Harness;

/// <summary>A system call that changes a disk, or tells the outside.</summary>
internal sealed record DiskCall
{
    public required DiskCallKind Kind { get; init; }

    /// <summary>The file; for an acknowledgement, its line.</summary>
    public required string Subject { get; init; }

    /// <summary>Where a write begins, or the new length.</summary>
    public long Offset { get; init; }

    public byte[] Content { get; init; } = [];

    /// <summary>For a synchronization: how many calls had been made when it began.</summary>
    public int CoveredCount { get; init; }
}

/// <summary>The kinds of calls.</summary>
internal enum DiskCallKind
{
    Write,
    Truncate,
    Synchronize,
    Unlink,
    Acknowledge,
}
