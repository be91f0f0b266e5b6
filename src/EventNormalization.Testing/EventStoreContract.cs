using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Identity;
using EventNormalization.Normalization;
using EventNormalization.Storage;
using EventNormalization.Storage.Authoring;
using EventNormalization.Testing.Checking;
using NodaTime;
using static EventNormalization.Testing.SampleEvents;

namespace EventNormalization.Testing;

/// <summary>
/// What <see cref="IEventStore"/> promises, one check for each sentence. Every store passes all of them.
/// </summary>
public static partial class EventStoreContract
{
    /// <summary>
    /// The rules that the contract's events were read by: a store that is bound to rules is opened with them.
    /// </summary>
    public static EventSchema Schema => SampleSchema;

    private static readonly Instant Later = Received + Duration.FromMinutes(5);

    /// <summary>
    /// All checks, in groups: appends, names, contents, spellings, queries, orders, followers, totals, histories.
    /// </summary>
    public static IReadOnlyList<ContractCheck<IEventStore>> Checks { get; } =
    [
        .. AppendChecks, .. NameChecks, .. ContentChecks, .. SpellingChecks, .. QueryChecks, .. OrderChecks,
        .. FollowChecks,
        .. TotalsChecks, .. PeriodChecks, .. WindowChecks, .. MeasureChecks, .. LiveChecks, .. ModelChecks,
        .. HistoryChecks,
    ];

