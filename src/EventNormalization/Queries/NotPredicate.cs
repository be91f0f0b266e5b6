using System;
using EventNormalization.Queries.Authoring;

namespace EventNormalization.Queries;

/// <summary>The complement of a predicate.</summary>
internal sealed class NotPredicate(EventPredicate inner) : EventPredicate
{
    private readonly EventPredicate _inner = inner;

    public override TResult Accept<TResult>(IEventPredicateVisitor<TResult> visitor) => visitor.VisitNot(_inner);

    public override bool Equals(EventPredicate? other) => other is NotPredicate not && _inner.Equals(not._inner);

    public override int GetHashCode() => HashCode.Combine(nameof(NotPredicate), _inner);
}
