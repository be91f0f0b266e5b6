using System.Text;
using EventNormalization.Queries;

namespace EventNormalization.Sqlite;

/// <summary>Bounds of time as a condition of SQL. Its text is made of constants alone; what is asked for is bound.</summary>
/// <remarks>Parameters 1 and 2 are the caller's.</remarks>
internal sealed class EventCondition
{
    private readonly PredicateScope _scope;

    /// <summary>The condition of the bounds that a predicate sets; whoever reads the rows asks the rest.</summary>
    /// <param name="scope">The predicate, taken apart.</param>
    /// <param name="seconds">The column of the seconds; with a plus before it, no index is used for it.</param>
    public EventCondition(PredicateScope scope, string seconds)
    {
        _scope = scope;
        var text = new StringBuilder();
        text.Append(scope.From is null ? "" : $" AND ({seconds}, nanoseconds) >= (?3, ?4)");
        text.Append(scope.To is null ? "" : $" AND ({seconds}, nanoseconds) < (?5, ?6)");
        Sql = text.ToString();
    }

    /// <summary>The condition, to be put behind another one.</summary>
    public string Sql { get; }

    /// <summary>Binds the bounds.</summary>
    public SqliteStatement Bind(SqliteStatement statement)
    {
        if (_scope.From is { } from)
        {
            statement.Bind(3, InstantColumns.SecondsOf(from)).Bind(4, InstantColumns.NanosecondsOf(from));
        }

        if (_scope.To is { } to)
        {
            statement.Bind(5, InstantColumns.SecondsOf(to)).Bind(6, InstantColumns.NanosecondsOf(to));
        }

        return statement;
    }
}
