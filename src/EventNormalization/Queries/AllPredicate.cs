using System;
using System.Collections.Immutable;
using EventNormalization.Queries.Authoring;

namespace EventNormalization.Queries;

/// <summary>All of the parts.</summary>
internal sealed class AllPredicate(ImmutableArray<EventPredicate> parts) : EventPredicate
{
    public ImmutableArray<EventPredicate> Parts { get; } = parts;

    public override TResult Accept<TResult>(IEventPredicateVisitor<TResult> visitor) => visitor.VisitAll(Parts);

    public override bool Equals(EventPredicate? other) =>
        other is AllPredicate all && Parts.AsSpan().SequenceEqual(all.Parts.AsSpan());

    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (var part in Parts)
        {
            hash.Add(part);
        }

        return hash.ToHashCode();
    }
}
