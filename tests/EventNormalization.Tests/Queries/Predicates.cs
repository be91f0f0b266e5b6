using System;
using EventNormalization.Normalization;
using EventNormalization.Queries;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace EventNormalization.Tests.Queries;

/// <summary>
/// Makes predicates about the records of TotalsRecords: any kind, nested, with names that no record has.
/// </summary>
internal static class Predicates
{
    /// <summary>Any predicate, up to three levels deep.</summary>
    public static Gen<EventPredicate> Any { get; } = OfDepth(3);

    private static Gen<EventPredicate> OfDepth(int depth)
    {
        if (depth == 0)
        {
            return Leaf();
        }

        var inner = OfDepth(depth - 1);
        var several = Gen.Choose(0, 3).SelectMany(count => Gen.ArrayOf(inner, count));
        return Gen.OneOf(
            Leaf(),
            Leaf(),
            inner.Select(part => part.Not()),
            several.Select(parts => EventPredicate.AllOf([.. parts])),
            several.Select(parts => EventPredicate.AnyOf([.. parts])));
    }

    private static Gen<EventPredicate> Leaf() => Gen.OneOf(
        Comparison(),
        Comparison(),
        Time(),
        Gen.Elements("client", "", "sales", "é").Select(EventPredicate.RawContains),
        Gen.Constant(EventPredicate.Reason("amount.missing")),
        Gen.Constant(EventPredicate.State(FailedEventState.Pending)));

    private static Gen<EventPredicate> Comparison() =>
        from name in Gen.Elements("client_id", "metric", "amount", "timestamp", "currency", "region", "rate", "colour")
        from comparison in Gen.Elements(Enum.GetValues<ComparisonOperator>())
        from value in Value()
        select EventPredicate.Field(name, comparison, value);

    private static Gen<EventPredicate> Time()
    {
        var bound = Gen.Choose(-1, 4).Select(hour => hour < 0 ? (Instant?)null : Hour(hour));
        return from earliest in bound from until in bound select EventPredicate.Between(earliest, until);
    }

    private static Gen<FieldValue> Value() => Gen.OneOf(
        Gen.Elements("a", "b", "client_C", "ä", "sales", "EU", "", "EUR").Select(FieldValue.FromText),
        Gen.Elements(1m, 2.5m, 0m, -3m, 10.0m).Select(FieldValue.FromDecimal),
        Gen.Elements(1L, 10L).Select(FieldValue.FromInteger),
        Gen.Choose(0, 3).Select(hour => FieldValue.FromInstant(Hour(hour))),
        Gen.Constant(FieldValue.FromBoolean(true)));

    private static Instant Hour(int hour) => Instant.FromUtc(2024, 1, 15, hour, 0);
}
