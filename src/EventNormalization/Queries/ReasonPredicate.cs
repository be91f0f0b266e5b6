using System;
using EventNormalization.Queries.Authoring;

namespace EventNormalization.Queries;

/// <summary>A reason of a failed event: its code, its field, or both of one reason.</summary>
internal sealed class ReasonPredicate : EventPredicate
{
    private readonly string? _code;
    private readonly string? _field;

    public ReasonPredicate(string? code, string? field)
    {
        if (code is null || field is not null)
        {
            ArgumentException.ThrowIfNullOrEmpty(field);
        }

        if (code is not null)
        {
            ArgumentException.ThrowIfNullOrEmpty(code);
        }

        (_code, _field) = (code, field);
    }

    public override TResult Accept<TResult>(IEventPredicateVisitor<TResult> visitor) =>
        visitor.VisitReason(_code, _field);

    public override bool Equals(EventPredicate? other) =>
        other is ReasonPredicate reason && _code == reason._code && _field == reason._field;

    public override int GetHashCode() => HashCode.Combine(nameof(ReasonPredicate), _code, _field);
}
