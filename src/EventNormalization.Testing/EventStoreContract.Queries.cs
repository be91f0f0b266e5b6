using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Identity;
using EventNormalization.Queries;
using EventNormalization.Storage;
using EventNormalization.Testing.Checking;
using static EventNormalization.Testing.SampleEvents;

namespace EventNormalization.Testing;

/// <content>Reading in order, from any place, by any filter.</content>
public static partial class EventStoreContract
{
    private static IEnumerable<ContractCheck<IEventStore>> QueryChecks =>
    [
        Check("A new store is empty",
            async store => Assert.Equal(["[] 0: sum 0,  to , mean "], await StoredText.AllAsync(store))),
        Check("Queries read in the order of positions, which is the order of the appends", async store =>
        {
            var appended = await AppendManyAsync(store);

            var read = await StoredText.EventsAsync(store, EventQuery.All);

            Assert.Equal(appended.Length, read.Length);
            Assert.True(read[0].Position > default(EventPosition));
            Assert.Equal(read.Select(item => item.Position).Distinct().Order(), read.Select(item => item.Position));
            Assert.Equal(
                appended.Chunk(100).Select(batch => string.Join(',', batch.Select(item => item.Id.ToString()).Order())),
                read.Chunk(100)
                    .Select(batch => string.Join(',', batch.Select(item => item.Event.Id.ToString()).Order())));
        }),
        Check("A query continues after any place", async store =>
        {
            await AppendManyAsync(store);
            var all = await StoredText.EventsAsync(store, EventQuery.All);

            foreach (var i in new[] { 0, 1, 255, 256, 257, all.Length - 2, all.Length - 1 })
            {
                var rest = await EventTextsAsync(store, After(all[i], PageRequest.All));
                Assert.Equal(all[(i + 1)..].Select(StoredText.Of), rest);
            }
        }),
        Check("A query reads at most as many events as it asks for", async store =>
        {
            await AppendManyAsync(store);
            var all = await EventTextsAsync(store);

            foreach (var count in new[] { 1, 255, 256, 257, all.Length, int.MaxValue })
            {
                var read = await EventTextsAsync(
                    store, new EventQuery { Page = PageRequest.All with { CountMax = count } });
                Assert.Equal(all.Take(count), read);
            }
        }),
        Check("A reader that goes on misses nothing that is stored meanwhile", async store =>
        {
            await store.AppendAsync(new AppendId(1, 1), [Event(amount: 1), Event(amount: 2)]);
            var seen = await StoredText.EventsAsync(store, EventQuery.All);
            await store.AppendAsync(new AppendId(1, 2), [Event(amount: 3, timestamp: "2001-01-01T00:00:00Z")]);
            await store.AppendAsync(new AppendId(1, 3), [Event(amount: 1), Event(amount: 4)]);

            var more = await StoredText.EventsAsync(store, After(seen[^1], PageRequest.All));

            Assert.Equal([3m, 4m], more.Select(item => item.Event.Record.Amount));
        }),
        Check("Appends go on while a reader is within a query", async store =>
        {
            await AppendManyAsync(store);

            var count = 0;
            await foreach (var item in store.QueryAsync(EventQuery.All))
            {
                if (count++ == 10)
                {
                    await store.AppendAsync(new AppendId(7, 1), [Event(amount: 999)]);
                }
            }

            Assert.InRange(count, 600, 601);
            Assert.Equal(601, (await EventTextsAsync(store)).Length);
        }),
        Check("Predicates of client, metric and time read exactly the events that they match", async store =>
        {
            var events = await AppendManyAsync(store);

            foreach (var where in Filters)
            {
                var read = await StoredText.EventsAsync(store, new EventQuery { Where = where });
                Assert.Equal(
                    events.Where(item => where.Matches(item.Record)).Select(StoredText.Of).Order(),
                    read.Select(item => StoredText.Of(item.Event)).Order());
            }
        }),
        Check("The first instant of a range is in it, and the last is not", async store =>
        {
            var events = new[] { "10:00:00Z", "10:00:00.000000001Z", "10:59:59.999999999Z", "11:00:00Z" }
                .Select(time => Event(timestamp: "2024-01-15T" + time)).ToArray();
            await store.AppendAsync(new AppendId(1, 1), events);

            var read = await StoredText.EventsAsync(store, new EventQuery
            {
                Where = EventPredicate.Between(events[1].Record.Timestamp, events[3].Record.Timestamp),
            });

            Assert.Equal([events[1].Id, events[2].Id], read.Select(item => item.Event.Id));
        }),
        Check("Statistics are ordered by client, by code points, and add up", async store =>
        {
            await store.AppendAsync(
                new AppendId(1, 1),
                [Event("\uFFFD"), Event("😀"), Event("a"), Event("B"), Event("a"), Event("a", amount: 2), Event("a")]);

            Assert.Equal(
                ["B: 1 = 1 + 0", "a: 4 = 2 + 2", "\uFFFD: 1 = 1 + 0", "😀: 1 = 1 + 0"],
                await StoredText.StatisticsAsync(store));
        }),
        Check("A query that is cancelled stops", async store =>
        {
            await AppendManyAsync(store);
            using var stop = new CancellationTokenSource();

            var count = 0;
            await Assert.ThrowsAnyAsync<System.OperationCanceledException>(async () =>
            {
                await foreach (var item in store.QueryAsync(EventQuery.All, stop.Token))
                {
                    if (++count == 5)
                    {
                        await stop.CancelAsync();
                    }
                }
            });

            Assert.Equal(5, count);
        }),
    ];

    private static EventQuery After(StoredEvent item, PageRequest page) =>
        new() { Page = page with { After = item.TokenFor(page) } };

    private static IEnumerable<EventPredicate> Filters =>
        from clients in new[]
        {
            EventPredicate.Everything, EventPredicate.TextIn("client_id", "client_B"),
            EventPredicate.TextIn("client_id", "client_A", Clients[2], "nobody"),
            EventPredicate.TextIn("client_id", "nobody"),
        }
        from metrics in new[]
        {
            EventPredicate.Everything, EventPredicate.TextIn("metric", "visits"),
            EventPredicate.TextIn("metric", "nothing"),
        }
        from range in new[]
        {
            ("", ""), ("2024-01-15T03:00:00Z", ""), ("", "2024-01-15T05:30:00.5Z"),
            ("2024-01-15T03:07:30Z", "2024-01-15T03:20:00Z"),
        }
        select EventPredicate.AllOf(clients, metrics, EventPredicate.Between(
            range.Item1.Length == 0 ? null : At(range.Item1), range.Item2.Length == 0 ? null : At(range.Item2)));

    /// <summary>Appends 600 events in batches of 100, not in the order of their timestamps.</summary>
    private static async Task<IdentifiedEvent[]> AppendManyAsync(IEventStore store)
    {
        var start = At("2024-01-15T00:00:00Z");
        var events = Enumerable.Range(0, 600).Select(i => Of(Record(
            Clients[i % 3], Metrics[i / 3 % 2], i / 4m, start + NodaTime.Duration.FromSeconds(i * 577 % 40_000))))
                .ToArray();
        var sequence = 0UL;
        foreach (var batch in events.Chunk(100))
        {
            await store.AppendAsync(new AppendId(42, ++sequence), batch);
        }

        return events;
    }
}
