using System;
using System.Collections.Generic;
using System.Linq;
using EventNormalization.Storage;
using EventNormalization.Storage.Authoring;
using EventNormalization.Testing.Checking;
using NodaTime;
using static EventNormalization.Testing.SampleEvents;

namespace EventNormalization.Testing;

/// <content>Names of appends: several in one call, other content, closed names, deliveries and their origin.</content>
public static partial class EventStoreContract
{
    private static IEnumerable<ContractCheck<IEventStore>> NameChecks =>
    [
        Check("Several appends of one call are answered one by one, in order, as if made one after the other",
            async store =>
            {
                var (first, second) = (Event(amount: 1), Event(amount: 2));

                var answers = await store.AppendAsync(
                    [Append.Of(new AppendId(1, 1), first, second), Append.Of(new AppendId(2, 1), second),
                     Append.Of(new AppendId(1, 2)), Append.Of(new AppendId(1, 1), first, second)]);

                Assert.Equal(
                    [new AppendId(1, 1), new AppendId(2, 1), new AppendId(1, 2), new AppendId(1, 1)],
                    answers.Select(answer => answer.Id));
                Assert.Equal(
                    [AppendOutcome.Added(first.Id, Received), AppendOutcome.Added(second.Id, Received)],
                    answers[0].Outcomes.Select(outcome => outcome.Present()));
                Assert.Equal(AppendOutcome.Duplicate(second.Id, Received, 2), Assert.Single(answers[1].Outcomes));
                Assert.Empty(answers[2].Outcomes);
                Assert.Equal(answers[0].Outcomes.AsEnumerable(), answers[3].Outcomes);
                Assert.Equal(["client_A: 3 = 2 + 1"], await StoredText.StatisticsAsync(store));
            }),
        Check("A call without appends has no answers", async store => Assert.Empty(await store.AppendAsync([]))),
        Check("A name that is used again for something else is a fault, and its neighbours are stored", async store =>
        {
            var item = Event(amount: 1);
            var name = new AppendId(1, 1);
            await store.AppendAsync(name, [item]);
            Append[] others =
            [
                Append.Of(name, Event(amount: 2)), Append.Of(name), Append.Of(name, item, item),
                new(name, [new AppendItem(item, 2)]), new(name, [new AppendItem(item)], AppendOrigin.Retry),
            ];

            foreach (var other in others)
            {
                var neighbour = Append.Of(new AppendId(2, (ulong)other.Items.Length), Event(amount: 9));
                var answers = await store.AppendAsync([other, neighbour]);

                Assert.Equal(AppendErrorKind.OtherContent, answers[0].Error.Present().Kind);
                Assert.Contains(name.ToString(), answers[0].Error.Present().Message, StringComparison.Ordinal);
                Assert.Empty(answers[0].Outcomes);
                Assert.Null(answers[1].Error);
            }

            Assert.Null(await store.FindAsync(Event(amount: 2)));
            Assert.Equal(1, (await store.FindAsync(item)).Present().Occurrences);
        }),
        Check("A closed name never lands afterwards, and closing again says so again", async store =>
        {
            var name = new AppendId(1, 1);

            Assert.Null(await store.CloseAsync(new AppendName(name)));
            var late = await store.AppendAsync(Append.Of(name, Event()));

            Assert.Equal(AppendErrorKind.Closed, late.Error.Present().Kind);
            Assert.Null(await store.CloseAsync(new AppendName(name)));
            Assert.Null(await store.CloseAsync(new AppendName(name, part: 0)));
            Assert.Equal(
                AppendErrorKind.Closed, (await store.AppendAsync(Append.Of(name, Event()))).Error.Present().Kind);
            Assert.Empty(await EventTextsAsync(store));
            Assert.Empty(await StoredText.StatisticsAsync(store));
            Assert.Null((await store.AppendAsync(Append.Of(new AppendId(1, 2), Event()))).Error);
        }),
        Check("Closing the name of an append that took effect gives its first answer, and it may be asked again",
            async store =>
            {
                var append = Append.Of(
                    new AppendId(1, 1), Event(), Event(), Keyed("client_B", "k", 1), Keyed("client_B", "k", 2));
                var first = await store.AppendAsync(append);
                await store.AppendAsync(new AppendId(1, 2), [Event()]);

                var closed = await store.CloseAsync(new AppendName(append.Id));

                Assert.Equal(append.Id, closed.Present().Id);
                Assert.Equal(StoredText.Of(first), StoredText.Of(closed));
                Assert.Equal(StoredText.Of(first), StoredText.Of(await store.AppendAsync(append)));
                Assert.Equal(
                    StoredText.Of(first), StoredText.Of((await store.CloseAsync(new AppendName(append.Id))).Present()));
            }),
        Check("Of an append and a close at once, one wins and both say the same", async store =>
        {
            for (var i = 0UL; i < 50; i++)
            {
                var append = Append.Of(new AppendId(5, i), Event(amount: i));
                var appending = Concurrently.Run(async () => await store.AppendAsync(append));
                var closing = Concurrently.Run(async () => await store.CloseAsync(new AppendName(append.Id)));

                var (answer, closed) = (await appending, await closing);

                Assert.Equal(answer.Error is null, closed is not null);
                Assert.Equal(answer.Error is null, await store.FindAsync(append.Items[0].Event) is not null);
            }
        }),
        Check("A number of deliveries is one accepted and the others duplicates, or duplicates alone", async store =>
        {
            var (item, other) = (Event(amount: 1), Event(amount: 2));
            var first = await store.AppendAsync(
                new Append(new AppendId(1, 1), [new(item, 3), new(other), new(item, 2)]));
            var second = await store.AppendAsync(new Append(new AppendId(1, 2), [new(item, 4)]));

            Assert.Equal(
                [
                    AppendOutcome.Added(item.Id, Received), AppendOutcome.Added(other.Id, Received),
                    AppendOutcome.Duplicate(item.Id, Received, 5),
                ],
                first.Outcomes.Select(outcome => outcome.Present()));
            Assert.Equal(AppendOutcome.Duplicate(item.Id, Received, 9), Assert.Single(second.Outcomes));
            Assert.Equal(9, (await store.FindAsync(item)).Present().Occurrences);
            Assert.Equal(["client_A: 10 = 2 + 8"], await StoredText.StatisticsAsync(store));
        }),
        Check("Deliveries that are retried count as taken over and not as received", async store =>
        {
            await store.AppendAsync(new Append(new AppendId(1, 1), [new(Event(), 5)], AppendOrigin.Retry));
            await store.AppendAsync(new AppendId(1, 2), [Event(), Event("client_B")]);
            await store.AppendAsync(
                new Append(new AppendId(1, 3), [new(Event("client_C"), 2), new(Keyed("client_C", "k", 1))],
                    AppendOrigin.Retry));
            await store.AppendAsync(
                new Append(new AppendId(1, 4), [new(Keyed("client_C", "k", 2), 7)], AppendOrigin.Retry));

            Assert.Equal(
                ["client_A: 1 + 5 = 1 + 5", "client_B: 1 = 1 + 0", "client_C: 0 + 3 = 2 + 1"],
                await StoredText.StatisticsAsync(store));
        }),
        Check("An event keeps the name of the append that stored it, and tells when it was last received",
            async store =>
            {
                var item = Event();
                await store.AppendAsync(new AppendId(ulong.MaxValue, 1), [item]);
                await store.AppendAsync(
                    new AppendId(2, ulong.MaxValue), [Again(item, "x", Later), Again(item, "y", Received)]);

                var found = await store.FindAsync(item);

                Assert.Equal(new AppendId(ulong.MaxValue, 1), found.Present().FirstAppend);
                Assert.Equal((Received, Later), (found.Event.ReceivedAt, found.LastReceivedAt));
            }),
        Check("Names are known for 30 days and 10,000 appends at least, and closed names for ever", async store =>
        {
            var (old, closed) = (Append.Of(new AppendId(1, 1), Event()), new AppendId(1, 2));
            await store.AppendAsync(old);
            await store.CloseAsync(new AppendName(closed));
            Append[] many = [.. Enumerable.Range(0, 10_000).Select(i => Append.Of(new AppendId(2, (ulong)i)))];
            await store.AppendAsync(many);
            await store.AppendAsync(
                Append.Of(new AppendId(3, 1), Again(Event(amount: 2), "later", Received + Duration.FromDays(30))));
            Assert.StartsWith("Added", StoredText.Of(await store.AppendAsync(old)), StringComparison.Ordinal);

            await store.AppendAsync(
                Append.Of(new AppendId(3, 2), Again(Event(amount: 3), "later", Received + Duration.FromDays(31))));

            Assert.Equal(
                AppendErrorKind.Closed, (await store.AppendAsync(Append.Of(closed, Event()))).Error.Present().Kind);
            Assert.Null(await store.CloseAsync(new AppendName(closed)));
        }),
    ];
}
