using System;
using EventNormalization.Storage;
using EventNormalization.Normalization;

namespace EventNormalization.Sqlite;

/// <summary>How a SQLite store is opened. Immutable; the defaults are safe.</summary>
public sealed class SqliteStoreOptions
{
    /// <summary>The defaults.</summary>
    public static readonly SqliteStoreOptions Default = new();

    /// <summary>What to do when other rules wrote the store; refusing is the default.</summary>
    public RulesChange RulesChange { get; init; } = RulesChange.Refuse;

    /// <summary>
    /// What becomes of the raw bytes of duplicates that differ from those stored; keeping them is the default. A store of
    /// failed events keeps none.
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
    /// The rules that read the events, whose further fields totals may name before an event has them; by default those
    /// alone that events have had.
    /// </summary>
    public SchemaSet? Schemas { get; init; }

    /// <summary>How long to wait for another process that writes; above zero, 30 seconds by default.</summary>
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
