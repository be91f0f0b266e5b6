using System.Collections.Generic;

namespace EventNormalization.Pipeline;

/// <summary>The answers for the deliveries that one step of a stream took, in the order of the stream.</summary>
public sealed class IngestedBatch
{
    /// <summary>One answer for each delivery.</summary>
    public required IReadOnlyList<IngestResult> Results { get; init; }

    /// <summary>How many bytes of the input stream have been read so far, as it stands: compressed if it is.</summary>
    public required long BytesRead { get; init; }
}
