using System;
using EventNormalization.Identity;
using EventNormalization.Queries.Authoring;

namespace EventNormalization.Queries;

/// <summary>The event id of a failed event.</summary>
internal sealed class IdPredicate(RecordId id) : EventPredicate
{
    private readonly RecordId _id = id;

    public override TResult Accept<TResult>(IEventPredicateVisitor<TResult> visitor) => visitor.VisitId(_id);

    public override bool Equals(EventPredicate? other) => other is IdPredicate one && _id == one._id;

    public override int GetHashCode() => HashCode.Combine(nameof(IdPredicate), _id);
}
