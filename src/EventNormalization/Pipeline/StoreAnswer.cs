using System;
using System.Collections.Generic;
using EventNormalization.Storage;

namespace EventNormalization.Pipeline;

/// <summary>A store's answers for the understood events of a batch, or why it gave none.</summary>
/// <param name="outcomes">The answers; none with a failure.</param>
/// <param name="failure">How the last attempt failed; null if there are answers.</param>
/// <param name="uncertain">The append, if some attempt at it may have taken effect.</param>
internal readonly struct StoreAnswer(
    IReadOnlyList<AppendOutcome> outcomes, Exception? failure = null, AppendId? uncertain = null)
{
    public IReadOnlyList<AppendOutcome> Outcomes { get; } = outcomes;

    public Exception? Failure { get; } = failure;

    private AppendId? Unanswered { get; } = uncertain;

    /// <summary>The item at this place of an append that had no answer.</summary>
    public UnansweredItem At(int ordinal) => new(
        Failure!, Unanswered is { } id ? new UncertainAppend(id, ordinal) : (UncertainAppend?)null);
}
