using System;
using System.Collections.Immutable;
using System.Text;
using EventNormalization.Identity;
using EventNormalization.Normalization;
using EventNormalization.Queries;
using EventNormalization.Queries.Authoring;
using NodaTime;

namespace EventNormalization.Sqlite;

/// <summary>Translates a predicate to a condition of SQL. Its text consists of constants; values are bound.</summary>
/// <remarks>
/// A comparison with an absent field is NULL, which counts as false; a complement makes it false before it turns it
/// over.
/// </remarks>
internal sealed class EventPredicateSql : IEventPredicateVisitor<string>
{
    private readonly string _seconds;
    private readonly SqlCondition _condition;

    /// <summary>The condition of a predicate.</summary>
    /// <param name="predicate">Which events.</param>
    /// <param name="seconds">The column of the seconds; with a plus before it, no index is used for it.</param>
    /// <param name="firstParameter">The number of its first parameter.</param>
    public EventPredicateSql(EventPredicate predicate, string seconds, int firstParameter)
    {
        _seconds = seconds;
        _condition = new SqlCondition(firstParameter);
        Text = predicate.Accept(this);
    }

    /// <summary>The condition.</summary>
    public string Text { get; }

    /// <summary>Binds the values.</summary>
    public void Bind(SqliteStatement statement) => _condition.Bind(statement);

    public string VisitField(string name, ComparisonOperator comparison, FieldValue value) => name switch
    {
        FieldNames.ClientId => Interned("client", comparison, value),
        FieldNames.Metric => Interned("metric", comparison, value),
        FieldNames.Currency => value.Kind == FieldValueKind.Text
            ? Compare("events.currency", comparison, OfText(value))
            : SqlCondition.False,
        FieldNames.Amount => FieldFunction.KindOf(value) == 1
            ? Compare("events.amount", comparison, Bytes(value))
            : SqlCondition.False,
        FieldNames.Timestamp => value.Kind == FieldValueKind.Instant
            ? Compare($"({_seconds}, events.nanoseconds)", comparison, OfInstant(value.AsInstant()))
            : SqlCondition.False,
        _ => Further(name, comparison, value),
    };

    public string VisitTime(Instant? earliest, Instant? until)
    {
        var from = earliest is { } first
            ? $"({_seconds}, events.nanoseconds) >= {OfInstant(first)}" : SqlCondition.True;
        return until is { } bound ? $"({from} AND ({_seconds}, events.nanoseconds) < {OfInstant(bound)})" : $"({from})";
    }

    // No stored event has a reason, a state or the id of a failed one.
    public string VisitReason(string? code, string? field) => SqlCondition.False;

    public string VisitId(RecordId id) => SqlCondition.False;

    public string VisitState(FailedEventState state) => SqlCondition.False;

    public string VisitRaw(string text)
    {
        if (text.Length == 0)
        {
            return SqlCondition.True;
        }

        var utf8 = Encoding.UTF8.GetBytes(text);
        return $"instr(events.raw, {_condition.Add(utf8)}) > 0";
    }

    public string VisitAll(ImmutableArray<EventPredicate> parts) => SqlCondition.All(parts, this);

    public string VisitAny(ImmutableArray<EventPredicate> parts) => SqlCondition.Any(parts, this);

    public string VisitNot(EventPredicate inner) => $"NOT ifnull({inner.Accept(this)}, 0)";

    private string Interned(string column, ComparisonOperator comparison, FieldValue value)
    {
        if (value.Kind != FieldValueKind.Text)
        {
            return SqlCondition.False;
        }

        // Comparing numbers uses an index; the number of a text that is not stored is NULL, so no event has it.
        return comparison == ComparisonOperator.Equal
            ? $"events.{column} = (SELECT {column} FROM {column}s WHERE name = {OfText(value)})"
            : Compare($"{column}s.name", comparison, OfText(value));
    }

    private string Further(string name, ComparisonOperator comparison, FieldValue value)
    {
        var named = _condition.Add(name);
        var kind = _condition.Add((statement, number) => statement.Bind(number, FieldFunction.KindOf(value)));
        var bound = value.Kind switch
        {
            FieldValueKind.Text => _condition.Add(Encoding.UTF8.GetBytes(value.AsText())),
            FieldValueKind.Boolean =>
                _condition.Add((statement, number) => statement.Bind(number, value.AsBoolean() ? 1 : 0)),
            FieldValueKind.Decimal or FieldValueKind.Integer or FieldValueKind.Instant => Bytes(value),
            _ => throw new ArgumentOutOfRangeException(
                nameof(value), value.Kind, "No such kind of value is known here."),
        };
        return Compare($"{FieldFunction.Name}(events.fields, {named}, {kind})", comparison, bound);
    }

    private static string Compare(string column, ComparisonOperator comparison, string value) =>
        $"{column} {SqlCondition.SignOf(comparison)} {value}";

    private string OfText(FieldValue value) => _condition.Add(value.AsText());

    private string Bytes(FieldValue value) => _condition.Add(FieldFunction.BytesOf(value).ToArray());

    private string OfInstant(Instant value)
    {
        var (seconds, nanoseconds) = (InstantColumns.SecondsOf(value), InstantColumns.NanosecondsOf(value));
        return $"({_condition.Add((statement, number) => statement.Bind(number, seconds))}, "
            + $"{_condition.Add((statement, number) => statement.Bind(number, nanoseconds))})";
    }
}
