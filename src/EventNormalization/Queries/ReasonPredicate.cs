using System;
using EventNormalization.Queries.Authoring;

namespace EventNormalization.Queries;

/// <summary>A reason of a failed event, by its code, its field or both.</summary>
internal sealed class ReasonPredicate : EventPredicate
{
    private readonly string? _code;
    private readonly string? _field;

    public ReasonPredicate(string? code, string? field)
    {
        if (code is null && field is null)
        {
            throw new ArgumentException("Either the code or the field is given.", nameof(code));
        }

        _code = code?.Length == 0 ? throw new ArgumentException("The code is empty.", nameof(code)) : code;
        _field = field?.Length == 0 ? throw new ArgumentException("The field is empty.", nameof(field)) : field;
    }

    public override TResult Accept<TResult>(IEventPredicateVisitor<TResult> visitor) =>
        visitor.VisitReason(_code, _field);

    public override bool Equals(EventPredicate? other) =>
        other is ReasonPredicate reason && _code == reason._code && _field == reason._field;

    public override int GetHashCode() => HashCode.Combine(nameof(ReasonPredicate), _code, _field);
}
