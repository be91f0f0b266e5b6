using System;
using System.Collections.Immutable;
using EventNormalization.Storage.Authoring;
using NodaTime;

namespace EventNormalization.Sqlite;

/// <summary>How often an event came, when last, and in how many other spellings.</summary>
internal readonly record struct EventRepeats(
    long Occurrences, Instant LastReceivedAt, long Spellings = 0, long OtherSpellings = 0)
{
    /// <summary>What is known of an event that is new.</summary>
    public static EventRepeats None { get; } = new(0, Instant.MinValue);

    /// <summary>The same after more deliveries.</summary>
    public EventRepeats Plus(ImmutableArray<AppendItem> items, ReadOnlySpan<int> places)
    {
        var (occurrences, last) = (Occurrences, LastReceivedAt);
        foreach (var place in places)
        {
            occurrences += items[place].Deliveries;
            last = Instant.Max(last, items[place].Event.ReceivedAt);
        }

        return this with { Occurrences = occurrences, LastReceivedAt = last };
    }
}
