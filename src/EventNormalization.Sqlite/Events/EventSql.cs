namespace EventNormalization.Sqlite;

/// <summary>Statements that several types share.</summary>
internal static class EventSql
{
    public static readonly string SelectClient =
        $"SELECT client FROM clients WHERE {EventTables.Clients.IsWhole} AND name = ?1";

    public static readonly string SelectMetric =
        $"SELECT metric FROM metrics WHERE {EventTables.Metrics.IsWhole} AND name = ?1";

    public static readonly string InsertClient = EventTables.Clients.InsertNext(
        ("name", "?1"), ("received", "0"), ("from_failed", "0"), ("accepted", "0"), ("duplicates", "0"));

    public static readonly string InsertMetric = EventTables.Metrics.InsertNext(("name", "?1"));

    public static readonly string SelectContext =
        $"SELECT context FROM contexts WHERE {EventTables.Contexts.IsWhole} AND json = ?1";

    public static readonly string InsertContext = EventTables.Contexts.InsertNext(("json", "?1"));
}
