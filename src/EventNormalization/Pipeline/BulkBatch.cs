using System;
using System.Collections.Generic;
using EventNormalization.Storage;

namespace EventNormalization.Pipeline;

/// <summary>What became of a batch of a bulk operation: an outcome for each entry, or why there are none yet.</summary>
internal sealed class BulkBatch
{
    public IReadOnlyList<BulkOutcome> Outcomes { get; init; } = [];

    /// <summary>How a store failed; null if every entry has its outcome.</summary>
    public Exception? Failure { get; init; }
}
