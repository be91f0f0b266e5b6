using System;
using EventNormalization.Queries;
using EventNormalization.Queries.Authoring;
using EventNormalization.Storage;
using NodaTime;

namespace EventNormalization.Sqlite;

/// <summary>
/// The order of a page as SQL: its columns, and the condition to follow a token. Ties are by position.
/// </summary>
internal sealed class EventOrder(SortKey key, SortDirection direction)
{
    /// <summary>The last parameter of the condition; parameter 1 is the limit.</summary>
    public const int LastParameter = 4;

    /// <summary>
    /// The column of the seconds in conditions: an index on it is of use where it gives the order as well.
    /// </summary>
    public string Seconds => key == SortKey.Timestamp ? "events.seconds" : "+events.seconds";

    /// <summary>The columns of ORDER BY.</summary>
    public string Sql => string.Join(
        ", ", Array.ConvertAll(Columns, column => column + (direction == SortDirection.Ascending ? "" : " DESC")));

    /// <summary>The condition that a row follows the bound token.</summary>
    public string AfterSql
    {
        get
        {
            var sign = direction == SortDirection.Ascending ? ">" : "<";
            var values = Columns.Length switch { 1 => "?2", 2 => "?2, ?3", _ => "?2, ?3, ?4" };
            return $"({string.Join(", ", Columns)}) {sign} ({values})";
        }
    }

    private string[] Columns => key switch
    {
        SortKey.Position => ["events.position"],
        SortKey.FirstSeen => ["events.received_seconds", "events.received_nanoseconds", "events.position"],
        SortKey.LastSeen => [EventRowReader.LastSeconds, EventRowReader.LastNanoseconds, "events.position"],
        SortKey.Timestamp => ["events.seconds", "events.nanoseconds", "events.position"],
        SortKey.Amount => ["events.amount", "events.position"],
        _ => throw new InvalidOperationException($"The sort key {key} is not known."),
    };

    /// <summary>Binds the token that rows must follow.</summary>
    /// <exception cref="ArgumentException">The token was not made by such a store.</exception>
    public void Bind(SqliteStatement statement, PageToken after)
    {
        try
        {
            var position = EventPosition.ReadFrom(after.Row).Commit;
            switch (key)
            {
                case SortKey.Position:
                    statement.Bind(2, position);
                    break;
                case SortKey.Amount:
                    AmountColumn.Bind(statement.Bind(3, position), 2, SortableBytes.ReadDecimal(after.Value));
                    break;
                case SortKey.Timestamp or SortKey.FirstSeen or SortKey.LastSeen:
                    Bind(statement.Bind(4, position), SortableBytes.ReadInstant(after.Value));
                    break;
                default:
                    throw new InvalidOperationException($"The sort key {key} is not known.");
            }
        }
        catch (FormatException error)
        {
            throw new ArgumentException("The page token is of another store.", nameof(after), error);
        }
    }

    private static void Bind(SqliteStatement statement, Instant value) => statement
        .Bind(2, InstantColumns.SecondsOf(value)).Bind(3, InstantColumns.NanosecondsOf(value));
}
