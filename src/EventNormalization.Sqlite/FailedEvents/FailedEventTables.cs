namespace EventNormalization.Sqlite;

/// <summary>The tables of a failed-event store.</summary>
/// <remarks>
/// Instants are bytes that order as the instants do (<see cref="InstantBytes"/>). Every row has a checksum over its
/// columns (<see cref="RowChecksum"/>).
/// </remarks>
internal static class FailedEventTables
{
    public static readonly StoredTable Failures = new(
        "failures", "number", "key", "state", "generation", "pending", "retrying", "parked", "rejected", "conflicts",
        "discarded", "settled", "already_counted", "uncertain", "attempts", "not_before", "due", "lease_holder",
        "lease_until", "retry_run", "retry_sequence", "is_edited", "is_archived", "reasons", "first_seen", "last_seen",
        "source", "line", "client", "id", "stored_id", "edited", "edited_hash", "envelope", "path", "record", "context",
        "masked", "raw");

    public static readonly StoredTable Reasons = new("reasons", "code", "failure", "field");

    public static readonly StoredTable Uncertain =
        new("uncertain", "number", "failure", "run", "sequence", "ordinal", "part");

    public static readonly StoredTable Acts = new("acts", "number", "failure", "kind", "who", "at", "note");

    public static readonly StoredTable Clients = new(
        "clients", "name", "received", "pending", "retrying", "parked", "rejected", "conflicts", "discarded", "settled",
        "already_counted", "uncertain");

    /// <summary>The kind of the files.</summary>
    public static readonly StoreKind Kind = new()
    {
        Name = "a failed-event store of EventNormalization",
        ApplicationId = 0x45764E66,
        SchemaVersion = 6,
        HasMeta = true,
        Checked =
        [
            StoreMeta.Table, Failures, Reasons, Uncertain, Acts, Clients, StoredEnvelopes.Stored, StepLog.Stored,
            OperationTables.Operations, OperationTables.Entries,
        ],
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
              masked INTEGER, raw BLOB NOT NULL, checksum INTEGER) STRICT
            """,
            "CREATE INDEX failures_by_due ON failures(due) WHERE due IS NOT NULL",
            "CREATE INDEX failures_by_state ON failures(state)",
            "CREATE INDEX failures_by_client ON failures(client)",
            "CREATE INDEX failures_by_id ON failures(id)",
            "CREATE INDEX failures_by_first_seen ON failures(first_seen)",
            "CREATE INDEX failures_by_last_seen ON failures(last_seen)",
            """
            CREATE TABLE reasons(
              code TEXT NOT NULL, failure INTEGER NOT NULL, field TEXT NOT NULL, checksum INTEGER,
              PRIMARY KEY(code, failure, field)) STRICT, WITHOUT ROWID
            """,
            "CREATE INDEX reasons_by_failure ON reasons(failure)",
            """
            CREATE TABLE uncertain(
              number INTEGER PRIMARY KEY, failure INTEGER NOT NULL, run INTEGER NOT NULL, sequence INTEGER NOT NULL,
              ordinal INTEGER NOT NULL, part INTEGER, checksum INTEGER) STRICT
            """,
            "CREATE INDEX uncertain_by_failure ON uncertain(failure, run, sequence, ordinal)",
            """
            CREATE TABLE acts(
              number INTEGER PRIMARY KEY, failure INTEGER NOT NULL, kind INTEGER NOT NULL, who TEXT NOT NULL,
              at BLOB NOT NULL, note TEXT NOT NULL, checksum INTEGER) STRICT
            """,
            "CREATE INDEX acts_by_failure ON acts(failure)",
            """
            CREATE TABLE clients(
              name TEXT PRIMARY KEY, received INTEGER NOT NULL, pending INTEGER NOT NULL, retrying INTEGER NOT NULL,
              parked INTEGER NOT NULL, rejected INTEGER NOT NULL, conflicts INTEGER NOT NULL,
              discarded INTEGER NOT NULL, settled INTEGER NOT NULL, already_counted INTEGER NOT NULL,
              uncertain INTEGER NOT NULL, checksum INTEGER) STRICT, WITHOUT ROWID
            """,
            StoredEnvelopes.Table,
            StepLog.Table,
            StepLog.Index,
            OperationTables.CreateOperations,
            OperationTables.IndexByDue,
            OperationTables.CreateEntries,
            StoreMeta.Create,
            StoreMeta.MakeId,
        ],
    };
}
