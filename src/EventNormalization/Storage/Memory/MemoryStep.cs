using EventNormalization.Ingestion;
using EventNormalization.Storage.Authoring;
using NodaTime;

namespace EventNormalization.Storage;

/// <summary>A step that was taken, and its answers.</summary>
internal sealed class MemoryStep
{
    public required QueueStepKind Kind { get; init; }

    public required int ItemCount { get; init; }

    public required Instant At { get; init; }

    public QueueOutcome[] Answers { get; init; } = [];

    public ContentHash[] Leased { get; init; } = [];

    /// <summary>The operation that was leased; null if none was.</summary>
    public ulong? Operation { get; init; }
}
