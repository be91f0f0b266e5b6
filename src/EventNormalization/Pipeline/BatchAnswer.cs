using System;
using System.Collections.Generic;

namespace EventNormalization.Pipeline;

/// <summary>The answers to a batch of which some deliveries may not have been kept.</summary>
public sealed class BatchAnswer
{
    /// <summary>
    /// One for each delivery, in order; <see langword="null"/> for each that is not acknowledged.
    /// </summary>
    public required IReadOnlyList<IngestResult?> Results { get; init; }

    /// <summary>
    /// Why deliveries are not acknowledged; <see langword="null"/> if all are. They may safely be sent again.
    /// </summary>
    public Exception? Failure { get; init; }
}
