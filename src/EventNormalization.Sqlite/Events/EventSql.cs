namespace EventNormalization.Sqlite;

/// <summary>Statements that more than one type uses.</summary>
internal static class EventSql
{
    public const string SelectClient = "SELECT client FROM clients WHERE name = ?1";

    public const string SelectMetric = "SELECT metric FROM metrics WHERE name = ?1";
}
