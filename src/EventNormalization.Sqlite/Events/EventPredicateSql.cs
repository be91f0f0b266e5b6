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

/// <summary>A predicate as a condition of SQL. Its text is made of constants alone; what is asked for is bound.</summary>
/// <remarks>
/// A comparison with an absent field is NULL, which counts as false; a complement makes it false before it turns it over.
/// </remarks>
internal sealed class EventPredicateSql : IEventPredicateVisitor<string>
{
    private const string False = "0";
    private const string True = "1";

    private readonly string _seconds;
    private readonly int _firstParameter;
    private readonly List<Action<SqliteStatement, int>> _binds = [];

    /// <summary>The condition of a predicate.</summary>
    /// <param name="predicate">Which events.</param>
    /// <param name="seconds">The column of the seconds; with a plus before it, no index is used for it.</param>
    /// <param name="firstParameter">The number of its first parameter.</param>
    public EventPredicateSql(EventPredicate predicate, string seconds, int firstParameter)
    {
        _seconds = seconds;
        _firstParameter = firstParameter;
        Text = predicate.Accept(this);
    }

    /// <summary>The condition.</summary>
    public string Text { get; }

    /// <summary>Binds what is asked for.</summary>
    public void Bind(SqliteStatement statement)
    {
        for (var i = 0; i < _binds.Count; i++)
        {
            _binds[i](statement, _firstParameter + i);
        }
    }

    public string VisitField(string name, ComparisonOperator comparison, FieldValue value) => name switch
    {
        FieldNames.ClientId => Interned("client", comparison, value),
        FieldNames.Metric => Interned("metric", comparison, value),
        FieldNames.Currency => value.Kind == FieldValueKind.Text
            ? Compare("events.currency", comparison, OfText(value))
            : False,
        FieldNames.Amount => FieldFunction.KindOf(value) == 1
            ? Compare("events.amount", comparison, Bytes(value))
            : False,
        FieldNames.Timestamp => value.Kind == FieldValueKind.Instant
            ? Compare($"({_seconds}, events.nanoseconds)", comparison, OfInstant(value.AsInstant()))
            : False,
        _ => Further(name, comparison, value),
    };

    public string VisitTime(Instant? earliest, Instant? until)
    {
        var from = earliest is { } first ? $"({_seconds}, events.nanoseconds) >= {OfInstant(first)}" : True;
        return until is { } bound ? $"({from} AND ({_seconds}, events.nanoseconds) < {OfInstant(bound)})" : $"({from})";
    }

    // No stored event has a reason or a state.
    public string VisitReason(string code) => False;

    public string VisitState(FailedEventState state) => False;

    public string VisitRaw(string text)
    {
        if (text.Length == 0)
        {
            return True;
        }

        var utf8 = Encoding.UTF8.GetBytes(text);
        return $"instr(events.raw, {Parameter((statement, number) => statement.Bind(number, utf8))}) > 0";
    }

    public string VisitAll(ImmutableArray<EventPredicate> parts) => Join(parts, " AND ", True);

    public string VisitAny(ImmutableArray<EventPredicate> parts) => Join(parts, " OR ", False);

    public string VisitNot(EventPredicate inner) => $"NOT ifnull({inner.Accept(this)}, 0)";

    private string Join(ImmutableArray<EventPredicate> parts, string word, string none) =>
        parts.IsEmpty ? none : "(" + string.Join(word, parts.Select(part => part.Accept(this))) + ")";

    private string Interned(string column, ComparisonOperator comparison, FieldValue value)
    {
        if (value.Kind != FieldValueKind.Text)
        {
            return False;
        }

        // By number, an index serves; the number of a text that is not stored is NULL, so no event has it.
        return comparison == ComparisonOperator.Equal
            ? $"events.{column} = (SELECT {column} FROM {column}s WHERE name = {OfText(value)})"
            : Compare($"{column}s.name", comparison, OfText(value));
    }

    private string Further(string name, ComparisonOperator comparison, FieldValue value)
    {
        var named = Parameter((statement, number) => statement.Bind(number, name));
        var kind = Parameter((statement, number) => statement.Bind(number, FieldFunction.KindOf(value)));
        var bound = value.Kind switch
        {
            FieldValueKind.Text => Bytes(Encoding.UTF8.GetBytes(value.AsText())),
            FieldValueKind.Boolean =>
                Parameter((statement, number) => statement.Bind(number, value.AsBoolean() ? 1 : 0)),
            FieldValueKind.Decimal or FieldValueKind.Integer or FieldValueKind.Instant => Bytes(value),
            _ => throw new ArgumentOutOfRangeException(
                nameof(value), value.Kind, "No such kind of value is known here."),
        };
        return Compare($"{FieldFunction.Name}(events.fields, {named}, {kind})", comparison, bound);
    }

    private static string Compare(string column, ComparisonOperator comparison, string value) => comparison switch
    {
        ComparisonOperator.Equal => $"{column} = {value}",
        ComparisonOperator.NotEqual => $"{column} <> {value}",
        ComparisonOperator.Less => $"{column} < {value}",
        ComparisonOperator.LessOrEqual => $"{column} <= {value}",
        ComparisonOperator.Greater => $"{column} > {value}",
        ComparisonOperator.GreaterOrEqual => $"{column} >= {value}",
        _ => throw new ArgumentOutOfRangeException(nameof(comparison), comparison, "No such comparison is known."),
    };

    private string OfText(FieldValue value) => Parameter((statement, number) => statement.Bind(number, value.AsText()));

    private string Bytes(FieldValue value) => Bytes(FieldFunction.BytesOf(value).ToArray());

    private string Bytes(byte[] bytes) => Parameter((statement, number) => statement.Bind(number, bytes));

    private string OfInstant(Instant value)
    {
        var seconds = Parameter((statement, number) => statement.Bind(number, InstantColumns.SecondsOf(value)));
        return $"({seconds}, {Parameter((statement, number) => statement.Bind(number, InstantColumns.NanosecondsOf(value)))})";
    }

    private string Parameter(Action<SqliteStatement, int> bind)
    {
        _binds.Add(bind);
        return string.Create(CultureInfo.InvariantCulture, $"?{_firstParameter + _binds.Count - 1}");
    }
}
