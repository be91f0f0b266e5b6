using System.Collections.Generic;

namespace EventNormalization.Pipeline;

/// <summary>The results of the deliveries of one step of a stream, in the order of the stream.</summary>
public sealed class IngestedBatch
{
    /// <summary>One result for each delivery.</summary>
    public required IReadOnlyList<IngestResult> Results { get; init; }

    /// <summary>
    /// How many bytes of the input stream were read so far; of a compressed stream, compressed bytes.
    /// </summary>
    public required long BytesRead { get; init; }
}
