using NodaTime;

namespace EventNormalization.Sqlite;

/// <summary>When the last delivery that a file knows was received.</summary>
internal static class LastReceipt
{
    private const string SelectOfEvents = """
        SELECT received_seconds AS seconds, received_nanoseconds AS nanoseconds FROM events
        UNION ALL SELECT last_seconds, last_nanoseconds FROM repeats ORDER BY seconds DESC, nanoseconds DESC LIMIT 1
        """;

    private const string SelectOfFailed = "SELECT max(last_seen) FROM failures";

    public static Instant? Of(SqliteDatabase events)
    {
        var select = events.Prepare(SelectOfEvents);
        Instant? last = select.Step() ? InstantColumns.ToInstant(select.ReadNumber(0), select.ReadNumber(1)) : null;
        select.Reset();
        return last;
    }

    public static Instant? OfFailed(SqliteDatabase failed)
    {
        var select = failed.Prepare(SelectOfFailed);
        var last = select.Step() ? InstantBytes.ReadOptional(select, 0) : null;
        select.Reset();
        return last;
    }

    /// <summary>The later of two; null if there is none.</summary>
    public static Instant? Later(Instant? left, Instant? right) =>
        left is not { } first ? right : right is not { } second ? left : Instant.Max(first, second);
}
