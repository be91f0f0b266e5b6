using System;
using EventNormalization.Identity;
using EventNormalization.Normalization;
using EventNormalization.Queries;
using NodaTime;

namespace EventNormalization.Testing.Checking;

/// <summary>Makes predicates of every kind, nested, with names that no record has.</summary>
internal sealed class RandomPredicates
{
    private static readonly ComparisonOperator[] Comparisons = Enum.GetValues<ComparisonOperator>();

    public required string[] Fields { get; init; }

    public required FieldValue[] Values { get; init; }

    public required string[] Texts { get; init; }

    public required Instant[] Instants { get; init; }

    public EventPredicate Next(Random random, int depthMax = 3) => (depthMax == 0 ? 0 : random.Next(6)) switch
    {
        0 or 1 or 2 => NextLeaf(random),
        3 => Next(random, depthMax - 1).Not(),
        4 => EventPredicate.AllOf(random.Array(0, 3, inner => Next(inner, depthMax - 1))),
        _ => EventPredicate.AnyOf(random.Array(0, 3, inner => Next(inner, depthMax - 1))),
    };

    private EventPredicate NextLeaf(Random random) => random.Next(10) switch
    {
        0 => EventPredicate.Between(NextBound(random), NextBound(random)),
        1 => EventPredicate.RawContains(random.OneOf<string>(Texts)),
        2 => EventPredicate.Reason("amount.missing"),
        3 => EventPredicate.Reason(null, "amount"),
        4 => EventPredicate.Id(RecordId.FromContent("an event"u8)),
        5 => EventPredicate.State(random.OneOf(FailedEventState.Pending, FailedEventState.Parked)),
        _ => EventPredicate.Field(
            random.OneOf<string>(Fields), random.OneOf<ComparisonOperator>(Comparisons),
            random.OneOf<FieldValue>(Values)),
    };

    private Instant? NextBound(Random random) =>
        random.Next(4) == 0 ? null : random.OneOf<Instant>(Instants);
}
