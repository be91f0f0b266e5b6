namespace EventNormalization.Sqlite;

/// <summary>Statements that several types share.</summary>
internal static class EventSql
{
    public const string SelectClient = "SELECT client FROM clients WHERE name = ?1";

    public const string SelectMetric = "SELECT metric FROM metrics WHERE name = ?1";
}
