using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using System.Text;
using EventNormalization.Storage;

namespace EventNormalization.Sqlite;

/// <summary>A filter as a condition of SQL. Its text is made of constants alone; what is asked for is bound.</summary>
/// <remarks>Parameters 1 and 2 are the caller's.</remarks>
internal sealed class EventCondition
{
    private readonly EventFilter _filter;

    /// <summary>The condition of a filter.</summary>
    /// <param name="filter">Which events.</param>
    /// <param name="seconds">The column of the seconds; with a plus before it, no index is used for it.</param>
    public EventCondition(EventFilter filter, string seconds)
    {
        _filter = filter;
        var text = new StringBuilder();
        text.Append(filter.ClientIds.IsEmpty ? "" : " AND client IN (SELECT value FROM json_each(?3))");
        text.Append(filter.Metrics.IsEmpty ? "" : " AND metric IN (SELECT value FROM json_each(?4))");
        text.Append(filter.From is null ? "" : $" AND ({seconds}, nanoseconds) >= (?5, ?6)");
        text.Append(filter.To is null ? "" : $" AND ({seconds}, nanoseconds) < (?7, ?8)");
        Sql = text.ToString();
    }

    /// <summary>The condition, to be put behind another one.</summary>
    public string Sql { get; }

    /// <summary>Binds what the filter asks for.</summary>
    public SqliteStatement Bind(SqliteDatabase database, SqliteStatement statement)
    {
        if (!_filter.ClientIds.IsEmpty)
        {
            statement.Bind(3, NumbersOf(database, EventSql.SelectClient, _filter.ClientIds));
        }

        if (!_filter.Metrics.IsEmpty)
        {
            statement.Bind(4, NumbersOf(database, EventSql.SelectMetric, _filter.Metrics));
        }

        if (_filter.From is { } from)
        {
            statement.Bind(5, InstantColumns.SecondsOf(from)).Bind(6, InstantColumns.NanosecondsOf(from));
        }

        if (_filter.To is { } to)
        {
            statement.Bind(7, InstantColumns.SecondsOf(to)).Bind(8, InstantColumns.NanosecondsOf(to));
        }

        return statement;
    }

    /// <summary>The numbers of texts as a JSON array; those that are not stored have none.</summary>
    private static string NumbersOf(SqliteDatabase database, string select, ImmutableArray<string> texts)
    {
        var numbers = texts.Select(text => InternedTexts.Find(database, select, text))
            .Where(number => number is not null)
            .Select(number => number!.Value.ToString(CultureInfo.InvariantCulture));
        return "[" + string.Join(',', numbers) + "]";
    }
}
