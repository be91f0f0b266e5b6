using EventNormalization.Storage;

namespace EventNormalization.Sqlite;

/// <summary>What a step needs to know about an entry.</summary>
internal readonly struct FailedEventRow(long number, string? clientId, FailedProgress progress)
{
    public long Number { get; } = number;

    public string? ClientId { get; } = clientId;

    public FailedProgress Progress { get; } = progress;
}
