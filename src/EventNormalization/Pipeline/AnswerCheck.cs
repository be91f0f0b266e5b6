using System;
using System.Collections.Generic;
using EventNormalization.Identity;
using EventNormalization.Storage;

namespace EventNormalization.Pipeline;

/// <summary>Compares a store's answer with what it was asked, before anybody is told that an event is stored.</summary>
internal static class AnswerCheck
{
    /// <summary>Passes on the answers to these events.</summary>
    /// <exception cref="StoreAnswerException">They are not the answers to these events.</exception>
    public static IReadOnlyList<AppendOutcome> Require(
        AppendId appendId, IReadOnlyList<IdentifiedEvent> asked, IReadOnlyList<AppendOutcome>? answered)
    {
        if (answered is null)
        {
            throw new StoreAnswerException(FormattableString.Invariant(
                $"Append {appendId}: asked for {asked.Count} events, the store answered null."));
        }

        if (answered.Count != asked.Count)
        {
            throw new StoreAnswerException(FormattableString.Invariant(
                $"Append {appendId}: asked for {asked.Count} events, the store answered for {answered.Count}."));
        }

        for (var i = 0; i < asked.Count; i++)
        {
            Require(appendId, asked[i], answered[i]);
        }

        return answered;
    }

    private static void Require(AppendId appendId, IdentifiedEvent asked, AppendOutcome answered)
    {
        if (!Fits(asked, answered))
        {
            throw new StoreAnswerException(
                $"Append {appendId}: asked for the event {asked.Id}, "
                + $"the store answered {answered.Status} for the event {answered.StoredId}.");
        }
    }

    private static bool Fits(IdentifiedEvent asked, AppendOutcome answered) => answered.Status switch
    {
        AppendStatus.Added or AppendStatus.Duplicate => answered.StoredId == asked.Id && answered.Occurrences > 0,

        // Only another event can have the key, and only of an event that has one.
        AppendStatus.Conflict => answered.StoredId != asked.Id && asked.ClientKey is not null,
        _ => false,
    };
}
