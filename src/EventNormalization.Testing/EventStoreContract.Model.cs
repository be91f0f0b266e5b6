using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading.Tasks;
using EventNormalization.Identity;
using EventNormalization.Storage;
using EventNormalization.Storage.Authoring;
using EventNormalization.Testing.Checking;
using EventNormalization.Totals;
using NodaTime;
using static EventNormalization.Testing.SampleEvents;

namespace EventNormalization.Testing;

/// <content>Random appends and queries, against a model. A failure prints its seed.</content>
public static partial class EventStoreContract
{
    private const int RunCount = 60;

    private static readonly string?[] Currencies = [null, "EUR", "USD", "$"];

    /// <summary>A few events, so that random appends often meet the same ones.</summary>
    private static readonly IdentifiedEvent[] Pool =
    [
        .. Enumerable.Range(0, 18).Select(i => Of(Record(
            Clients[i % 3], Metrics[i % 2], i - 6.5m, At("1969-12-31T22:50:00Z") + Duration.FromMinutes(17 * i)))),
        .. Enumerable.Range(0, 12).Select(i => PricedAt(
            At("1969-12-31T23:10:00Z") + Duration.FromMinutes(11 * (i / 4)),
            Currencies[i % 4], i % 3, Clients[i % 2])),
        .. Enumerable.Range(0, 9).Select(i => Keyed(Clients[i % 2], "key" + (i % 4), i)),
    ];

    private static (int Sequence, int[] Events) AnyAppend(Random random) =>
        (random.Next(1, 10), random.Array(0, 12, inner => inner.Next(Pool.Length)));

    // It is made when it is asked for: fields of other parts of this type may be set after those of this one.
    private static ImmutableArray<ImmutableArray<GroupKey>> Groupings =>
    [
        [], [GroupKey.ClientId], [GroupKey.Metric], [GroupKey.ClientId, GroupKey.Metric], [GroupKey.Field("key")],
        [GroupKey.Field("currency")], [GroupKey.Metric, GroupKey.Field("currency")], [GroupKey.Hour, GroupKey.ClientId],
        [GroupKey.Field("key"), GroupKey.Field("currency")], [GroupKey.Calendar(CalendarUnit.Day, DateTimeZone.Utc)],
        .. Windows.Select(window => ImmutableArray.Create(window)),
        .. Windows.Select(window => ImmutableArray.Create(window, GroupKey.ClientId)),
    ];

    private static TotalsQuery AnyQuery(Random random) => new()
    {
        Where = RollUpPredicates.Next(random),
        GroupBy = Groupings[random.Next(Groupings.Length)],
        Measures = random.Next(4) switch
        {
            0 => [Measures.Mean, Measures.Count],
            1 => [Measures.Count, LongestMetric.Measure],
            _ => Measures.Standard,
        },
    };

    private static IEnumerable<ContractCheck<IEventStore>> ModelChecks =>
    [
        new("Any appends, repeated or not, have the answers of the model and leave its events and counts",
            (makeStore, seed) => Histories.RunAsync(seed, RunCount, async random =>
            {
                var store = await makeStore();
                var model = await AppendAllAsync(store, random.Array(1, 15, AnyAppend));

                Assert.Equal(model.EventTexts.Order(), (await EventTextsAsync(store)).Order());
                Assert.Equal(model.Statistics, await StoredText.StatisticsAsync(store));
            })),
        new("Any totals and any query equal the fold and the predicate in memory", (makeStore, seed) =>
            Histories.RunAsync(seed, RunCount, async random =>
            {
                var store = await makeStore();
                var model = await AppendAllAsync(store, random.Array(1, 10, AnyAppend));
                foreach (var query in random.Array(1, 30, AnyQuery))
                {
                    await AssertQueryAsync(store, model, query);
                }
            })),
    ];

    private static async Task<ModelStore> AppendAllAsync(
        IEventStore store, IEnumerable<(int Sequence, int[] Events)> appends)
    {
        var model = new ModelStore();
        foreach (var (sequence, places) in appends)
        {
            var append = Append.Of(new AppendId(3, (ulong)sequence), places.Select(place => Pool[place]));
            Assert.Equal(model.Append(append), StoredText.Of(await store.AppendAsync(append)));
        }

        return model;
    }

    private static async Task AssertQueryAsync(IEventStore store, ModelStore model, TotalsQuery query)
    {
        var read = await StoredText.EventsAsync(store, new EventQuery { Where = query.Where });
        Assert.Equal(
            model.Events.Where(item => query.Where.Matches(item.Record, item.Raw)).Select(StoredText.Of).Order(),
            read.Select(item => StoredText.Of(item.Event)).Order());

        // Nobody knows the field before an event has it.
        if (query.GroupBy.Contains(GroupKey.Field("key")) && model.Events.All(item => item.ClientKey is null))
        {
            await Assert.ThrowsAsync<ArgumentException>(async () => await store.ReadTotalsAsync(query));
            return;
        }

        await AssertTotalsAsync(store, model.Events, query);
    }
}
