using System.Collections.Immutable;
using System.Text;
using EventNormalization.Identity;
using EventNormalization.Normalization;
using EventNormalization.Queries;
using EventNormalization.Queries.Authoring;
using NodaTime;

namespace EventNormalization.Sqlite;

/// <summary>
/// Translates a predicate on failed events to a condition of SQL. Its text consists of constants; values are bound.
/// </summary>
/// <remarks>
/// No condition is ever NULL, so NOT is the complement. Texts compare as UTF-8, which is by code point.
/// </remarks>
internal sealed class FailedEventPredicateSql : IEventPredicateVisitor<string>
{
    private readonly SqlCondition _condition;

    /// <summary>Translates a predicate.</summary>
    /// <param name="predicate">The predicate.</param>
    /// <param name="firstParameter">The number of the first parameter that is not the caller's.</param>
    public FailedEventPredicateSql(EventPredicate predicate, int firstParameter)
    {
        _condition = new SqlCondition(firstParameter);
        Sql = predicate.Accept(this);
    }

    /// <summary>The condition.</summary>
    public string Sql { get; }

    /// <summary>Binds the values of the predicate.</summary>
    public SqliteStatement Bind(SqliteStatement statement)
    {
        _condition.Bind(statement);
        return statement;
    }

    public string VisitField(string name, ComparisonOperator comparison, FieldValue value) =>
        name == FieldNames.ClientId && value.Kind == FieldValueKind.Text
            ? $"(client {SqlCondition.SignOf(comparison)} {_condition.Add(value.AsText())} AND client IS NOT NULL)"
            : SqlCondition.False;

    public string VisitTime(Instant? earliest, Instant? until)
    {
        var from = earliest is { } first ? "last_seen >= " + Time(first) : SqlCondition.True;
        return until is { } bound ? $"({from} AND last_seen < {Time(bound)})" : from;
    }

    public string VisitReason(string? code, string? field) => (code, field) switch
    {
        (null, _) => $"number IN (SELECT failure FROM reasons WHERE field = {_condition.Add(field!)})",
        (_, null) => $"number IN (SELECT failure FROM reasons WHERE code = {_condition.Add(code)})",
        _ => "number IN (SELECT failure FROM reasons"
            + $" WHERE code = {_condition.Add(code)} AND field = {_condition.Add(field)})",
    };

    public string VisitId(RecordId id) => "id IS " + _condition.Add(id.ToByteArray());

    public string VisitState(FailedEventState state) =>
        "state IS " + _condition.Add((statement, parameter) => statement.Bind(parameter, (long)state));

    public string VisitRaw(string text)
    {
        var utf8 = Encoding.UTF8.GetBytes(text);
        return utf8.Length == 0
            ? SqlCondition.True
            : $"instr(raw, {_condition.Add(utf8)}) > 0";
    }

    public string VisitAll(ImmutableArray<EventPredicate> parts) => SqlCondition.All(parts, this);

    public string VisitAny(ImmutableArray<EventPredicate> parts) => SqlCondition.Any(parts, this);

    public string VisitNot(EventPredicate inner) => $"NOT ({inner.Accept(this)})";

    private string Time(Instant instant) =>
        _condition.Add((statement, parameter) => InstantBytes.Bind(statement, parameter, instant));
}
