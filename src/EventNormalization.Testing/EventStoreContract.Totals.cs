using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using EventNormalization.Identity;
using EventNormalization.Storage;
using EventNormalization.Testing.Checking;
using static EventNormalization.Testing.SampleEvents;

namespace EventNormalization.Testing;

/// <content>Totals equal the fold of the events.</content>
public static partial class EventStoreContract
{
    private static IEnumerable<ContractCheck<IEventStore>> TotalsChecks =>
    [
        Check("Totals equal the fold of the events in memory, for every filter and grouping", async store =>
        {
            var events = await AppendManyAsync(store);

            foreach (var filter in Filters)
            {
                foreach (var groupBy in new string[][] { [], ["client_id"], ["metric", "client_id"], ["amount"], ["currency"] })
                {
                    await AssertTotalsAsync(store, events, new TotalsQuery { Filter = filter, GroupBy = [.. groupBy] });
                }
            }
        }),
        Check("Duplicates do not change the totals", async store =>
        {
            var events = await AppendManyAsync(store);

            await store.AppendAsync(new AppendId(43, 1), [.. events, .. events]);

            await AssertTotalsAsync(store, events, TotalsQuery.All);
        }),
        Check("Sums are exact where numbers of a computer would round, and out of range where no decimal holds them", async store =>
        {
            IdentifiedEvent[] events =
            [
                Event(amount: decimal.MaxValue), Event(amount: 1e-28m), Event(amount: -decimal.MaxValue),
                Event(metric: "much", amount: decimal.MaxValue), Event(metric: "much", amount: decimal.MaxValue - 1),
            ];
            await store.AppendAsync(new AppendId(1, 1), events[..2]);
            await store.AppendAsync(new AppendId(1, 2), events[2..]);

            await AssertTotalsAsync(store, events, new TotalsQuery { GroupBy = ["metric"] });
        }),
        Check("Bounds that cut hours, before and after 1970 and at the ends of time, are exact", async store =>
        {
            var events = new[]
            {
                "0001-01-01T00:00:00Z", "1969-12-31T22:30:00Z", "1969-12-31T23:59:59.999999999Z", "1970-01-01T00:00:00Z",
                "1970-01-01T00:30:00Z", "1970-01-01T01:00:00Z", "9999-12-31T23:00:00Z", "9999-12-31T23:59:59.999999999Z",
            }.Select(timestamp => Event(timestamp: timestamp)).ToArray();
            await store.AppendAsync(new AppendId(1, 1), events);

            foreach (var from in events.Select(item => item.Record.Timestamp))
            {
                foreach (var to in events.Select(item => item.Record.Timestamp))
                {
                    await AssertTotalsAsync(
                        store, events, new TotalsQuery { Filter = new EventFilter { From = from, To = to } });
                }
            }
        }),
        Check("Two amounts that differ in their currency alone are two events", async store =>
        {
            IdentifiedEvent[] events = [Priced(null, 12.5m), Priced("EUR", 12.5m), Priced("USD", 12.5m)];

            var first = await store.AppendAsync(new AppendId(1, 1), events);
            var second = await store.AppendAsync(new AppendId(1, 2), [events[1]]);

            Assert.Equal(events.Select(item => AppendOutcome.Added(item.Id, Received)), first);
            Assert.Equal([AppendOutcome.Duplicate(events[1].Id, Received, 2)], second);
            Assert.Equal(
                new[] { " x1", " x2", " x1" }.Select((seen, i) => StoredText.Of(events[i]) + seen).Order(),
                (await EventTextsAsync(store)).Order());
        }),
        Check("Amounts of several currencies are counted and never added", async store =>
        {
            await store.AppendAsync(new AppendId(1, 1), [Priced("USD", 1), Priced("EUR", 2), Priced("EUR", 3)]);
            await store.AppendAsync(new AppendId(1, 2), [Priced(null, 4), Priced("USD", 5, "client_B")]);

            foreach (var filter in new EventFilter[]
            {
                EventFilter.All,
                new() { From = At("2024-01-15T10:29:00Z"), To = At("2024-01-15T10:31:00Z") },
            })
            {
                var totals = await store.ReadTotalsAsync(new TotalsQuery { Filter = filter, GroupBy = ["client_id"] });

                Assert.Equal(
                    [
                        "client_id=client_A: 4 aggregate.currencies aggregate.currencies aggregate.currencies"
                            + " aggregate.currencies (client_id=client_A: 1 4 4 4 4)"
                            + " (client_id=client_A,currency=EUR: 2 5 2 3 2.5) (client_id=client_A,currency=USD: 1 1 1 1 1)",
                        "client_id=client_B: 1 5 5 5 5",
                    ],
                    totals.Select(StoredText.Of));
                Assert.Equal([null, "EUR", "USD"], totals[0].Sum.Error.Present().Currencies);
            }
        }),
        Check("Totals by currency keep currencies apart, whatever else they are by and however hours are cut", async store =>
        {
            IdentifiedEvent[] events =
            [
                Priced("USD", 1), Priced("EUR", 2, timestamp: "2024-01-15T10:59:59Z"), Priced(null, 4),
                Priced("EUR", 3, "client_B", "2024-01-15T11:00:00Z"), Priced("$", 8, timestamp: "2024-01-15T11:30:00Z"),
            ];
            await store.AppendAsync(new AppendId(1, 1), events);

            foreach (var groupBy in new string[][] { ["currency"], ["currency", "client_id"], ["amount", "currency"], [] })
            {
                await AssertTotalsAsync(store, events, new TotalsQuery { GroupBy = [.. groupBy] });
                await AssertTotalsAsync(store, events, new TotalsQuery
                {
                    GroupBy = [.. groupBy],
                    Filter = new EventFilter { From = At("2024-01-15T10:30:00Z"), To = At("2024-01-15T11:15:00Z") },
                });
            }
        }),
        Check("Totals by further fields have a group for the events that lack one", async store =>
        {
            IdentifiedEvent[] events = [Event(amount: 5), Keyed("client_A", "k", 1), Keyed("client_B", "k", 2)];
            await store.AppendAsync(new AppendId(1, 1), events);

            await AssertTotalsAsync(store, events, new TotalsQuery { GroupBy = ["key", "metric"] });
        }),
    ];

    private static async Task AssertTotalsAsync(
        IEventStore store, IEnumerable<IdentifiedEvent> distinct, TotalsQuery query)
    {
        var fold = new TotalsFold(query);
        foreach (var item in distinct)
        {
            fold.Add(item.Record);
        }

        var totals = await store.ReadTotalsAsync(query);

        Assert.Equal(fold.ToGroups().Select(StoredText.Of), totals.Select(StoredText.Of));
    }
}
