using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Identity;
using EventNormalization.Storage;
using EventNormalization.Storage.Authoring;
using EventNormalization.Testing.Checking;

namespace EventNormalization.Testing;

/// <summary>Shorthands for calls of a store in the checks.</summary>
internal static class StoreCalls
{
    /// <summary>One delivery of each event, under one name; the store must answer all of them.</summary>
    public static async ValueTask<AppendOutcome[]> AppendAsync(
        this IEventAppender store,
        AppendId id,
        IEnumerable<IdentifiedEvent> events,
        CancellationToken cancellationToken = default) =>
        OutcomesOf(id, await store.AppendAsync([Append.Of(id, events)], cancellationToken));

    /// <summary>One append.</summary>
    public static async ValueTask<AppendAnswer> AppendAsync(this IEventAppender store, Append append)
    {
        var answers = await store.AppendAsync([append]);
        return Assert.Single(answers);
    }

    /// <summary>The event as it is stored.</summary>
    public static ValueTask<StoredEvent?> FindAsync(this IEventReader store, IdentifiedEvent item) =>
        store.FindAsync(EventKey.Of(item));

    /// <summary>The outcomes of an append that is right.</summary>
    public static AppendOutcome[] OutcomesOf(AppendId id, IReadOnlyList<AppendAnswer> answers)
    {
        var answer = Assert.Single(answers);
        Assert.Null(answer.Error);
        Assert.Equal(id, answer.Id);
        return [.. answer.Outcomes.Select(
            outcome => outcome ?? throw new InvalidOperationException("An outcome is missing."))];
    }
}
