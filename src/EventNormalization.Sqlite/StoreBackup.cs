using NodaTime;

namespace EventNormalization.Sqlite;

/// <summary>What a backup, or a store that was restored from one, holds.</summary>
public sealed class StoreBackup
{
    internal StoreBackup()
    {
    }

    /// <summary>How many events.</summary>
    public long EventCount { get; internal init; }

    /// <summary>How many failed events.</summary>
    public long FailedCount { get; internal init; }

    /// <summary>
    /// When the last delivery in it was received; <see langword="null"/> if there is none. What was sent from then on
    /// is to be sent again after a restore: what is there already is a duplicate.
    /// </summary>
    public Instant? LastReceivedAt { get; internal init; }
}
