using System;
using System.Collections.Immutable;
using System.Linq;
using System.Text;
using EventNormalization.Identity;
using EventNormalization.Normalization;
using EventNormalization.Queries.Authoring;
using NodaTime;
using NodaTime.Text;

namespace EventNormalization.Queries;

/// <summary>Writes a predicate as text, for messages.</summary>
internal sealed class PredicateText : IEventPredicateVisitor<string>
{
    public static readonly PredicateText Instance = new();

    public string VisitField(string name, ComparisonOperator comparison, FieldValue value) =>
        name + " " + SignOf(comparison) + " " + Show(value);

    public string VisitTime(Instant? earliest, Instant? until) =>
        "timestamp in [" + Show(earliest) + ", " + Show(until) + ")";

    public string VisitReason(string? code, string? field) => (code, field) switch
    {
        (null, _) => "reason of " + field,
        (_, null) => "reason = " + code,
        _ => "reason = " + code + " of " + field,
    };

    public string VisitId(RecordId id) => "id = " + id;

    public string VisitState(FailedEventState state) => "state = " + state;

    public string VisitRaw(string text) => "raw contains " + OffendingText.Quote(Encoding.UTF8.GetBytes(text));

    public string VisitAll(ImmutableArray<EventPredicate> parts) => parts.IsEmpty ? "everything" : Join(parts, " and ");

    public string VisitAny(ImmutableArray<EventPredicate> parts) => parts.IsEmpty ? "nothing" : Join(parts, " or ");

    public string VisitNot(EventPredicate inner) => "not (" + inner.Accept(this) + ")";

    private string Join(ImmutableArray<EventPredicate> parts, string word) =>
        "(" + string.Join(word, parts.Select(part => part.Accept(this))) + ")";

    private static string Show(FieldValue value) => value.Kind == FieldValueKind.Text
        ? OffendingText.Quote(Encoding.UTF8.GetBytes(value.AsText()))
        : value.ToString();

    private static string Show(Instant? instant) =>
        instant is { } bound ? InstantPattern.ExtendedIso.Format(bound) : "any";

    private static string SignOf(ComparisonOperator comparison) => comparison switch
    {
        ComparisonOperator.Equal => "=",
        ComparisonOperator.NotEqual => "!=",
        ComparisonOperator.Less => "<",
        ComparisonOperator.LessOrEqual => "<=",
        ComparisonOperator.Greater => ">",
        ComparisonOperator.GreaterOrEqual => ">=",
        _ => throw new ArgumentOutOfRangeException(nameof(comparison), comparison, "No such comparison is known."),
    };
}
