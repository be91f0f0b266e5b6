namespace EventNormalization.Sqlite;

/// <summary>The tables of bulk operations: one of operations, one of the entries of those that are running.</summary>
internal static class OperationTables
{
    public static readonly StoredTable Operations = new(
        "bulk_operations", "number", "id", "kind", "who", "note", "started", "ended", "state", "total", "accepted",
        "duplicates", "already_counted", "rejected", "deferred", "conflicts", "parked", "leased", "discarded",
        "archived", "reopened", "ignored", "error", "lease_holder", "lease_until", "not_before", "due");

    public static readonly StoredTable Entries = new("bulk_entries", "operation", "ordinal", "key", "applies");

    public const string CreateOperations = """
        CREATE TABLE bulk_operations(
          number INTEGER PRIMARY KEY, id INTEGER NOT NULL UNIQUE, kind INTEGER NOT NULL, who TEXT NOT NULL,
          note TEXT NOT NULL, started BLOB NOT NULL, ended BLOB, state INTEGER NOT NULL, total INTEGER NOT NULL,
          accepted INTEGER NOT NULL, duplicates INTEGER NOT NULL, already_counted INTEGER NOT NULL,
          rejected INTEGER NOT NULL, deferred INTEGER NOT NULL, conflicts INTEGER NOT NULL, parked INTEGER NOT NULL,
          leased INTEGER NOT NULL, discarded INTEGER NOT NULL, archived INTEGER NOT NULL, reopened INTEGER NOT NULL,
          ignored INTEGER NOT NULL, error TEXT NOT NULL, lease_holder TEXT, lease_until BLOB, not_before BLOB,
          due BLOB NOT NULL, checksum INTEGER) STRICT
        """;

    public const string IndexByDue = "CREATE INDEX bulk_operations_by_due ON bulk_operations(due)";

    public const string CreateEntries = """
        CREATE TABLE bulk_entries(
          operation INTEGER NOT NULL, ordinal INTEGER NOT NULL, key BLOB NOT NULL, applies INTEGER NOT NULL,
          checksum INTEGER, PRIMARY KEY(operation, ordinal)) STRICT, WITHOUT ROWID
        """;
}
