using System;
using EventNormalization.Storage;

namespace EventNormalization.Sqlite;

/// <summary>How a SQLite store is opened. Immutable; the defaults are safe.</summary>
public sealed class SqliteStoreOptions
{
    /// <summary>The defaults.</summary>
    public static readonly SqliteStoreOptions Default = new();

    /// <summary>What to do when other rules wrote the store; refusing is the default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not known.</exception>
    public RulesChange RulesChange
    {
        get;
        init => field = Enum.IsDefined(value)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "No such choice is known.");
    }

    = RulesChange.Refuse;

    /// <summary>
    /// Whether the raw bytes of duplicates that differ from those stored are kept; the default is to keep them. A store
    /// of failed events keeps none.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not known.</exception>
    public SpellingRetention Spellings
    {
        get;
        init => field = Enum.IsDefined(value)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "No such retention is known.");
    }

    /// <summary>
    /// The failed-event store next to an event store. If new rules give a client a profile, and it has neither events
    /// nor failed events, the profile is accepted automatically. <see langword="null"/> if there are none.
    /// </summary>
    public SqliteFailedEventStore? FailedEvents { get; init; }

    internal bool HasFailedEvents(string clientId) => FailedEvents?.HasEntriesOf(clientId) == true;

    /// <summary>How long to wait for another process's write; more than zero, 30 seconds by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not above zero, or above 24 days.</exception>
    public TimeSpan BusyTimeout
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(value, TimeSpan.Zero);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, TimeSpan.FromDays(24));
            field = value;
        }
    }

    = TimeSpan.FromSeconds(30);
}
