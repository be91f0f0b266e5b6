using EventNormalization.Ingestion;
using NodaTime;

namespace EventNormalization.Storage;

/// <summary>An append in the log: its digest, its outcomes and when it was received.</summary>
/// <param name="digest">What it said.</param>
/// <param name="answers">What was answered; null of a name that was closed before.</param>
/// <param name="receivedAt">The latest time of receipt when it was made.</param>
internal sealed class KnownAppend(ContentHash digest, MemoryAnswer[]? answers, Instant receivedAt)
{
    /// <summary>The entry of a closed name: no append will ever take effect under it.</summary>
    public static KnownAppend Closed { get; } = new(default, null, Instant.MaxValue);

    public ContentHash Digest => digest;

    public MemoryAnswer[]? Answers => answers;

    public Instant ReceivedAt => receivedAt;
}
