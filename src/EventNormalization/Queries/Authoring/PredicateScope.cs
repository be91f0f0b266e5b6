using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using EventNormalization.Identity;
using EventNormalization.Normalization;
using NodaTime;

namespace EventNormalization.Queries.Authoring;

/// <summary>A predicate split into its bounds of time and the rest.</summary>
/// <remarks>
/// Law: the predicate is the conjunction of <see cref="From"/>, <see cref="To"/> and <see cref="Rest"/>. Totals can be
/// read from roll-ups if the rest only uses the fields that roll-ups are kept by.
/// </remarks>
public sealed class PredicateScope
{
    private static readonly ImmutableHashSet<string> RollUpFields =
        ImmutableHashSet.Create(StringComparer.Ordinal, FieldNames.ClientId, FieldNames.Metric, FieldNames.Currency);

    /// <summary>Splits a predicate.</summary>
    /// <param name="predicate">Bounds of time under <c>Not</c> or <c>Or</c> stay in <see cref="Rest"/>.</param>
    /// <exception cref="ArgumentNullException"><paramref name="predicate"/> is null.</exception>
    public PredicateScope(EventPredicate predicate)
    {
        ArgumentNullException.ThrowIfNull(predicate);
        var rest = new List<EventPredicate>();
        foreach (var part in predicate is AllPredicate all ? all.Parts : [predicate])
        {
            if (part is TimePredicate time)
            {
                From = Later(From, time.From);
                To = Earlier(To, time.To);
            }
            else
            {
                rest.Add(part);
            }
        }

        Rest = rest.Count == 1 ? rest[0] : EventPredicate.AllOf([.. rest]);
        UsesRollUpFieldsAlone = Rest.Accept(new FieldsWithin(RollUpFields));
    }

    /// <summary>The inclusive lower bound of time; <see langword="null"/> if there is none.</summary>
    public Instant? From { get; }

    /// <summary>The exclusive upper bound of time; <see langword="null"/> if there is none.</summary>
    public Instant? To { get; }

    /// <summary>The predicate without the bounds of time.</summary>
    public EventPredicate Rest { get; }

    /// <summary>Whether the rest can be decided for a roll-up as a whole.</summary>
    public bool UsesRollUpFieldsAlone { get; }

    /// <summary>Whether the rest looks at nothing but some of these fields of records.</summary>
    /// <param name="names">The names of the fields.</param>
    /// <returns><see langword="false"/> also where the rest looks at the bytes as received.</returns>
    public bool UsesAlone(params ReadOnlySpan<string> names) =>
        Rest.Accept(new FieldsWithin([.. names]));

    /// <summary>Whether an instant is within the bounds.</summary>
    /// <param name="instant">When an event happened, or a failed event was last received.</param>
    /// <returns>Whether it does.</returns>
    public bool IsWithinBounds(Instant instant) =>
        (From is not { } from || instant >= from) && (To is not { } to || instant < to);

    private static Instant? Later(Instant? left, Instant? right) =>
        left is { } first && right is { } second ? Instant.Max(first, second) : left ?? right;

    private static Instant? Earlier(Instant? left, Instant? right) =>
        left is { } first && right is { } second ? Instant.Min(first, second) : left ?? right;

    /// <summary>Whether a predicate only uses the given fields.</summary>
    private sealed class FieldsWithin(ImmutableHashSet<string> names) : IEventPredicateVisitor<bool>
    {
        public bool VisitField(string name, ComparisonOperator comparison, FieldValue value) => names.Contains(name);

        public bool VisitTime(Instant? earliest, Instant? until) => false;

        // No stored event has a reason, a state or the id of a failed one: the answer is the same for all of them.
        public bool VisitReason(string? code, string? field) => true;

        public bool VisitId(RecordId id) => true;

        public bool VisitState(FailedEventState state) => true;

        public bool VisitRaw(string text) => false;

        public bool VisitAll(ImmutableArray<EventPredicate> parts) => AreWithin(parts);

        public bool VisitAny(ImmutableArray<EventPredicate> parts) => AreWithin(parts);

        public bool VisitNot(EventPredicate inner) => inner.Accept(this);

        private bool AreWithin(ImmutableArray<EventPredicate> parts)
        {
            foreach (var part in parts)
            {
                if (!part.Accept(this))
                {
                    return false;
                }
            }

            return true;
        }
    }
}
