using System;
using System.Collections.Immutable;
using EventNormalization.Storage;
using EventNormalization.Storage.Authoring;

namespace EventNormalization.Pipeline;

/// <summary>A store's outcomes for the understood events of a batch, and why some are missing.</summary>
/// <param name="outcomes">One for each event; null where one is missing. Empty if none is known.</param>
/// <param name="failure">How the last attempt failed; null if no answer is missing.</param>
/// <param name="uncertain">The append, if some attempt at it may have taken effect.</param>
internal readonly struct StoreAnswer(
    ImmutableArray<AppendOutcome?> outcomes, Exception? failure = null, AppendId? uncertain = null)
{
    /// <summary>
    /// One for each event; null where it is not known whether the event is stored. Empty if none is known.
    /// </summary>
    public ImmutableArray<AppendOutcome?> Outcomes { get; } = outcomes;

    public Exception? Failure { get; } = failure;

    /// <summary>Whether some attempt may have taken effect, and no answer to it is known.</summary>
    public bool IsUncertain => Failure is not null && Uncertain is not null;

    private AppendId? Uncertain { get; } = uncertain;

    /// <summary>The outcome of the item at this index; null if there is none.</summary>
    public AppendOutcome? At(int ordinal) => Outcomes.IsEmpty ? null : Outcomes[ordinal];

    /// <summary>What is known about the item at this index, which has no outcome.</summary>
    public UnansweredItem Unanswered(int ordinal) => new(
        Failure!, Uncertain is { } id ? new UncertainAppend(id, ordinal) : (UncertainAppend?)null);

    /// <summary>This answer, completed by an earlier one to the same append.</summary>
    /// <remarks>One attempt that may have taken effect is enough: it may commit after all others failed.</remarks>
    public StoreAnswer Completing(StoreAnswer earlier)
    {
        if (Failure is null)
        {
            return this;
        }

        var uncertain = Uncertain ?? earlier.Uncertain;
        if (Outcomes.IsEmpty || earlier.Outcomes.IsEmpty)
        {
            return new StoreAnswer(Outcomes.IsEmpty ? earlier.Outcomes : Outcomes, Failure, uncertain);
        }

        var merged = ImmutableArray.CreateBuilder<AppendOutcome?>(Outcomes.Length);
        for (var i = 0; i < Outcomes.Length; i++)
        {
            merged.Add(Outcomes[i] ?? earlier.Outcomes[i]);
        }

        var all = merged.MoveToImmutable();
        return all.Contains(null) ? new StoreAnswer(all, Failure, uncertain) : new StoreAnswer(all);
    }
}
