using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using EventNormalization.Identity;
using EventNormalization.Storage;
using EventNormalization.Storage.Authoring;

namespace EventNormalization.Pipeline;

/// <summary>Validates a store's answer against the question, before any event is reported as stored.</summary>
internal static class AnswerCheck
{
    /// <summary>Returns the outcomes of this append; null where the store does not know one.</summary>
    /// <exception cref="StoreAnswerException">They are not the answers to this append.</exception>
    /// <exception cref="AppendMismatchException">The store refuses the append as wrong.</exception>
    public static ImmutableArray<AppendOutcome?> Require(Append asked, IReadOnlyList<AppendAnswer>? answered)
    {
        if (answered is not [{ } answer])
        {
            var found = answered is null ? "null" : answered is [null] ? "null for it"
                : FormattableString.Invariant($"for {answered.Count} appends");
            throw Wrong(asked, $"asked for one append, the store answered {found}.");
        }

        if (answer.Id != asked.Id)
        {
            throw Wrong(asked, $"the store answered for append {answer.Id}.");
        }

        if (answer.Error is { } fault)
        {
            throw new AppendMismatchException(fault.Message);
        }

        if (answer.Outcomes.Length != asked.Items.Length)
        {
            throw Wrong(asked, FormattableString.Invariant(
                $"asked for {asked.Items.Length} events, the store answered for {answer.Outcomes.Length}."));
        }

        for (var i = 0; i < asked.Items.Length; i++)
        {
            if (answer.Outcomes[i] is { } outcome)
            {
                Require(asked, asked.Items[i].Event, outcome);
            }
        }

        return answer.Outcomes;
    }

    private static void Require(Append append, IdentifiedEvent asked, in AppendOutcome answered)
    {
        if (!answered.Fits(asked))
        {
            throw Wrong(
                append,
                $"asked for the event {asked.Id}, the store answered {answered.Kind} for the event {answered.Id}"
                + (answered.StoredId == answered.Id ? "." : $", stored as {answered.StoredId}."));
        }
    }

    private static StoreAnswerException Wrong(Append append, string what) => new($"Append {append.Id}: {what}");
}
