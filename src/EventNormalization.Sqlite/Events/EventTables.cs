using System.Collections.Immutable;

namespace EventNormalization.Sqlite;

/// <summary>The tables of an event store.</summary>
/// <remarks>Every row has a checksum over its columns (<see cref="RowChecksum"/>).</remarks>
internal static class EventTables
{
    public static readonly StoredTable Clients =
        new("clients", "client", "name", "received", "from_failed", "accepted", "duplicates");

    public static readonly StoredTable Metrics = new("metrics", "metric", "name");

    public static readonly StoredTable Rules =
        new("rules", "rules", "fingerprint", "schema", "zone_data", "after_position");

    public static readonly StoredTable Contexts = new("contexts", "context", "json");

    public static readonly StoredTable Events = new(
        "events", "position", "seconds", "nanoseconds", "id", "client", "metric", "amount", "currency", "rules",
        "received_seconds", "received_nanoseconds", "append_run", "append_sequence", "client_key", "fields", "identity",
        "envelope", "path", "record", "context", "masked", "raw");

    public static readonly StoredTable Repeats = new(
        "repeats", "position", "occurrences", "last_seconds", "last_nanoseconds", "spellings", "other_spellings");

    public static readonly StoredTable ClientKeys = new("client_keys", "client", "client_key", "position");

    public static readonly StoredTable FieldNames = new("field_names", "name");

    public static readonly StoredTable Spellings = new("spellings", "spelling", "raw");

    public static readonly StoredTable RollUps = new(
        "roll_ups", "level", "bucket", "client", "states");

    public static readonly StoredTable RollUpDeltas = new("roll_up_deltas", "delta", "groups", "states");

    /// <summary>The kind of the files.</summary>
    public static readonly StoreKind Kind = new()
    {
        Name = "an event store of EventNormalization",
        ApplicationId = 0x45764E73,
        SchemaVersion = 6,
        HasMeta = true,
        Checked =
        [
            StoreMeta.Table, Clients, Metrics, Rules, Contexts, StoredEnvelopes.Stored, Events, Repeats, ClientKeys,
            FieldNames, Spellings, RollUps, RollUpDeltas, EventAppendLog.Stored,
        ],
        Tables =
        [
            StoreMeta.Create, StoreMeta.MakeId, .. TextTables, .. OfEvents, .. OfRollUps, EventAppendLog.Table,
        ],
    };

    // Texts and rules are kept once; events refer to them by number.
    private static ImmutableArray<string> TextTables =>
    [
        """
        CREATE TABLE clients(
          client INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE,
          received INTEGER NOT NULL, from_failed INTEGER NOT NULL, accepted INTEGER NOT NULL,
          duplicates INTEGER NOT NULL, checksum INTEGER) STRICT
        """,
        "CREATE TABLE metrics(metric INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, checksum INTEGER) STRICT",

        // The last row is in force. An event refers to the row in force when it was stored.
        """
        CREATE TABLE rules(
          rules INTEGER PRIMARY KEY, fingerprint TEXT NOT NULL, schema TEXT NOT NULL, zone_data TEXT NOT NULL,
          after_position INTEGER NOT NULL, checksum INTEGER) STRICT
        """,
        StoredEnvelopes.Table,
        "CREATE TABLE contexts(context INTEGER PRIMARY KEY, json TEXT NOT NULL UNIQUE, checksum INTEGER) STRICT",
    ];

    private static ImmutableArray<string> OfEvents =>
    [
        // An id commits to its timestamp, so this key is as strict as UNIQUE(id), and new events land on pages that are
        // in memory: their neighbours in time have just been written. The amount is in bytes that sort like amounts. A
        // row is never written again: what changes when the event comes again stands in repeats. Masked is 1 where the
        // bytes are not those received.
        """
        CREATE TABLE events(
          position INTEGER PRIMARY KEY, seconds INTEGER NOT NULL, nanoseconds INTEGER NOT NULL, id BLOB NOT NULL,
          client INTEGER NOT NULL, metric INTEGER NOT NULL, amount BLOB NOT NULL, currency TEXT, rules INTEGER NOT NULL,
          received_seconds INTEGER NOT NULL, received_nanoseconds INTEGER NOT NULL,
          append_run INTEGER NOT NULL, append_sequence INTEGER NOT NULL,
          client_key TEXT, fields TEXT, identity BLOB, envelope INTEGER, path TEXT, record INTEGER, context INTEGER,
          masked INTEGER, raw BLOB NOT NULL, checksum INTEGER,
          UNIQUE(seconds, nanoseconds, id)) STRICT
        """,

        // New events land at the end of their client's run.
        "CREATE INDEX events_by_client ON events(client)",

        // The events that came more than once; last is the last receipt. An event without a row came once.
        """
        CREATE TABLE repeats(
          position INTEGER PRIMARY KEY, occurrences INTEGER NOT NULL,
          last_seconds INTEGER NOT NULL, last_nanoseconds INTEGER NOT NULL,
          spellings INTEGER NOT NULL, other_spellings INTEGER NOT NULL, checksum INTEGER) STRICT
        """,
        """
        CREATE TABLE client_keys(
          client INTEGER NOT NULL, client_key TEXT NOT NULL, position INTEGER NOT NULL, checksum INTEGER,
          PRIMARY KEY(client, client_key)) STRICT, WITHOUT ROWID
        """,

        // The further fields that events have had: totals by any other name are a typo.
        "CREATE TABLE field_names(name TEXT NOT NULL PRIMARY KEY, checksum INTEGER) STRICT, WITHOUT ROWID",

        // Raw bytes of duplicates that differ from those of their event. A spelling's number is 16 times the position
        // of the event, and its place among the event's spellings.
        "CREATE TABLE spellings(spelling INTEGER PRIMARY KEY, raw BLOB NOT NULL, checksum INTEGER) STRICT",
    ];

    // Level 0 is all time by client, metric and currency, level 1 a day by client and currency, level 2 an hour by
    // client, metric and currency. A row has those of one client in one bucket, which is 64 days at level 1 and a day
    // at level 2, counted from 1970, packed (RollUpPack). The bucket comes first, so that events close in time are
    // written together. An absent currency is the empty text. Every measure but count, sum, min and max has a state of
    // its own. Deltas are changes that are not added yet: those that one append made in a slot of a level, in a row.
    // Totals are of both.
    private static ImmutableArray<string> OfRollUps =>
    [
        """
        CREATE TABLE roll_ups(
          level INTEGER NOT NULL, bucket INTEGER NOT NULL, client INTEGER NOT NULL, states BLOB NOT NULL,
          checksum INTEGER, PRIMARY KEY(level, bucket, client)) STRICT, WITHOUT ROWID
        """,
        """
        CREATE TABLE roll_up_states(
          level INTEGER NOT NULL, bucket INTEGER NOT NULL, client INTEGER NOT NULL, metric INTEGER NOT NULL,
          currency TEXT NOT NULL, measure TEXT NOT NULL, version INTEGER NOT NULL, state BLOB NOT NULL,
          checksum INTEGER, PRIMARY KEY(level, bucket, client, metric, currency, measure)) STRICT, WITHOUT ROWID
        """,
        """
        CREATE TABLE roll_up_deltas(
          delta INTEGER PRIMARY KEY, groups INTEGER NOT NULL, states BLOB NOT NULL, checksum INTEGER) STRICT
        """,
    ];
}
