namespace EventNormalization.Sqlite;

/// <summary>The tables of a failed-event store.</summary>
internal static class FailureTables
{
    /// <summary>The kind of the files.</summary>
    public static readonly StoreKind Kind = new()
    {
        Name = "a failed-event store of EventNormalization",
        ApplicationId = 0x45764E66,
        SchemaVersion = 2,
        Tables =
        [
            """
            CREATE TABLE failures(
              position INTEGER PRIMARY KEY, raw_hash BLOB NOT NULL UNIQUE, state INTEGER NOT NULL,
              reasons TEXT NOT NULL, occurrences INTEGER NOT NULL,
              first_seconds INTEGER NOT NULL, first_nanoseconds INTEGER NOT NULL,
              last_seconds INTEGER NOT NULL, last_nanoseconds INTEGER NOT NULL,
              source TEXT, line INTEGER NOT NULL, client TEXT, id BLOB, stored_id BLOB, raw BLOB NOT NULL,
              envelope INTEGER, path TEXT, record INTEGER, context TEXT) STRICT
            """,
            """
            CREATE TABLE clients(
              name TEXT PRIMARY KEY, received INTEGER NOT NULL, rejected INTEGER NOT NULL, pending INTEGER NOT NULL,
              conflicts INTEGER NOT NULL) STRICT, WITHOUT ROWID
            """,
            KeptEnvelopes.Table,
            AppendLog.Table,
        ],
    };
}
