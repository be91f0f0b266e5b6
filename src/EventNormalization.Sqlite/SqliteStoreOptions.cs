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
    /// The failed events beside an event store: both files know each other from then on, and one that is missing or
    /// foreign is refused. They are asked whether a client has any, where new rules give it a profile: of one that has
    /// none, and no event, the profile is put in force without asking. <see langword="null"/> if there are none.
    /// </summary>
    public SqliteFailedEventStore? FailedEvents { get; init; }

    /// <summary>What to do with a store that lacks something, or is damaged; refusing is the default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not known.</exception>
    public StoreRecovery Recovery
    {
        get;
        init => field = Enum.IsDefined(value)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "No such recovery is known.");
    }

    internal bool HasFailedEvents(string clientId) => FailedEvents?.HasEntriesOf(clientId) == true;

    /// <summary>How long a call waits for another process that writes; above zero, 30 seconds by default.</summary>
    /// <remarks>It waits without a thread, and once in all. Opening and closing a file waits on the caller's
    /// thread.</remarks>
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
