using System;
using EventNormalization.Queries.Authoring;

namespace EventNormalization.Queries;

/// <summary>A reason code of a failed event.</summary>
internal sealed class ReasonPredicate : EventPredicate
{
    private readonly string _code;

    public ReasonPredicate(string code)
    {
        ArgumentException.ThrowIfNullOrEmpty(code);
        _code = code;
    }

    public override TResult Accept<TResult>(IEventPredicateVisitor<TResult> visitor) => visitor.VisitReason(_code);

    public override bool Equals(EventPredicate? other) => other is ReasonPredicate reason && _code == reason._code;

    public override int GetHashCode() => HashCode.Combine(nameof(ReasonPredicate), _code);
}
