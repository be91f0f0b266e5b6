using System;
using System.Collections.Immutable;
using EventNormalization.Storage;

namespace EventNormalization.Pipeline;

/// <summary>A store's answers for the understood events of a batch, and why it gave none where one is missing.</summary>
internal readonly struct StoreAnswer(ImmutableArray<AppendOutcome?> outcomes, Exception? failure)
{
    /// <summary>One for each event; null where it is not known whether the event is stored. Empty if none is known.</summary>
    public ImmutableArray<AppendOutcome?> Outcomes { get; } = outcomes;

    public Exception? Failure { get; } = failure;
}
