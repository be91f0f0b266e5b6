using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using EventNormalization.Queries;
using EventNormalization.Storage;
using EventNormalization.Totals;
using NodaTime;
using static EventNormalization.Testing.SampleEvents;

namespace EventNormalization.Testing;

/// <content>Every measure that the library ships equals the fold of the events.</content>
public static partial class EventStoreContract
{
    private static ImmutableArray<Measure> ShippedMeasures { get; } =
    [
        .. Measures.Standard, Measures.First, Measures.Latest, Measures.QuantileOf(50), Measures.QuantileOf(99.9m),
        Measures.HistogramOf(), Measures.DistinctOf("client_id"), Measures.DistinctOf("amount"),
        Measures.DistinctSketchOf("timestamp"), Measures.TopOf(2, "client_id"), Measures.TopOf(3, "amount"),
    ];

    private static IEnumerable<ContractCheck<IEventStore>> MeasureChecks =>
    [
        Check("Every measure of the library equals the fold of the events, in groups of every kind", async store =>
        {
            // Three events at each time, so that ids decide which is the first and which the latest.
            var events = Enumerable.Range(0, 120).Select(i => PricedAt(
                At("2024-03-10T06:00:00Z") + Duration.FromMinutes(11 * (i / 3)),
                Currencies[i / 13 % 2],
                (i * i % 37) - 9.25m,
                Clients[i % 3])).ToArray();
            await store.AppendAsync(new AppendId(1, 1), events[..70]);
            await store.AppendAsync(new AppendId(1, 2), [.. events[70..], .. events[..5]]);

            foreach (var groupBy in new ImmutableArray<GroupKey>[]
            {
                [], [GroupKey.ClientId], [GroupKey.Field("currency")], [GroupKey.Hour, GroupKey.Metric],
                [GroupKey.Field("amount")], [GroupKey.Calendar(CalendarUnit.Day, ZoneOf("America/New_York"))],
            })
            {
                foreach (var where in new[]
                {
                    EventPredicate.Everything,
                    EventPredicate.Between(At("2024-03-10T06:30:00Z"), At("2024-03-10T11:15:00Z")),
                })
                {
                    await AssertTotalsAsync(
                        store,
                        events,
                        new TotalsQuery { Where = where, GroupBy = groupBy, Measures = ShippedMeasures });
                }
            }
        }),
    ];
}
