namespace EventNormalization.Sqlite;

/// <summary>What is said of a file as a whole, by name.</summary>
internal static class StoreMeta
{
    /// <summary>What tells the file from every other store.</summary>
    public const string StoreId = "store_id";

    /// <summary>The id of the other file of the pair.</summary>
    public const string PartnerId = "partner_id";

    /// <summary>Whether a session has the file open (<see cref="StoreSession"/>).</summary>
    public const string Session = "session";

    /// <summary>How often it was repaired.</summary>
    public const string Repairs = "repairs";

    /// <summary>Deliveries that were settled in a file that is lost, and so have no entry.</summary>
    public const string Carried = "carried";

    /// <summary>The table.</summary>
    public static readonly StoredTable Table = new("meta", "name", "value");

    /// <summary>The statement that makes the table.</summary>
    public const string Create =
        "CREATE TABLE meta(name TEXT PRIMARY KEY, value ANY, checksum INTEGER) STRICT, WITHOUT ROWID";

    /// <summary>The statement that gives a new file its id; it runs where the checksum is known.</summary>
    public static readonly string MakeId = $"""
        WITH made(id) AS MATERIALIZED (SELECT randomblob(16))
        INSERT INTO meta(name, value, checksum)
        SELECT '{StoreId}', id, {RowChecksum.Function}('meta', '{StoreId}', id) FROM made
        """;

    private static readonly string SelectValue = $"SELECT value FROM meta WHERE {Table.IsWhole} AND name = ?1";

    private static readonly string Write =
        Table.Insert(("name", "?1"), ("value", "?2"))
        + " ON CONFLICT(name) DO UPDATE SET value = excluded.value, checksum = excluded.checksum";

    public static long ReadNumber(SqliteDatabase database, string name)
    {
        var select = database.Prepare(SelectValue).Bind(1, name);
        var number = select.Step() ? select.ReadNumber(0) : 0;
        select.Reset();
        return number;
    }

    public static byte[]? ReadBytes(SqliteDatabase database, string name)
    {
        var select = database.Prepare(SelectValue).Bind(1, name);
        var bytes = select.Step() ? select.ReadBytes(0).ToArray() : null;
        select.Reset();
        return bytes;
    }

    public static void WriteNumber(SqliteDatabase database, string name, long value) =>
        database.Prepare(Write).Bind(1, name).Bind(2, value).Execute();

    public static void WriteBytes(SqliteDatabase database, string name, byte[] value) =>
        database.Prepare(Write).Bind(1, name).Bind(2, value).Execute();
}
