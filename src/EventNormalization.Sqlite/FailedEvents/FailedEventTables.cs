namespace EventNormalization.Sqlite;

/// <summary>The tables of a failed-event store.</summary>
/// <remarks>
/// Instants are bytes that sort like the instants (<see cref="InstantBytes"/>). Every table has a column for a checksum
/// of its row.
/// </remarks>
internal static class FailedEventTables
{
    /// <summary>The kind of the files.</summary>
    public static readonly StoreKind Kind = new()
    {
        Name = "a failed-event store of EventNormalization",
        ApplicationId = 0x45764E66,
        SchemaVersion = 3,
        Tables =
        [
            """
            CREATE TABLE failures(
              number INTEGER PRIMARY KEY, key BLOB NOT NULL UNIQUE, state INTEGER NOT NULL, generation INTEGER NOT NULL,
              pending INTEGER NOT NULL, retrying INTEGER NOT NULL, parked INTEGER NOT NULL, rejected INTEGER NOT NULL,
              conflicts INTEGER NOT NULL, discarded INTEGER NOT NULL, settled INTEGER NOT NULL,
              already_counted INTEGER NOT NULL, uncertain INTEGER NOT NULL, attempts INTEGER NOT NULL,
              not_before BLOB, due BLOB, lease_holder TEXT, lease_until BLOB, retry_run INTEGER, retry_sequence INTEGER,
              is_edited INTEGER NOT NULL, is_archived INTEGER NOT NULL, reasons TEXT NOT NULL, first_seen BLOB NOT NULL,
              last_seen BLOB NOT NULL, source TEXT, line INTEGER NOT NULL, client TEXT, id BLOB, stored_id BLOB,
              edited BLOB, edited_hash BLOB, envelope INTEGER, path TEXT, record INTEGER, context TEXT,
              raw BLOB NOT NULL, checksum BLOB) STRICT
            """,
            "CREATE INDEX failures_by_due ON failures(due) WHERE due IS NOT NULL",
            "CREATE INDEX failures_by_state ON failures(state)",
            "CREATE INDEX failures_by_client ON failures(client)",
            "CREATE INDEX failures_by_first_seen ON failures(first_seen)",
            "CREATE INDEX failures_by_last_seen ON failures(last_seen)",
            """
            CREATE TABLE reasons(
              code TEXT NOT NULL, failure INTEGER NOT NULL, field TEXT NOT NULL, checksum BLOB,
              PRIMARY KEY(code, failure, field)) STRICT, WITHOUT ROWID
            """,
            "CREATE INDEX reasons_by_failure ON reasons(failure)",
            """
            CREATE TABLE uncertain(
              number INTEGER PRIMARY KEY, failure INTEGER NOT NULL, run INTEGER NOT NULL, sequence INTEGER NOT NULL,
              ordinal INTEGER NOT NULL, part INTEGER, checksum BLOB) STRICT
            """,
            "CREATE INDEX uncertain_by_failure ON uncertain(failure, run, sequence, ordinal)",
            """
            CREATE TABLE acts(
              number INTEGER PRIMARY KEY, failure INTEGER NOT NULL, kind INTEGER NOT NULL, who TEXT NOT NULL,
              at BLOB NOT NULL, note TEXT NOT NULL, checksum BLOB) STRICT
            """,
            "CREATE INDEX acts_by_failure ON acts(failure)",
            """
            CREATE TABLE clients(
              name TEXT PRIMARY KEY, received INTEGER NOT NULL, pending INTEGER NOT NULL, retrying INTEGER NOT NULL,
              parked INTEGER NOT NULL, rejected INTEGER NOT NULL, conflicts INTEGER NOT NULL,
              discarded INTEGER NOT NULL, settled INTEGER NOT NULL, already_counted INTEGER NOT NULL,
              uncertain INTEGER NOT NULL, checksum BLOB) STRICT, WITHOUT ROWID
            """,
            StoredEnvelopes.Table,
            StepLog.Table,
            StepLog.Index,
            "CREATE TABLE meta(name TEXT PRIMARY KEY, value BLOB NOT NULL, checksum BLOB) STRICT, WITHOUT ROWID",
            "INSERT INTO meta(name, value) VALUES('store_id', randomblob(16))",
        ],
    };
}
