using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using EventNormalization.Identity;
using EventNormalization.Storage;
using Xunit;
using static EventNormalization.Tests.Storage.Contract.SampleEvents;

namespace EventNormalization.Tests.Storage.Contract;

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
                foreach (var groupBy in new string[][] { [], ["client_id"], ["metric", "client_id"], ["amount"] })
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
