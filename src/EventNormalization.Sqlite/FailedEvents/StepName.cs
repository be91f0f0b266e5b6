using EventNormalization.Storage;
using EventNormalization.Storage.Authoring;
using NodaTime;

namespace EventNormalization.Sqlite;

/// <summary>The name of a step, and what distinguishes it from other steps with that name.</summary>
internal readonly struct StepName(AppendId id, QueueStepKind kind, int itemCount, Instant at)
{
    public AppendId Id { get; } = id;

    public QueueStepKind Kind { get; } = kind;

    public int ItemCount { get; } = itemCount;

    public Instant At { get; } = at;
}
