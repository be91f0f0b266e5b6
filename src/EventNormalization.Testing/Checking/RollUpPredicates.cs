using System;
using System.Linq;
using EventNormalization.Normalization;
using EventNormalization.Queries;
using NodaTime;
using static EventNormalization.Testing.SampleEvents;

namespace EventNormalization.Testing.Checking;

/// <summary>Makes predicates about the sample events; most ask for bounds of time or for fields of roll-ups.</summary>
internal static class RollUpPredicates
{
    private static readonly Instant Start = At("1969-12-31T22:45:00Z");

    private static readonly RandomPredicates Any = new()
    {
        Fields = ["client_id", "metric", "amount", "timestamp", "currency", "key", "colour"],
        Values =
        [
            .. new[] { "client_A", "client_B", "sales", "visits", "key1", "EUR", "$", "", "Ünicode 😀" }.Select(
                FieldValue.FromText),
            .. Enumerable.Range(-13, 27).Select(halves => FieldValue.FromDecimal(halves / 2m)),
            .. Enumerable.Range(-3, 7).Select(whole => FieldValue.FromInteger(whole)),
            .. Enumerable.Range(0, 10)
                .Select(number => FieldValue.FromInstant(Start + Duration.FromMinutes(31 * number))),
            FieldValue.FromBoolean(true), FieldValue.FromBoolean(false),
        ],
        Texts = ["", "sales", "{", "Ü", "é"],
        Instants = [.. Enumerable.Range(0, 60).Select(number => Start + Duration.FromMinutes(5 * number))],
    };

    public static EventPredicate Next(Random random) => random.Next(5) switch
    {
        0 => NextClients(random).And(NextBetween(random)),
        1 => NextBetween(random).And(NextClients(random).Not()),
        2 => NextBetween(random),
        3 => NextClients(random).And(EventPredicate.TextIn("metric", random.OneOf("sales", "visits"))),
        _ => Any.Next(random),
    };

    private static EventPredicate NextClients(Random random) =>
        EventPredicate.TextIn("client_id", random.OneOf("client_A", "client_B", "nobody"), "Ünicode 😀");

    private static EventPredicate NextBetween(Random random)
    {
        var (start, length) = (Start + Duration.FromMinutes(random.Next(301)), random.Next(-10, 301));
        return EventPredicate.Between(
            random.Next(2) == 0 ? null : start, length < 0 ? null : start + Duration.FromMinutes(length));
    }
}
