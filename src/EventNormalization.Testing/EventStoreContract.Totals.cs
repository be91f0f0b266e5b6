using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading.Tasks;
using EventNormalization.Identity;
using EventNormalization.Normalization;
using EventNormalization.Queries;
using EventNormalization.Storage;
using EventNormalization.Storage.Authoring;
using EventNormalization.Testing.Checking;
using EventNormalization.Totals;
using EventNormalization.Totals.Authoring;
using NodaTime;
using static EventNormalization.Testing.SampleEvents;

namespace EventNormalization.Testing;

/// <content>Totals equal the fold of the events.</content>
public static partial class EventStoreContract
{
    private static IEnumerable<ContractCheck<IEventStore>> TotalsChecks =>
    [
        Check("Totals equal the fold of the events in memory, for every predicate and grouping", async store =>
        {
            var events = await AppendManyAsync(store);

            foreach (var where in Filters)
            {
                foreach (var groupBy in new string[][] { [], ["client_id"], ["metric", "client_id"], ["amount"],
                    ["currency"] })
                {
                    await AssertTotalsAsync(store, events,
                        new TotalsQuery { Where = where, GroupBy = [.. groupBy.Select(GroupKey.Field)] });
                }
            }
        }),
        Check("Duplicates do not change the totals", async store =>
        {
            var events = await AppendManyAsync(store);

            await store.AppendAsync(new AppendId(43, 1), [.. events, .. events]);

            await AssertTotalsAsync(store, events, TotalsQuery.All);
        }),
        Check("Sums are exact where numbers of a computer would round, and out of range where no decimal holds them",
            async store =>
            {
                IdentifiedEvent[] events =
                [
                    Event(amount: decimal.MaxValue), Event(amount: 1e-28m), Event(amount: -decimal.MaxValue),
                    Event(metric: "much", amount: decimal.MaxValue),
                    Event(metric: "much", amount: decimal.MaxValue - 1),
                ];
                await store.AppendAsync(new AppendId(1, 1), events[..2]);
                await store.AppendAsync(new AppendId(1, 2), events[2..]);

                await AssertTotalsAsync(store, events, new TotalsQuery { GroupBy = [GroupKey.Metric] });
            }),
        Check("Bounds that cut hours, before and after 1970 and at the ends of time, are exact", async store =>
        {
            var events = new[]
            {
                "0001-01-01T00:00:00Z", "1969-12-31T22:30:00Z", "1969-12-31T23:59:59.999999999Z",
                "1970-01-01T00:00:00Z",
                "1970-01-01T00:30:00Z", "1970-01-01T01:00:00Z", "9999-12-31T23:00:00Z",
                "9999-12-31T23:59:59.999999999Z",
            }.Select(timestamp => Event(timestamp: timestamp)).ToArray();
            await store.AppendAsync(new AppendId(1, 1), events);

            foreach (var from in events.Select(item => item.Record.Timestamp))
            {
                foreach (var to in events.Select(item => item.Record.Timestamp))
                {
                    await AssertTotalsAsync(
                        store, events, new TotalsQuery { Where = EventPredicate.Between(from, to) });
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

            foreach (var where in new[]
            {
                EventPredicate.Everything,
                EventPredicate.Between(At("2024-01-15T10:29:00Z"), At("2024-01-15T10:31:00Z")),
                EventPredicate.RawContains(""),
            })
            {
                var totals = await store.ReadTotalsAsync(
                    new TotalsQuery { Where = where, GroupBy = [GroupKey.ClientId] });

                Assert.Equal(
                    [
                        "[client_id=client_A] 4: sum aggregate.currencies, aggregate.currencies to "
                            + "aggregate.currencies,"
                            + " mean aggregate.currencies {none 1: sum 4, 4 to 4, mean 4} {EUR 2: sum "
                            + "5, 2 to 3, mean 2.5}"
                            + " {USD 1: sum 1, 1 to 1, mean 1}",
                        "[client_id=client_B] 1: sum 5, 5 to 5, mean 5",
                    ],
                    totals.Select(StoredText.Of));
                Assert.Equal([null, "EUR", "USD"], totals[0].Sum.Error.Present().Currencies);
            }
        }),
        Check("Totals by currency keep currencies apart, whatever else they are by and however hours are cut",
            async store =>
            {
                IdentifiedEvent[] events =
                [
                    Priced("USD", 1), Priced("EUR", 2, timestamp: "2024-01-15T10:59:59Z"), Priced(null, 4),
                    Priced("EUR", 3, "client_B", "2024-01-15T11:00:00Z"),
                    Priced("$", 8, timestamp: "2024-01-15T11:30:00Z"),
                ];
                await store.AppendAsync(new AppendId(1, 1), events);

                foreach (var groupBy in new string[][] { ["currency"], ["currency", "client_id"],
                    ["amount", "currency"], [] })
                {
                    await AssertTotalsAsync(
                        store, events, new TotalsQuery { GroupBy = [.. groupBy.Select(GroupKey.Field)] });
                    await AssertTotalsAsync(store, events, new TotalsQuery
                    {
                        GroupBy = [.. groupBy.Select(GroupKey.Field)],
                        Where = EventPredicate.Between(At("2024-01-15T10:30:00Z"), At("2024-01-15T11:15:00Z")),
                    });
                }
            }),
        Check("Totals by further fields have a group for the events that lack one", async store =>
        {
            IdentifiedEvent[] events = [Event(amount: 5), Keyed("client_A", "k", 1), Keyed("client_B", "k", 2)];
            await store.AppendAsync(new AppendId(1, 1), events);

            await AssertTotalsAsync(
                store, events, new TotalsQuery { GroupBy = [GroupKey.Field("key"), GroupKey.Metric] });
        }),
        Check("Totals by the hour and by periods of a calendar equal the fold of the events", async store =>
        {
            var events = await AppendManyAsync(store);
            GroupKey[] keys =
            [
                GroupKey.Hour, GroupKey.Calendar(CalendarUnit.Day, DateTimeZone.Utc),
                GroupKey.Calendar(CalendarUnit.Month, DateTimeZoneProviders.Tzdb["America/New_York"]),
            ];

            foreach (var where in Filters.Take(8))
            {
                foreach (var key in keys)
                {
                    await AssertTotalsAsync(
                        store, events, new TotalsQuery { Where = where, GroupBy = [key, GroupKey.Metric] });
                }
            }
        }),
        Check("A measure of a host's own is answered as every other", async store =>
        {
            var events = await AppendManyAsync(store);
            ImmutableArray<Measure> measures = [LongestMetric.Measure, Measures.Mean, Measures.Max];

            await AssertTotalsAsync(store, events, new TotalsQuery { Measures = measures });
            await AssertTotalsAsync(store, events, new TotalsQuery
            {
                GroupBy = [GroupKey.ClientId],
                Measures = measures,
                Where = EventPredicate.Between(At("2024-01-15T03:07:30Z"), null),
            });
        }),
        Check("A further decimal field is measured by its name", async store =>
        {
            Assert.True(Measures.TryFind("sum:fee", out var sum));
            var fees = new[] { 0.10m, 2.25m }.Select(fee => WithFee("client_" + fee, fee)).ToArray();
            await store.AppendAsync(new AppendId(1, 1), [.. fees, Event(amount: 9)]);

            var totals = await store.ReadTotalsAsync(new TotalsQuery { Measures = [Measures.Count, sum] });

            Assert.Equal("[] count 3, sum:fee 2.35", StoredText.Of(totals.Single()));
        }),
        Check("A typo in a field is an error that names the known fields, and a known one never is", async store =>
        {
            var byKey = new TotalsQuery { GroupBy = [GroupKey.Field("key")] };
            await store.AppendAsync(new AppendId(1, 1), [Event()]);
            var before = await Assert.ThrowsAsync<ArgumentException>(async () => await store.ReadTotalsAsync(byKey));

            await store.AppendAsync(new AppendId(1, 2), [Keyed("client_A", "k", 1)]);
            Assert.Equal(2, (await store.ReadTotalsAsync(byKey)).Count);
            var after = await Assert.ThrowsAsync<ArgumentException>(async () => await store.ReadTotalsAsync(
                new TotalsQuery { GroupBy = [GroupKey.Field("kye")],
                    Where = EventPredicate.TextIn("client_id", "nobody") }));

            const string standard = "client_id, metric, amount, timestamp, currency";
            Assert.Equal($"The totals name the field 'key', which is not known; known are {standard}.", before.Message);
            Assert.Equal(
                $"The totals name the field 'kye', which is not known; known are {standard}, key.", after.Message);
        }),
    ];

    private static IdentifiedEvent WithFee(string client, decimal fee)
    {
        var plain = Event(client).Record;
        return Of(new()
        {
            ClientId = plain.ClientId,
            Metric = plain.Metric,
            Amount = plain.Amount,
            Timestamp = plain.Timestamp,
            Fields = [new EventField("fee", FieldValue.FromDecimal(fee))],
        });
    }

    private static async Task AssertTotalsAsync(
        IEventStore store, IEnumerable<IdentifiedEvent> distinct, TotalsQuery query)
    {
        var fold = new TotalsFold(query);
        foreach (var item in distinct)
        {
            fold.Add(item.Record, item.Id, item.Raw);
        }

        var totals = await store.ReadTotalsAsync(query);

        Assert.Equal(fold.ToGroups().Select(StoredText.Of), totals.Select(StoredText.Of));
    }
}
