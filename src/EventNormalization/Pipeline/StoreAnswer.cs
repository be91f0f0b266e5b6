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

    /// <summary>This answer, and what an earlier one to the same append knows beyond it.</summary>
    public StoreAnswer Completing(StoreAnswer earlier)
    {
        if (earlier.Outcomes.IsEmpty || Failure is null)
        {
            return this;
        }

        if (Outcomes.IsEmpty)
        {
            return new StoreAnswer(earlier.Outcomes, Failure);
        }

        var merged = ImmutableArray.CreateBuilder<AppendOutcome?>(Outcomes.Length);
        for (var i = 0; i < Outcomes.Length; i++)
        {
            merged.Add(Outcomes[i] ?? earlier.Outcomes[i]);
        }

        var all = merged.MoveToImmutable();
        return new StoreAnswer(all, all.Contains(null) ? Failure : null);
    }
}
