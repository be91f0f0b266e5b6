using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Identity;
using EventNormalization.Ingestion;
using EventNormalization.Normalization;
using EventNormalization.Queries;
using EventNormalization.Storage;
using EventNormalization.Storage.Authoring;
using EventNormalization.Testing.Checking;
using NodaTime;
using static EventNormalization.Testing.SampleEvents;

namespace EventNormalization.Testing;

/// <summary>
/// What <see cref="IFailedEventStore"/> promises, one check for each sentence. Every store passes all.
/// </summary>
public static partial class FailedEventStoreContract
{
    private static readonly FailedEventState[] States =
        [FailedEventState.Rejected, FailedEventState.Pending, FailedEventState.Conflict];

    private static readonly Instant Later = Received + Duration.FromMinutes(5);

    /// <summary>All checks.</summary>
    public static IReadOnlyList<ContractCheck<IFailedEventStore>> Checks { get; } =
    [
        Check("A delivery comes back whole", async store =>
        {
            var delivery = new FailedDelivery
            {
                Raw = "{\"amount\":\"1,2,3\"}"u8.ToArray(),
                ReceivedAt = At("0001-01-01T00:00:00.000000001Z"),
                Location = new SourceLocation("orders 😀.ndjson", 17),
                State = FailedEventState.Conflict,
                Reasons = [Reason("amount.syntax"), Reason("timestamp.ambiguous", "2024-01-02", "2024-02-01")],
                ClientId = "client\0_😀",
                Id = Event().Id,
                StoredId = Event(amount: 2).Id,
            };

            await store.RecordAsync(new AppendId(1, 1), [delivery]);

            var found = await store.FindAsync(delivery.ComputeKey());
            Assert.Equal(Text(delivery, 1, delivery.ReceivedAt), Text(found.Present()));
            Assert.Equal([Text(delivery, 1, delivery.ReceivedAt)], await TextsAsync(store));
        }),
        Check("What is not known of a delivery is not known of the entry", async store =>
        {
            var delivery = Delivery("x");

            await store.RecordAsync(new AppendId(1, 1), [delivery]);

            Assert.Equal([Text(delivery, 1, Received)], await TextsAsync(store));
        }),
        Check("A hundred deliveries of the same bytes are one entry with a hundred occurrences", async store =>
        {
            var first = Located("{", Received, new SourceLocation("first", 1));
            var more = Located("{", Later, new SourceLocation("later", 2));

            await store.RecordAsync(new AppendId(1, 1), [first, .. Enumerable.Repeat(more, 60)]);
            await store.RecordAsync(new AppendId(1, 2), [.. Enumerable.Repeat(more, 39)]);

            Assert.Equal([Text(first, 100, Later)], await TextsAsync(store));
            Assert.Equal(["(unknown): 100 = 100 + 0 + 0"], await StatisticsAsync(store));
        }),
        Check("Entries are kept apart by envelope and context, and keep those of their first delivery", async store =>
        {
            var envelope = "{\"Records\":[]}"u8.ToArray();
            FailedDelivery[] deliveries =
            [
                Delivery("x"),
                Around("x", new EnvelopePart(envelope, "Records[0]", 1), EventContext.Empty),
                Around("x", new EnvelopePart(envelope, "Records[1]", 2), EventContext.Empty),
                Around("x", new EnvelopePart("{}"u8.ToArray(), "Records[0]", 1), EventContext.Empty),
                Around("x", null, new EventContext([new("shop", "s")])),
            ];

            await store.RecordAsync(new AppendId(1, 1), deliveries);

            var entries = await EntriesAsync(store);
            Assert.Equal(
                [(1L, "", "{}"), (2L, StoredText.Of(deliveries[1].Part), "{}"),
                    (1L, StoredText.Of(deliveries[3].Part), "{}"),
                    (1L, "", "{\"shop\":\"s\"}")],
                entries.Select(entry => (entry.Occurrences, StoredText.Of(entry.Part), entry.Context.ToString())));
            Assert.All(entries, entry => Assert.Equal(entry.Key, entry.ComputeKey()));
            Assert.NotNull(await store.FindAsync(deliveries[1].ComputeKey()));
        }),
        Check("An entry with masked bytes has the key of the bytes received, and stays marked", async store =>
        {
            var received = Delivery("{\"secret\":1}");
            var masked = new FailedDelivery
            {
                Raw = "{\"secret\":0}"u8.ToArray(),
                OriginalKey = received.ComputeKey(),
                ReceivedAt = Received,
                State = FailedEventState.Pending,
                Reasons = [Reason("store.unavailable")],
            };

            await store.RecordAsync(new AppendId(1, 1), [masked, masked, Delivery("x")]);

            var entry = (await store.FindAsync(received.ComputeKey())).Present();
            Assert.Equal(
                (true, 2L, "{\"secret\":0}"),
                (entry.IsMasked, entry.Occurrences, Encoding.UTF8.GetString(entry.Raw.Span)));
            Assert.Equal(entry.Key, entry.ComputeKey());
            Assert.Equal(1, (await EntriesAsync(store)).Count(one => one.IsMasked));
        }),
        Check("Bytes that are no text at all are kept", async store =>
        {
            var megabyte = new byte[1 << 20];
            Array.Fill(megabyte, (byte)0xFF);
            byte[][] raws = [[], [0], [0xFF, 0xFE], [0xED, 0xA0, 0x80], "a\0b"u8.ToArray(), megabyte];
            var deliveries = raws.Select(raw => Delivery(raw)).ToArray();

            await store.RecordAsync(new AppendId(1, 1), deliveries);

            Assert.Equal(deliveries.Select(delivery => Text(delivery, 1, Received)), await TextsAsync(store));
        }),
        Check("The bytes are copied", async store =>
        {
            var raw = "first"u8.ToArray();
            await store.RecordAsync(new AppendId(1, 1), [Delivery(raw)]);

            raw.AsSpan().Fill((byte)'x');

            Assert.NotNull(await store.FindAsync(ContentHash.Of("first"u8)));
            Assert.Equal("first", Encoding.UTF8.GetString((await EntriesAsync(store))[0].Raw.Span));
        }),
        Check("The same call again changes nothing", async store =>
        {
            FailedDelivery[] deliveries = [Delivery("a"), Delivery("b"), Delivery("a")];
            await store.RecordAsync(new AppendId(1, 1), deliveries);
            var once = await TextsAsync(store);

            await store.RecordAsync(new AppendId(1, 1), deliveries);

            Assert.Equal(once, await TextsAsync(store));
            Assert.Equal(["(unknown): 3 = 3 + 0 + 0"], await StatisticsAsync(store));
        }),
        Check("A later delivery updates state, reasons and ids, and the entry's deliveries go with it", async store =>
        {
            var pending = Delivery("e", FailedEventState.Pending, clientId: "c", reasons: [Reason("store.failed")]);
            var conflict = new FailedDelivery
            {
                Raw = pending.Raw,
                ReceivedAt = Later,
                State = FailedEventState.Conflict,
                Reasons = [Reason("key.conflict")],
                ClientId = "c",
                Id = Event().Id,
                StoredId = Event(amount: 2).Id,
            };

            await store.RecordAsync(new AppendId(1, 1), [pending, pending, Delivery("other", clientId: "c")]);
            await store.RecordAsync(new AppendId(1, 2), [conflict]);

            var entry = (await EntriesAsync(store))[0];
            Assert.Equal(FailedEventState.Conflict, entry.State);
            Assert.Equal(["key.conflict"], entry.Reasons.Select(reason => reason.Code));
            Assert.Equal([conflict.Id, conflict.StoredId], [entry.Id, entry.StoredId]);
            Assert.Equal([Received, Later], [entry.FirstReceivedAt, entry.LastReceivedAt]);
            Assert.Equal(["c: 4 = 1 + 0 + 3"], await StatisticsAsync(store));
        }),
        Check("Statistics are ordered by client, as UTF-16 orders, and add up", async store =>
        {
            await store.RecordAsync(
                new AppendId(1, 1),
                [
                    Delivery("1", clientId: "\uFFFD"), Delivery("2", FailedEventState.Pending, clientId: "😀"),
                    Delivery("3", FailedEventState.Conflict, clientId: "a"), Delivery("4", clientId: "a"),
                    Delivery("5"),
                ]);

            Assert.Equal(
                ["(unknown): 1 = 1 + 0 + 0", "a: 2 = 1 + 0 + 1", "😀: 1 = 0 + 1 + 0", "\uFFFD: 1 = 1 + 0 + 0"],
                await StatisticsAsync(store));
        }),
        Check("Entries are read in the order in which they were first seen, from any place, by state and reason",
            async store =>
            {
                var deliveries = Enumerable.Range(0, 600).Select(i => Delivery(
                    "raw " + i, States[i % 3], reasons: [Reason("a.b"), Reason("c.d" + (i % 5))])).ToArray();
                await store.RecordAsync(new AppendId(1, 1), deliveries);
                await store.RecordAsync(new AppendId(1, 2), deliveries[..9]);
                var all = await EntriesAsync(store);

                Assert.Equal(Enumerable.Range(0, 600).Select(i => "raw " + i), Raws(all));
                foreach (var i in new[] { 0, 255, 256, 598, 599 })
                {
                    var rest = await EntriesAsync(store, After(all[i]));
                    Assert.Equal(Raws(all[(i + 1)..]), Raws(rest));
                }

                var some = await EntriesAsync(store, new FailedEventQuery
                {
                    Where = EventPredicate.State(FailedEventState.Pending).And(EventPredicate.Reason("c.d2")),
                    Page = new PageRequest { CountMax = 7, After = all[40].TokenFor(PageRequest.All) },
                });
                Assert.Equal(
                    Enumerable.Range(41, 559).Where(i => i % 3 == 1 && i % 5 == 2).Take(7).Select(i => "raw " + i),
                    Raws(some));
                Assert.Empty(
                    await EntriesAsync(store, new FailedEventQuery { Where = EventPredicate.Reason("' OR 1=1 --") }));
            }),
        Check("Entries are found by the id of their event, and by code and field of one reason", async store =>
        {
            var (id, other) = (RecordId.FromContent("an event"u8), RecordId.FromContent("another"u8));
            await store.RecordAsync(new AppendId(1, 1),
                [
                    Understood("1", id), Understood("2", other), Delivery("3"),
                    Delivery("4", reasons: [Reason("amount.missing"), Reason("metric.missing")]),
                    Delivery("5", reasons: [Reason("amount.format"), Reason("client_id.missing")]),
                ]);

            Assert.Equal(["1"], await FoundAsync(store, EventPredicate.Id(id)));
            Assert.Empty(await FoundAsync(store, EventPredicate.Id(RecordId.FromContent("3"u8))));
            Assert.Equal(["2", "3", "4", "5"], await FoundAsync(store, EventPredicate.Id(id).Not()));
            Assert.Equal(["4", "5"], await FoundAsync(store, EventPredicate.Reason(null, "amount")));
            Assert.Equal(["4"], await FoundAsync(store, EventPredicate.Reason("amount.missing", "amount")));
            Assert.Empty(await FoundAsync(store, EventPredicate.Reason("amount.missing", "metric")));
        }),
        Check("A call that is cancelled before it begins changes nothing", async store =>
        {
            using var cancelled = new CancellationTokenSource();
            await cancelled.CancelAsync();

            await Assert.ThrowsAnyAsync<OperationCanceledException>(
                async () => await store.RecordAsync(new AppendId(1, 1), [Delivery("a")], cancelled.Token));

            Assert.Empty(await TextsAsync(store));
        }),
        Check("Many may record the same bytes at once, and every delivery counts", async store =>
        {
            var deliveries = Enumerable.Range(0, 10).Select(i => Delivery("raw " + i)).ToArray();

            await Task.WhenAll(Enumerable.Range(0, 8).Select(writer => Concurrently.Run(
                async () => await store.RecordAsync(new AppendId((ulong)writer, 1), deliveries))));

            Assert.Equal(Enumerable.Repeat(8L, 10), (await EntriesAsync(store)).Select(entry => entry.Occurrences));
            Assert.Equal(["(unknown): 80 = 80 + 0 + 0"], await StatisticsAsync(store));
        }),
    ];

    /// <summary>Runs the check with this sentence.</summary>
    /// <param name="sentence">One of the sentences.</param>
    /// <param name="makeStore">Makes a new, empty store at each call; the check disposes what it made.</param>
    /// <param name="seed">Where random histories begin.</param>
    /// <returns>A task that ends when the promise is known to be kept.</returns>
    /// <exception cref="InvalidOperationException">No check has the sentence.</exception>
    /// <exception cref="ContractViolationException">The promise is not kept.</exception>
    public static Task RunAsync(
        string sentence,
        Func<ValueTask<IFailedEventStore>> makeStore,
        int seed = ContractCheck<IFailedEventStore>.DefaultSeed) =>
        Checks.Single(check => check.Sentence == sentence).RunAsync(makeStore, seed);

    private static ContractCheck<IFailedEventStore> Check(string sentence, Func<IFailedEventStore, Task> run) =>
        new(sentence, async makeStore => await run(await makeStore()));
}
