namespace EventNormalization.Sqlite;

/// <summary>The tables of an event store.</summary>
internal static class EventTables
{
    /// <summary>The kind of the files.</summary>
    public static readonly StoreKind Kind = new()
    {
        Name = "an event store of EventNormalization",
        ApplicationId = 0x45764E73,
        SchemaVersion = 4,
        Tables =
        [
            // Texts and rules are kept once; events refer to them by number.
            """
            CREATE TABLE clients(
              client INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE,
              received INTEGER NOT NULL, accepted INTEGER NOT NULL, duplicates INTEGER NOT NULL) STRICT
            """,
            "CREATE TABLE metrics(metric INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT",

            // The last row is in force. An event refers to the row in force when it was stored.
            """
            CREATE TABLE rules(
              rules INTEGER PRIMARY KEY, fingerprint TEXT NOT NULL, zone_data TEXT NOT NULL,
              after_position INTEGER NOT NULL) STRICT
            """,

            // An id commits to its timestamp, so this key refuses what UNIQUE(id) would, and new events land on pages
            // that are in memory: their neighbours in time have just been written.
            """
            CREATE TABLE events(
              position INTEGER PRIMARY KEY, seconds INTEGER NOT NULL, nanoseconds INTEGER NOT NULL, id BLOB NOT NULL,
              client INTEGER NOT NULL, metric INTEGER NOT NULL, amount TEXT NOT NULL, currency TEXT, rules INTEGER NOT NULL,
              received_seconds INTEGER NOT NULL, received_nanoseconds INTEGER NOT NULL, occurrences INTEGER NOT NULL,
              client_key TEXT, fields TEXT, identity BLOB, raw BLOB NOT NULL,
              envelope INTEGER, path TEXT, record INTEGER, context INTEGER,
              UNIQUE(seconds, nanoseconds, id)) STRICT
            """,
            """
            CREATE TABLE client_keys(
              client INTEGER NOT NULL, client_key TEXT NOT NULL, position INTEGER NOT NULL,
              PRIMARY KEY(client, client_key)) STRICT, WITHOUT ROWID
            """,

            // The further fields that events have had: totals by another one are by a typo.
            "CREATE TABLE field_names(name TEXT NOT NULL PRIMARY KEY) STRICT, WITHOUT ROWID",

            // States of measures, count first; their bytes are those of the measures' formats.
            // The hour comes first: what arrives together in time is written together. A currency that is not there is
            // the empty text, since a NULL would be different from every other one.
            """
            CREATE TABLE roll_ups(
              hour INTEGER NOT NULL, client INTEGER NOT NULL, metric INTEGER NOT NULL, currency TEXT NOT NULL,
              count INTEGER NOT NULL, sum BLOB NOT NULL, min BLOB NOT NULL, max BLOB NOT NULL,
              PRIMARY KEY(hour, client, metric, currency)) STRICT, WITHOUT ROWID
            """,
            KeptEnvelopes.Table,
            "CREATE TABLE contexts(context INTEGER PRIMARY KEY, json TEXT NOT NULL UNIQUE) STRICT",
            AppendLog.Table,
        ],
    };
}
