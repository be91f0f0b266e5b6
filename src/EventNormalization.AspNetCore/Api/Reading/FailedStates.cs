using System;
using System.Collections.Generic;
using System.Linq;
using EventNormalization.Queries;

namespace EventNormalization.Api.Reading;

/// <summary>The words for the states of failed events, and for several states at once.</summary>
internal static class FailedStates
{
    /// <summary>What waits for something: neither settled nor discarded.</summary>
    public static readonly EventPredicate Open = AnyOf(
        FailedEventState.Pending, FailedEventState.Retrying, FailedEventState.Parked, FailedEventState.Rejected,
        FailedEventState.Conflict);

    private static readonly (string Name, EventPredicate Where)[] Known =
    [
        .. Names(FailedEventState.Pending, FailedEventState.Retrying),
        ("deferred", AnyOf(FailedEventState.Pending, FailedEventState.Retrying)),
        .. Names(
            FailedEventState.Parked, FailedEventState.Rejected, FailedEventState.Conflict, FailedEventState.Discarded,
            FailedEventState.Settled),
    ];

    /// <summary>The words, in the order in which they are shown.</summary>
    public static IEnumerable<string> AllNames => Known.Select(state => state.Name);

    /// <summary>The word for a state, as scripts read it.</summary>
    public static string NameOf(FailedEventState state) => state switch
    {
        FailedEventState.Rejected => "rejected",
        FailedEventState.Pending => "pending",
        FailedEventState.Conflict => "conflict",
        FailedEventState.Retrying => "retrying",
        FailedEventState.Parked => "parked",
        FailedEventState.Discarded => "discarded",
        FailedEventState.Settled => "settled",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "It is none of the states."),
    };

    /// <summary>The states that a word means; <see langword="null"/> if it is none of <see cref="AllNames"/>.</summary>
    public static EventPredicate? Find(string name) => Known.FirstOrDefault(state => state.Name == name).Where;

    private static EventPredicate AnyOf(params FailedEventState[] states) =>
        EventPredicate.AnyOf([.. states.Select(EventPredicate.State)]);

    private static IEnumerable<(string, EventPredicate)> Names(params FailedEventState[] states) =>
        states.Select(state => (NameOf(state), AnyOf(state)));
}
