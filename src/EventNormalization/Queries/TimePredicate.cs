using System;
using EventNormalization.Queries.Authoring;
using NodaTime;

namespace EventNormalization.Queries;

/// <summary>A half-open range of time.</summary>
internal sealed class TimePredicate(Instant? from, Instant? to) : EventPredicate
{
    public Instant? From { get; } = from;

    public Instant? To { get; } = to;

    public override TResult Accept<TResult>(IEventPredicateVisitor<TResult> visitor) => visitor.VisitTime(From, To);

    public override bool Equals(EventPredicate? other) =>
        other is TimePredicate time && From == time.From && To == time.To;

    public override int GetHashCode() => HashCode.Combine(nameof(TimePredicate), From, To);
}
