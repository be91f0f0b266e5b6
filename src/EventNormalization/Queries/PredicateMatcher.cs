using System;
using System.Collections.Immutable;
using System.Linq;
using System.Text;
using EventNormalization.Identity;
using EventNormalization.Normalization;
using EventNormalization.Queries.Authoring;
using NodaTime;

namespace EventNormalization.Queries;

/// <summary>Evaluates a predicate in memory; the reference for what every store must return.</summary>
/// <remarks>Thread-safe; the subjects that it is given are not.</remarks>
internal sealed class PredicateMatcher : IEventPredicateVisitor<Func<PredicateSubject, bool>>
{
    private readonly Func<PredicateSubject, bool> _matches;

    public PredicateMatcher(EventPredicate predicate)
    {
        MatchesEverything = predicate.Equals(EventPredicate.Everything);
        _matches = predicate.Accept(this);
    }

    /// <summary>Whether every subject matches.</summary>
    public bool MatchesEverything { get; }

    public bool Matches(PredicateSubject subject) => MatchesEverything || _matches(subject);

    public Func<PredicateSubject, bool> VisitField(string name, ComparisonOperator comparison, FieldValue value) =>
        subject => subject.TryGetField(name, out var found)
            && FieldOrder.TryCompare(found, value, out var order)
            && Holds(comparison, order);

    public Func<PredicateSubject, bool> VisitTime(Instant? earliest, Instant? until) =>
        subject => (earliest is not { } first || subject.Time >= first)
            && (until is not { } bound || subject.Time < bound);

    public Func<PredicateSubject, bool> VisitReason(string? code, string? field) => subject => subject.Reasons.Any(
        reason => (code is null || reason.Code == code) && (field is null || reason.Field == field));

    public Func<PredicateSubject, bool> VisitId(RecordId id) => subject => subject.Id == id;

    public Func<PredicateSubject, bool> VisitState(FailedEventState state) => subject => subject.State == state;

    public Func<PredicateSubject, bool> VisitRaw(string text)
    {
        var utf8 = Encoding.UTF8.GetBytes(text);
        return subject => subject.Raw.IndexOf(utf8) >= 0;
    }

    public Func<PredicateSubject, bool> VisitAll(ImmutableArray<EventPredicate> parts)
    {
        var matches = parts.Select(part => part.Accept(this)).ToArray();
        return subject => AreAll(matches, subject, true);
    }

    public Func<PredicateSubject, bool> VisitAny(ImmutableArray<EventPredicate> parts)
    {
        var matches = parts.Select(part => part.Accept(this)).ToArray();
        return subject => !AreAll(matches, subject, false);
    }

    public Func<PredicateSubject, bool> VisitNot(EventPredicate inner)
    {
        var matches = inner.Accept(this);
        return subject => !matches(subject);
    }

    /// <summary>Whether all give this answer. A loop, since a closure would allocate for each event.</summary>
    private static bool AreAll(Func<PredicateSubject, bool>[] matches, PredicateSubject subject, bool answer)
    {
        foreach (var match in matches)
        {
            if (match(subject) != answer)
            {
                return false;
            }
        }

        return true;
    }

    private static bool Holds(ComparisonOperator comparison, int order) => comparison switch
    {
        ComparisonOperator.Equal => order == 0,
        ComparisonOperator.NotEqual => order != 0,
        ComparisonOperator.Less => order < 0,
        ComparisonOperator.LessOrEqual => order <= 0,
        ComparisonOperator.Greater => order > 0,
        ComparisonOperator.GreaterOrEqual => order >= 0,
        _ => throw new ArgumentOutOfRangeException(nameof(comparison), comparison, "No such comparison is known."),
    };
}
