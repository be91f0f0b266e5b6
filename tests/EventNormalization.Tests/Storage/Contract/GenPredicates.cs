using System;
using CsCheck;
using EventNormalization.Normalization;
using EventNormalization.Queries;
using NodaTime;
using static EventNormalization.Tests.Storage.Contract.SampleEvents;

namespace EventNormalization.Tests.Storage.Contract;

/// <summary>Makes predicates about the sample events: any kind, nested, with fields that no event has.</summary>
internal static class GenPredicates
{
    private static readonly Instant Start = At("1969-12-31T22:45:00Z");

    private static readonly Gen<Instant> GenInstant =
        Gen.Int[0, 300].Select(minutes => Start + Duration.FromMinutes(minutes));

    private static readonly Gen<FieldValue> GenValue = Gen.OneOf(
        OneOf("client_A", "client_B", "sales", "visits", "key1", "EUR", "$", "", "Ünicode 😀")
            .Select(FieldValue.FromText),
        Gen.Int[-13, 13].Select(halves => FieldValue.FromDecimal(halves / 2m)),
        Gen.Int[-3, 3].Select(whole => FieldValue.FromInteger(whole)),
        GenInstant.Select(FieldValue.FromInstant),
        Gen.Bool.Select(FieldValue.FromBoolean));

    private static readonly Gen<EventPredicate> GenClients = OneOf("client_A", "client_B", "nobody")
        .Select(client => EventPredicate.TextIn("client_id", client, "Ünicode 😀"));

    private static readonly Gen<EventPredicate> GenLeaf = Gen.Frequency(
        (3, GenClients),
        (3, OneOf("sales", "visits").Select(metric => EventPredicate.TextIn("metric", metric))),
        (3, GenBetween()),
        (6, GenComparison()),
        (1, OneOf("", "sales", "{", "Ü", "é").Select(EventPredicate.RawContains)),
        (1, Gen.Const(EventPredicate.Reason("amount.missing"))),
        (1, Gen.Const(EventPredicate.State(FailedEventState.Pending))));

    /// <summary>Any predicate, up to three levels deep; most begin with bounds of time or fields of roll-ups.</summary>
    public static Gen<EventPredicate> Any { get; } = Gen.OneOf(
        GenOfDepth(3),
        Gen.Select(GenClients, GenBetween(), (clients, time) => clients.And(time)),
        Gen.Select(GenClients, GenBetween(), (clients, time) => time.And(clients.Not())),
        GenBetween());

    private static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private static Gen<EventPredicate> GenOfDepth(int depth)
    {
        if (depth == 0)
        {
            return GenLeaf;
        }

        var inner = GenOfDepth(depth - 1);
        return Gen.OneOf(
            GenLeaf,
            inner.Select(part => part.Not()),
            inner.Array[0, 3].Select(parts => EventPredicate.AllOf(parts)),
            inner.Array[0, 3].Select(parts => EventPredicate.AnyOf(parts)));
    }

    private static Gen<EventPredicate> GenBetween() => Gen.Select(
        GenInstant, Gen.Int[-10, 300], Gen.Bool, (start, length, isOpen) => EventPredicate.Between(
            isOpen ? null : start, length < 0 ? null : start + Duration.FromMinutes(length)));

    private static Gen<EventPredicate> GenComparison() => Gen.Select(
        OneOf("client_id", "metric", "amount", "timestamp", "currency", "key", "colour"),
        OneOf(Enum.GetValues<ComparisonOperator>()),
        GenValue,
        EventPredicate.Field);
}
