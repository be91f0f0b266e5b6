using System;
using System.Collections.Immutable;
using EventNormalization.Queries.Authoring;

namespace EventNormalization.Queries;

/// <summary>At least one of the parts.</summary>
internal sealed class AnyPredicate(ImmutableArray<EventPredicate> parts) : EventPredicate
{
    private readonly ImmutableArray<EventPredicate> _parts = parts;

    public override TResult Accept<TResult>(IEventPredicateVisitor<TResult> visitor) => visitor.VisitAny(_parts);

    public override bool Equals(EventPredicate? other) =>
        other is AnyPredicate any && _parts.AsSpan().SequenceEqual(any._parts.AsSpan());

    public override int GetHashCode()
    {
        var hash = default(HashCode);
        hash.Add(nameof(AnyPredicate));
        foreach (var part in _parts)
        {
            hash.Add(part);
        }

        return hash.ToHashCode();
    }
}