    private static IEnumerable<ContractCheck<IEventStore>> AppendChecks =>
    [
        Check("Every event gets its answer, in the order of delivery", async store =>
        {
            var late = Event(timestamp: "2024-01-15T12:00:00Z");
            var early = Event(timestamp: "2024-01-15T08:00:00Z");

            var outcomes = await store.AppendAsync(new AppendId(1, 1), [late, early]);

            Assert.Equal([AppendOutcome.Added(late.Id, Received), AppendOutcome.Added(early.Id, Received)], outcomes);
        }),
        Check("An empty append has no answers", async store =>
        {
            var first = await store.AppendAsync(new AppendId(1, 1), []);
            var second = await store.AppendAsync(new AppendId(1, 1), []);

            Assert.Empty(first);
            Assert.Empty(second);
        }),
        Check("A duplicate is told when the event was first received and how often it was seen", async store =>
        {
            var item = Event();
            await store.AppendAsync(new AppendId(1, 1), [item]);

            var second = await store.AppendAsync(new AppendId(1, 2), [Again(item, "second", Later)]);
            var third = await store.AppendAsync(new AppendId(1, 3), [Again(item, "third", Later)]);

            Assert.Equal([AppendOutcome.Duplicate(item.Id, Received, 2)], second);
            Assert.Equal([AppendOutcome.Duplicate(item.Id, Received, 3)], third);
            Assert.Equal([StoredText.Of(item) + " x3"], await EventTextsAsync(store));
        }),
        Check("Duplicates within a batch are seen, and the first delivery is the one stored", async store =>
        {
            var item = Event();
            var other = Event(amount: 7);

            var outcomes = await store.AppendAsync(
                new AppendId(1, 1), [item, other, Again(item, "b", Later), other, Again(item, "c", Later)]);

            Assert.Equal(
                [
                    AppendOutcome.Added(item.Id, Received),
                    AppendOutcome.Added(other.Id, Received),
                    AppendOutcome.Duplicate(item.Id, Received, 2),
                    AppendOutcome.Duplicate(other.Id, Received, 2),
                    AppendOutcome.Duplicate(item.Id, Received, 3),
                ],
                outcomes);
            Assert.Contains(StoredText.Of(item) + " x3", await EventTextsAsync(store));
        }),
        Check("The same append again changes nothing and gives its first answers", async store =>
        {
            var known = Event(metric: "visits");
            await store.AppendAsync(new AppendId(1, 1), [known]);
            IdentifiedEvent[] batch = [Event(), known, Event(), Keyed("client_B", "k", 1), Keyed("client_B", "k", 2)];
            var first = await store.AppendAsync(new AppendId(1, 2), batch);
            var before = await StoredText.AllAsync(store);
            await store.AppendAsync(new AppendId(1, 3), batch);
            var between = await StoredText.AllAsync(store);

            var again = await store.AppendAsync(new AppendId(1, 2), batch);

            Assert.Equal(first.Select(StoredText.Of), again.Select(StoredText.Of));
            Assert.NotEqual(before, between);
            Assert.Equal(between, await StoredText.AllAsync(store));
        }),
        Check("A retry after a lost answer stores nothing twice", async store =>
        {
            var batch = Enumerable.Range(0, 50).Select(i => Event(amount: i % 30)).ToArray();
            await store.AppendAsync(new AppendId(9, 1), batch);
            var once = await StoredText.AllAsync(store);

            var retried = await store.AppendAsync(new AppendId(9, 1), batch);

            Assert.Equal(30, retried.Count(outcome => outcome.Kind == AppendOutcomeKind.Added));
            Assert.Equal(once, await StoredText.AllAsync(store));
        }),
        Check("Appends of the same number but of another run, or the reverse, are other appends", async store =>
        {
            var item = Event();
            await store.AppendAsync(new AppendId(1, 2), [item]);

            var otherRun = await store.AppendAsync(new AppendId(ulong.MaxValue, 2), [item]);
            var otherSequence = await store.AppendAsync(new AppendId(1, ulong.MaxValue), [item]);

            Assert.Equal([AppendOutcome.Duplicate(item.Id, Received, 2)], otherRun);
            Assert.Equal([AppendOutcome.Duplicate(item.Id, Received, 3)], otherSequence);
        }),
        Check("Other content under a client's key is a conflict and changes nothing", async store =>
        {
            var holder = Keyed("client_A", "order-1", 10);
            var rival = Keyed("client_A", "order-1", 11);
            await store.AppendAsync(new AppendId(1, 1), [holder]);
            await store.AppendAsync(new AppendId(1, 2), [Again(holder, "again", Later)]);
            var before = await StoredText.AllAsync(store);

            var outcomes = await store.AppendAsync(new AppendId(1, 3), [rival, rival]);

            Assert.Equal(Enumerable.Repeat(AppendOutcome.Conflict(rival.Id, holder.Id, Received, 2), 2), outcomes);
            Assert.Equal(before, await StoredText.AllAsync(store));
            Assert.Null(await store.FindAsync(rival));
        }),
        Check("Within a batch the first delivery of a key has it", async store =>
        {
            var first = Keyed("client_A", "order-1", 10);
            var rival = Keyed("client_A", "order-1", 9);

            var outcomes = await store.AppendAsync(new AppendId(1, 1), [first, rival, first]);

            Assert.Equal(
                [
                    AppendOutcome.Added(first.Id, Received),
                    AppendOutcome.Conflict(rival.Id, first.Id, Received, 1),
                    AppendOutcome.Duplicate(first.Id, Received, 2),
                ],
                outcomes);
        }),
        Check("Keys of different clients, and keys that differ in case, do not meet", async store =>
        {
            var outcomes = await store.AppendAsync(
                new AppendId(1, 1),
                [Keyed("client_A", "k", 1), Keyed("client_B", "k", 2), Keyed("client_A", "K", 3), Event()]);

            Assert.All(outcomes, outcome => Assert.Equal(AppendOutcomeKind.Added, outcome.Kind));
        }),
        Check("An append that is cancelled before it begins changes nothing", async store =>
        {
            using var cancelled = new CancellationTokenSource();
            await cancelled.CancelAsync();

            await Assert.ThrowsAnyAsync<OperationCanceledException>(
                async () => await store.AppendAsync(new AppendId(1, 1), [Event()], cancelled.Token));

            Assert.Empty(await EventTextsAsync(store));
            Assert.Empty(await StoredText.StatisticsAsync(store));
            Assert.Equal(
                [AppendOutcome.Added(Event().Id, Received)], await store.AppendAsync(new AppendId(1, 1), [Event()]));
        }),
        Check("Of many who append the same events at once, one stores each and the others count it", async store =>
        {
            var events = Enumerable.Range(0, 40).Select(i => Event(amount: i)).ToArray();

            var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(writer => Concurrently.Run(async () =>
            {
                var answers = new List<AppendOutcome>();
                for (var i = 0; i < events.Length; i += 10)
                {
                    answers.AddRange(
                        await store.AppendAsync(new AppendId((ulong)writer, (ulong)i), events[i..(i + 10)]));
                }

                return answers;
            })));

            Assert.Equal(
                40, outcomes.SelectMany(answers => answers).Count(answer => answer.Kind == AppendOutcomeKind.Added));
            Assert.Equal(
                Enumerable.Range(0, 40).SelectMany(_ => Enumerable.Range(1, 8)).Order(),
                outcomes.SelectMany(answers => answers).Select(answer => (int)answer.Occurrences).Order());
            Assert.All(await StoredText.EventsAsync(store, EventQuery.All), item => Assert.Equal(8, item.Occurrences));
            Assert.Equal(["client_A: 320 = 40 + 280"], await StoredText.StatisticsAsync(store));
        }),
        Check("Null appends are refused before anything is stored", async store =>
        {
            await Assert.ThrowsAsync<ArgumentNullException>(
                async () => await store.AppendAsync([Append.Of(new AppendId(1, 1), Event()), null!]));

            Assert.Empty(await EventTextsAsync(store));
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
        Func<ValueTask<IEventStore>> makeStore,
        int seed = ContractCheck<IEventStore>.DefaultSeed) =>
        Checks.Single(check => check.Sentence == sentence).RunAsync(makeStore, seed);

    private static ContractCheck<IEventStore> Check(string sentence, Func<IEventStore, Task> run) =>
        new(sentence, async makeStore => await run(await makeStore()));

    private static async Task<string[]> EventTextsAsync(IEventStore store, EventQuery? query = null) =>
        [.. (await StoredText.EventsAsync(store, query ?? EventQuery.All)).Select(StoredText.Of)];
}
