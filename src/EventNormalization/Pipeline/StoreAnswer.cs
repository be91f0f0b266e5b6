using System;
using System.Collections.Generic;
using EventNormalization.Storage;

namespace EventNormalization.Pipeline;

/// <summary>A store's answers for the understood events of a batch, or why it gave none.</summary>
internal readonly struct StoreAnswer(IReadOnlyList<AppendOutcome> outcomes, Exception? failure)
{
    public IReadOnlyList<AppendOutcome> Outcomes { get; } = outcomes;

    public Exception? Failure { get; } = failure;
}
