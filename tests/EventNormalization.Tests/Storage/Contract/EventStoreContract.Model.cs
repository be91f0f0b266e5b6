using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading.Tasks;
using CsCheck;
using EventNormalization.Identity;
using EventNormalization.Storage;
using NodaTime;
using Xunit;
using static EventNormalization.Tests.Storage.Contract.SampleEvents;

namespace EventNormalization.Tests.Storage.Contract;

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
        .. Enumerable.Range(0, 12).Select(i => Of(Record(
            Clients[i % 2], "sales", i % 3, At("1969-12-31T23:10:00Z") + Duration.FromMinutes(11 * (i / 4)), Currencies[i % 4]))),
        .. Enumerable.Range(0, 9).Select(i => Keyed(Clients[i % 2], "key" + (i % 4), i)),
    ];

    private static readonly Gen<(int Sequence, int[] Events)> GenAppend =
        Gen.Select(Gen.Int[1, 9], Gen.Int[0, Pool.Length - 1].Array[0, 12]);

    private static readonly Gen<EventFilter> GenFilter =
        from client in Gen.Int[-3, 2]
        from metric in Gen.Int[-2, 1]
        from start in Gen.Int[-100, 300]
        from length in Gen.Int[-10, 300]
        select new EventFilter
        {
            ClientIds = client < 0 ? [] : [Clients[client]],
            Metrics = metric < 0 ? [] : [Metrics[metric]],
            From = start < 0 ? null : At("1969-12-31T22:45:00Z") + Duration.FromMinutes(start),
            To = length < 0 ? null : At("1969-12-31T22:45:00Z") + Duration.FromMinutes(start + length),
        };

    private static readonly ImmutableArray<ImmutableArray<string>> Groupings =
        [[], ["client_id"], ["metric"], ["client_id", "metric"], ["key"], ["currency"], ["metric", "currency"], ["key", "currency"]];

    private static IEnumerable<ContractCheck<IEventStore>> ModelChecks =>
    [
        new("Any appends, repeated or not, have the answers of the model and leave its events and counts", makeStore =>
            GenAppend.Array[1, 15].SampleAsync(
                async appends =>
                {
                    var store = makeStore();
                    var model = await AppendAllAsync(store, appends);

                    Assert.Equal(model.EventTexts.Order(), (await EventTextsAsync(store)).Order());
                    Assert.Equal(model.Statistics, await StoredText.StatisticsAsync(store));
                },
                iter: RunCount,
                threads: 1)),
        new("Any totals and any query equal the fold and the filter in memory", makeStore =>
            Gen.Select(GenAppend.Array[1, 10], GenFilter.Array[1, 6]).SampleAsync(
                async (appends, filters) =>
                {
                    var store = makeStore();
                    var model = await AppendAllAsync(store, appends);
                    foreach (var filter in filters)
                    {
                        await AssertFilterAsync(store, model, filter);
                    }
                },
                iter: RunCount,
                threads: 1)),
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

    private static async Task AssertFilterAsync(IEventStore store, ModelStore model, EventFilter filter)
    {
        var read = await StoredText.EventsAsync(store, new EventQuery { Where = PredicateOf(filter) });
        Assert.Equal(
            model.Events.Where(item => filter.Matches(item.Record)).Select(StoredText.Of).Order(),
            read.Select(item => StoredText.Of(item.Event)).Order());
        foreach (var grouping in Groupings)
        {
            await AssertTotalsAsync(store, model.Events, new TotalsQuery { Filter = filter, GroupBy = grouping });
        }
    }
}
