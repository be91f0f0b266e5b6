using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using System.Text;
using EventNormalization.Normalization;
using EventNormalization.Queries;
using NodaTime;

namespace EventNormalization.Sqlite;

/// <summary>A predicate about failed events as a condition of SQL. Its text is of constants alone; values are bound.</summary>
/// <remarks>
/// No condition is ever NULL, so that NOT is the plain complement. Texts compare as UTF-8, which is by code point.
/// </remarks>
internal sealed class FailureCondition : IEventPredicateVisitor<string>
{
    private const string True = "1";
    private const string False = "0";

    private readonly List<Action<SqliteStatement, int>> _bind = [];
    private readonly int _firstParameter;

    /// <summary>Translates a predicate.</summary>
    /// <param name="predicate">The predicate.</param>
    /// <param name="firstParameter">The number of the first parameter that is not the caller's.</param>
    public FailureCondition(EventPredicate predicate, int firstParameter)
    {
        _firstParameter = firstParameter;
        Sql = predicate.Accept(this);
    }

    /// <summary>The condition.</summary>
    public string Sql { get; }

    /// <summary>Binds what the predicate asks for.</summary>
    public SqliteStatement Bind(SqliteStatement statement)
    {
        for (var i = 0; i < _bind.Count; i++)
        {
            _bind[i](statement, _firstParameter + i);
        }

        return statement;
    }

    public string VisitField(string name, ComparisonOperator comparison, FieldValue value) =>
        name == FieldNames.ClientId && value.Kind == FieldValueKind.Text
            ? $"(client {SignOf(comparison)} {Text(value.AsText())} AND client IS NOT NULL)"
            : False;

    public string VisitTime(Instant? earliest, Instant? until)
    {
        var from = earliest is { } first ? "last_seen >= " + Time(first) : True;
        return until is { } bound ? $"({from} AND last_seen < {Time(bound)})" : from;
    }

    public string VisitReason(string code) => $"number IN (SELECT failure FROM reasons WHERE code = {Text(code)})";

    public string VisitState(FailedEventState state) =>
        "state = " + Add((statement, parameter) => statement.Bind(parameter, (long)state));

    public string VisitRaw(string text)
    {
        var utf8 = Encoding.UTF8.GetBytes(text);
        return utf8.Length == 0
            ? True
            : $"instr(raw, {Add((statement, parameter) => statement.Bind(parameter, utf8))}) > 0";
    }

    public string VisitAll(ImmutableArray<EventPredicate> parts) => Join(parts, " AND ", True);

    public string VisitAny(ImmutableArray<EventPredicate> parts) => Join(parts, " OR ", False);

    public string VisitNot(EventPredicate inner) => $"NOT ({inner.Accept(this)})";

    /// <summary>Joins in halves: SQLite bounds how deep an expression is, and a chain is as deep as it is long.</summary>
    private string Join(ImmutableArray<EventPredicate> parts, string word, string ofNone)
    {
        var texts = parts.Select(part => part.Accept(this)).ToArray();
        return texts.Length == 0 ? ofNone : JoinHalves(texts, word);
    }

    private static string JoinHalves(ReadOnlySpan<string> texts, string word) => texts.Length == 1
        ? texts[0]
        : "(" + JoinHalves(texts[..(texts.Length / 2)], word) + word + JoinHalves(texts[(texts.Length / 2)..], word) + ")";

    private string Text(string text) => Add((statement, parameter) => statement.Bind(parameter, text));

    private string Time(Instant instant) =>
        Add((statement, parameter) => InstantBytes.Bind(statement, parameter, instant));

    private string Add(Action<SqliteStatement, int> bind)
    {
        _bind.Add(bind);
        return "?" + (_firstParameter + _bind.Count - 1).ToString(CultureInfo.InvariantCulture);
    }

    private static string SignOf(ComparisonOperator comparison) => comparison switch
    {
        ComparisonOperator.Equal => "=",
        ComparisonOperator.NotEqual => "<>",
        ComparisonOperator.Less => "<",
        ComparisonOperator.LessOrEqual => "<=",
        ComparisonOperator.Greater => ">",
        ComparisonOperator.GreaterOrEqual => ">=",
        _ => throw new ArgumentOutOfRangeException(nameof(comparison), comparison, "No such comparison is known."),
    };
}
