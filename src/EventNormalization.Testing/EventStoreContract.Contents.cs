using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using EventNormalization.Identity;
using EventNormalization.Normalization;
using EventNormalization.Storage;
using EventNormalization.Testing.Checking;
using NodaTime;
using static EventNormalization.Testing.SampleEvents;

namespace EventNormalization.Testing;

/// <content>What comes back is what was stored.</content>
public static partial class EventStoreContract
{
    private static IEnumerable<ContractCheck<IEventStore>> ContentChecks =>
    [
        Check("A record of an envelope comes back with envelope, path, number and context as of its first delivery",
            async store =>
            {
                var envelope = "{\"a\":\"é\",\"Records\":[]}"u8.ToArray();
                var first = Within(Event(), envelope, "Records[2]", ("shop", "s"), ("key\0", "😀"));
                var other = Within(Event(amount: 2), envelope, "Records[3]");
                var keyed = Within(Keyed("client_B", "k", 1), "{}"u8.ToArray(), "x");
                await store.AppendAsync(new AppendId(1, 1), [first, other, keyed]);
                await store.AppendAsync(
                    new AppendId(1, 2), [Within(Event(), "{\"b\":1}"u8.ToArray(), "y", ("shop", "t"))]);

                Assert.Equal(
                    new[] { StoredText.Of(first) + " x2", StoredText.Of(other) + " x1", StoredText.Of(keyed) + " x1" }
                        .Order(),
                    (await EventTextsAsync(store)).Order());
                envelope.AsSpan().Fill((byte)'x');
                var found = await store.FindAsync(first);
                Assert.Equal("{\"a\":\"é\",\"Records\":[]}",
                    Encoding.UTF8.GetString(found.Present().Event.Part.Present().Envelope.Span));
            }),
        Check("Events with masked bytes stay marked, and others are not", async store =>
        {
            await store.AppendAsync(
                new AppendId(1, 1),
                [Event(), Masked(Event(amount: 2)), Masked(Keyed("client_B", "k", 1)), Priced("EUR", 3)]);

            var masked = (await StoredText.EventsAsync(store, EventQuery.All)).Where(item => item.Event.IsMasked);
            Assert.Equal(
                new[] { Event(amount: 2).Id.ToString(), Keyed("client_B", "k", 1).Id.ToString() }.Order(),
                masked.Select(item => item.Event.Id.ToString()).Order());
        }),
        Check("An event is found by its key or its id, and by nothing else", async store =>
        {
            var item = Event();
            var keyed = Keyed("client_B", "order-1", 5);
            await store.AppendAsync(new AppendId(1, 1), [item, Event(amount: 3), keyed]);
            var key = EventKey.Of(item);

            Assert.Equal(StoredText.Of(item) + " x1", StoredText.Of((await store.FindAsync(key)).Present()));
            Assert.Equal(StoredText.Of(item) + " x1", StoredText.Of((await store.FindAsync(item.Id)).Present()));
            Assert.Equal(
                StoredText.Of(keyed) + " x1", StoredText.Of((await store.FindAsync(EventKey.Of(keyed))).Present()));
            Assert.Null(await store.FindAsync(new EventKey(key.Part, key.Timestamp + Duration.Epsilon, key.Id)));
            Assert.Null(await store.FindAsync(new EventKey((byte)(key.Part + 1), key.Timestamp, key.Id)));
            Assert.Null(await store.FindAsync(Event(amount: 4)));
            Assert.Null(await store.FindAsync(Event(amount: 4).Id));
        }),
        Check("Raw bytes come back identical, whatever they are", async store =>
        {
            var megabyte = new byte[1 << 20];
            for (var i = 0; i < megabyte.Length; i++)
            {
                megabyte[i] = (byte)((i * 31 >> 3) & 0xFF);
            }

            byte[][] raws = [megabyte, [], [0], "a\0b"u8.ToArray(), [0xFF, 0xC0, 0x80], "{\"x\":\"😀\"}"u8.ToArray()];
            var events = raws.Select((raw, i) => With(Event(amount: i), raw, Received)).ToArray();

            await store.AppendAsync(new AppendId(1, 1), events);

            Assert.Equal(
                events.Select(item => StoredText.Of(item) + " x1").Order(),
                (await EventTextsAsync(store)).Order());
        }),
        Check("The bytes are copied", async store =>
        {
            var raw = "first"u8.ToArray();
            var item = With(Event(), raw, Received);
            await store.AppendAsync(new AppendId(1, 1), [item]);

            raw.AsSpan().Fill((byte)'x');

            var found = await store.FindAsync(item);
            Assert.Equal("first", Encoding.UTF8.GetString(found.Present().Event.Raw.Span));
        }),
        Check("Texts of any characters come back, and differ where any character does", async store =>
        {
            string[] texts = ["😀", "a", "A", "a\0", "a\0b", "é", "e\u0301", "'; DROP TABLE events; --", "\uFFFD", "\""];
            var events = texts.SelectMany(text => new[] { Event(clientId: text), Event(metric: text) }).ToArray();

            await store.AppendAsync(new AppendId(1, 1), events);

            Assert.Equal(
                events.Select(item => StoredText.Of(item) + " x1").Order(),
                (await EventTextsAsync(store)).Order());
        }),
        Check("Amounts come back with every digit", async store =>
        {
            decimal[] amounts =
                [0, -1, 1.50m, decimal.MaxValue, decimal.MinValue, 0.0000000000000000000000000001m, 1e-5m, -0.1m];
            var events = amounts.Select(amount => Event(amount: amount)).ToArray();

            await store.AppendAsync(new AppendId(1, 1), events);

            Assert.Equal(
                events.Select(item => StoredText.Of(item) + " x1").Order(),
                (await EventTextsAsync(store)).Order());
        }),
        Check("Timestamps come back to the nanosecond, from the first year to the last", async store =>
        {
            string[] timestamps =
            [
                "0001-01-01T00:00:00Z", "0001-01-01T00:00:00.000000001Z", "1969-12-31T23:59:59.999999999Z",
                "1970-01-01T00:00:00Z", "2024-02-29T23:59:59.123456789Z", "9999-12-31T23:59:59.999999999Z",
            ];
            var events = timestamps.Select(timestamp => Event(timestamp: timestamp)).ToArray();

            await store.AppendAsync(new AppendId(1, 1), events);

            Assert.Equal(
                events.Select(item => StoredText.Of(item) + " x1").Order(),
                (await EventTextsAsync(store)).Order());
            foreach (var item in events)
            {
                Assert.NotNull(await store.FindAsync(item));
            }
        }),
        Check("Further fields of every kind come back, in the identity or not", async store =>
        {
            EventField[] fields =
            [
                new("big", FieldValue.FromInteger(long.MinValue)),
                new("flag", FieldValue.FromBoolean(true)),
                new("not", FieldValue.FromBoolean(false)),
                new("price", FieldValue.FromDecimal(1.10m)),
                new("region", FieldValue.FromText("Zürich \" \\ \0 😀")),
                new("seen", FieldValue.FromInstant(At("1999-12-31T23:59:59.999999999Z"))),
            ];
            IdentifiedEvent[] events = [WithFields([.. fields]), Keyed("client_A", "k\0😀", 5)];

            await store.AppendAsync(new AppendId(1, 1), events);

            Assert.Equal(
                events.Select(item => StoredText.Of(item) + " x1").Order(),
                (await EventTextsAsync(store)).Order());
        }),
    ];
}
