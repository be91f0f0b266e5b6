using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using EventNormalization.Queries;
using EventNormalization.Queries.Authoring;

namespace EventNormalization.Sqlite;

/// <summary>A condition of SQL under construction: its text consists of constants, and values are bound.</summary>
/// <param name="firstParameter">The number of its first parameter.</param>
internal sealed class SqlCondition(int firstParameter)
{
    public const string True = "1";
    public const string False = "0";

    private readonly List<Action<SqliteStatement, int>> _binds = [];

    /// <summary>Adds a parameter; returns its name.</summary>
    public string Add(Action<SqliteStatement, int> bind)
    {
        _binds.Add(bind);
        return string.Create(CultureInfo.InvariantCulture, $"?{firstParameter + _binds.Count - 1}");
    }

    /// <summary>Adds a text; returns the parameter's name.</summary>
    public string Add(string text) => Add((statement, parameter) => statement.Bind(parameter, text));

    /// <summary>Adds bytes; returns the parameter's name.</summary>
    public string Add(byte[] bytes) => Add((statement, parameter) => statement.Bind(parameter, bytes));

    /// <summary>Binds the values.</summary>
    public void Bind(SqliteStatement statement)
    {
        for (var i = 0; i < _binds.Count; i++)
        {
            _binds[i](statement, firstParameter + i);
        }
    }

    /// <summary>All parts at once.</summary>
    public static string All(ImmutableArray<EventPredicate> parts, IEventPredicateVisitor<string> visitor) =>
        Join([.. parts.Select(part => part.Accept(visitor))], " AND ", True);

    /// <summary>Any of the parts.</summary>
    public static string Any(ImmutableArray<EventPredicate> parts, IEventPredicateVisitor<string> visitor) =>
        Join([.. parts.Select(part => part.Accept(visitor))], " OR ", False);

    /// <summary>The operator of a comparison with what is no NULL.</summary>
    /// <remarks>
    /// IS, and not =: of what equals a constant SQLite puts the constant into all other conditions, and so into the
    /// check of the row's checksum, which would then be of a row that is not there.
    /// </remarks>
    public static string SignOf(ComparisonOperator comparison) => comparison switch
    {
        ComparisonOperator.Equal => "IS",
        ComparisonOperator.NotEqual => "<>",
        ComparisonOperator.Less => "<",
        ComparisonOperator.LessOrEqual => "<=",
        ComparisonOperator.Greater => ">",
        ComparisonOperator.GreaterOrEqual => ">=",
        _ => throw new ArgumentOutOfRangeException(nameof(comparison), comparison, "No such comparison is known."),
    };

    /// <summary>
    /// Joins as a balanced tree: SQLite limits the depth of expressions, and a chain is as deep as it is long.
    /// </summary>
    private static string Join(ReadOnlySpan<string> parts, string word, string ofNone) => parts.Length switch
    {
        0 => ofNone,
        1 => parts[0],
        _ => "(" + Join(parts[..(parts.Length / 2)], word, ofNone) + word
            + Join(parts[(parts.Length / 2)..], word, ofNone) + ")",
    };
}
