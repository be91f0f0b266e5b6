using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using EventNormalization.Queries;
using EventNormalization.Storage;
using EventNormalization.Storage.Authoring;
using EventNormalization.Testing.Checking;
using static EventNormalization.Testing.QueueSteps;
using static EventNormalization.Testing.SampleEvents;

namespace EventNormalization.Testing;

/// <summary>
/// What <see cref="IFailedEventQueue"/> promises, one check for each sentence. Every queue passes all.
/// </summary>
public static partial class FailedEventQueueContract
{
    private static readonly UncertainAppend Lost = new(new AppendId(3, 4), 2, 17);

    /// <summary>
    /// All checks, in groups: leases and settlements, what is uncertain, decisions, repetition, reading, histories.
    /// </summary>
    public static IReadOnlyList<ContractCheck<IFailedEventQueue>> Checks { get; } =
    [
        Check("A lease writes a name, the deliveries that it speaks for and an attempt", async steps =>
        {
            await steps.RecordAsync(Delivery("a"), Delivery("a"));

            var request = steps.Request(0);
            var leased = (await steps.Queue.LeaseAsync(steps.Step(), request)).Single();

            Assert.Equal("Retrying 1: 2 retrying", WordsOf(leased.Progress));
            Assert.Equal(request.FirstName, leased.Progress.RetryName);
            Assert.Equal(new FailedLease("worker", Minute(10)), leased.Progress.Lease);
            Assert.Equal(1, leased.Progress.Attempts);
            Assert.Equal(leased.Progress, (await steps.FindAsync("a")).Progress);
        }),
        Check("Nobody else gets a leased entry; after the lease the next holder gets the same name", async steps =>
        {
            await steps.RecordAsync(Delivery("a"));
            var name = await steps.LeasedNameAsync();
            await steps.RecordAsync(Delivery("a"));

            Assert.Empty(await steps.LeaseAsync(9, "other"));
            var again = (await steps.LeaseAsync(10, "other")).Single();

            Assert.Equal(name, again.Progress.RetryName);
            Assert.Equal("Retrying 1: 1 pending, 1 retrying", WordsOf(again.Progress));
            Assert.Equal(("other", 2), (again.Progress.Lease.Present().Holder, again.Progress.Attempts));
        }),
        Check("A settlement moves the deliveries under its name, and those that came meanwhile wait", async steps =>
        {
            await steps.RecordAsync(Delivery("a"), Delivery("a"));
            var name = await steps.LeasedNameAsync();
            await steps.RecordAsync(Delivery("a"));

            Assert.Equal(QueueOutcome.Done, await steps.AcceptAsync("a", name));

            Assert.Equal("Pending 1: 1 pending, 2 settled", await steps.TextAsync("a"));
            Assert.NotEqual(name, await steps.LeasedNameAsync(1));
        }),
        Check("A settlement under another name changes nothing", async steps =>
        {
            await steps.RecordAsync(Delivery("a"));
            var name = await steps.LeasedNameAsync();

            Assert.Equal(QueueOutcome.OtherName, await steps.AcceptAsync("a", new AppendId(1, 1)));
            Assert.Equal("Retrying 1: 1 retrying", await steps.TextAsync("a"));
            Assert.Equal(QueueOutcome.Done, await steps.AcceptAsync("a", name));
            Assert.Equal(QueueOutcome.OtherName, await steps.AcceptAsync("a", name));
            Assert.Equal("Settled 1: 1 settled", await steps.TextAsync("a"));
            Assert.Equal(QueueOutcome.NotFound, await steps.AcceptAsync("b", name));
        }),
        Check("A certain settlement counts whoever gives it, and once", async steps =>
        {
            await steps.RecordAsync(Delivery("a"));
            var name = await steps.LeasedNameAsync();
            await steps.LeaseAsync(10, "other");

            Assert.Equal(QueueOutcome.Done, await steps.AcceptAsync("a", name, 11, "worker"));
            Assert.Equal(QueueOutcome.OtherName, await steps.AcceptAsync("a", name, 12, "other"));
            Assert.Equal("Settled 1: 1 settled", await steps.TextAsync("a"));
            Assert.Equal(Event().Id, (await steps.FindAsync("a")).Id);
        }),
        Check("What failed again keeps its name and is not leased before its time", async steps =>
        {
            await steps.RecordAsync(Delivery("a"));
            var name = await steps.LeasedNameAsync();

            await steps.SettleAsync(Settlement.FailedAgain(KeyOf("a"), name, [Reasons[0]], Minute(5)), 1);

            Assert.Equal("Retrying 1: 1 retrying", await steps.TextAsync("a"));
            Assert.Empty(await steps.LeaseAsync(4));
            Assert.Equal(name, await steps.LeasedNameAsync(5));
        }),
        Check("A failure that comes late does not end the lease of another holder", async steps =>
        {
            await steps.RecordAsync(Delivery("a"));
            var name = await steps.LeasedNameAsync();
            await steps.LeaseAsync(10, "other");

            var answer = await steps.SettleAsync(
                Settlement.FailedAgain(KeyOf("a"), name, Reasons, Minute(11)), 11, "worker");

            Assert.Equal(QueueOutcome.LeaseLost, answer);
            Assert.Empty(await steps.LeaseAsync(12, "third"));
        }),
        Check("Each way to settle leads to its state", async steps =>
        {
            Settlement[] settlements =
            [
                Settlement.Accepted(KeyOf("a"), await NameOfAsync("a"), Event().Id),
                Settlement.Duplicate(KeyOf("b"), await NameOfAsync("b"), Event().Id),
                Settlement.Conflict(KeyOf("c"), await NameOfAsync("c"), Event(amount: 2).Id, Reasons),
                Settlement.Parked(KeyOf("d"), await NameOfAsync("d"), Reasons),
                Settlement.Rejected(KeyOf("e"), await NameOfAsync("e"), Reasons),
                Settlement.Withdrawn(KeyOf("f"), await NameOfAsync("f"), Minute(9)),
            ];

            await steps.Queue.SettleAsync(steps.Step(), settlements);

            Assert.Equal(
                [
                    "Settled 1: 1 settled", "Settled 1: 1 settled", "Conflict 1: 1 conflict", "Parked 1: 1 parked",
                    "Rejected 1: 1 rejected", "Pending 1: 1 pending",
                ],
                await TextsAsync(steps, "a", "b", "c", "d", "e", "f"));
            Assert.Equal(Event(amount: 2).Id, (await steps.FindAsync("c")).StoredId);
            Assert.Empty(await steps.LeaseAsync(8));
            Assert.NotEqual(settlements[5].Name, await steps.LeasedNameAsync(9));

            async Task<AppendId> NameOfAsync(string raw)
            {
                await steps.RecordAsync(Delivery(raw));
                return await steps.LeasedNameAsync();
            }
        }),
        Check("A delivery of settled, parked or discarded bytes begins a new generation; earlier counts stay",
            async steps =>
            {
                await steps.RecordAsync(Delivery("a"), Delivery("b"), Delivery("c"));
                await steps.DiscardAsync("c");
                foreach (var entry in await steps.LeaseAsync(countMax: 2))
                {
                    await steps.SettleAsync(entry.Key == KeyOf("a")
                        ? Settlement.Accepted(entry.Key, entry.Progress.RetryName.Present(), Event().Id)
                        : Settlement.Parked(entry.Key, entry.Progress.RetryName.Present(), Reasons));
                }

                await steps.ArchiveAsync("a");
                await steps.RecordAsync(Delivery("a", FailedEventState.Rejected), Delivery("b"), Delivery("c"));

                Assert.Equal(
                    [
                        "Rejected 2: 1 rejected, 1 settled", "Pending 2: 1 pending, 1 parked",
                        "Pending 2: 1 pending, 1 discarded",
                    ],
                    await TextsAsync(steps, "a", "b", "c"));
                Assert.False((await steps.FindAsync("a")).Progress.IsArchived);
                Assert.Equal(0, (await steps.FindAsync("b")).Progress.Attempts);
            }),
        Check("A delivery whose append had no answer is under no retry name until it is asked about", async steps =>
        {
            await steps.RecordAsync(Delivery("a", uncertain: Lost), Delivery("a"), Delivery("b", uncertain: Lost));

            var leased = await steps.LeaseAsync(countMax: 9);

            Assert.Equal(
                ["Retrying 1: 1 pending, 1 retrying, 1 uncertain", "Pending 1: 1 pending, 1 uncertain"],
                leased.Select(entry => WordsOf(entry.Progress)));
            Assert.Null(leased[1].Progress.RetryName);
            Assert.Equal([Lost], await steps.Queue.ReadUncertainAsync(KeyOf("a")));
            Assert.Equal(QueueOutcome.Done, await steps.ResolveAsync(UncertainResolution.Void(KeyOf("b"), Lost)));
            Assert.Equal("Retrying 1: 1 retrying", WordsOf((await steps.LeaseAsync(1)).Single().Progress));
        }),
        Check("A rejected delivery leaves those that are uncertain pending", async steps =>
        {
            await steps.RecordAsync(Delivery("a", uncertain: Lost), Delivery("a"));

            await steps.RecordAsync(Delivery("a", FailedEventState.Rejected));

            Assert.Equal("Pending 1: 1 pending, 2 rejected, 1 uncertain", await steps.TextAsync("a"));
        }),
        Check("An append that was asked about counts as it ended, once", async steps =>
        {
            var other = new UncertainAppend(Lost.Id, 3);
            await steps.RecordAsync(Delivery("a", uncertain: Lost), Delivery("a", uncertain: other));

            Assert.Equal(
                QueueOutcome.Done,
                await steps.ResolveAsync(UncertainResolution.AlreadyCounted(KeyOf("a"), Lost, Event().Id)));
            Assert.Equal(
                QueueOutcome.NotFound,
                await steps.ResolveAsync(UncertainResolution.AlreadyCounted(KeyOf("a"), Lost, Event().Id)));
            Assert.Equal("Pending 1: 1 pending, 1 already counted, 1 uncertain", await steps.TextAsync("a"));
            Assert.Equal(QueueOutcome.Done,
                await steps.ResolveAsync(UncertainResolution.Conflict(KeyOf("a"), other, Event(amount: 2).Id)));
            Assert.Equal("Conflict 1: 1 conflict, 1 already counted", await steps.TextAsync("a"));
            Assert.Empty(await steps.Queue.ReadUncertainAsync(KeyOf("a")));
        }),
        Check("Entries are leased the longest due first, as many as asked for, under names one after the other",
            async steps =>
            {
                await steps.RecordAsync(Delivery("a"), Delivery("b"), Delivery("c"), Delivery("d"));
                await steps.SettleAsync(Settlement.Withdrawn(KeyOf("a"), await steps.LeasedNameAsync(), Minute(2)));

                var request = steps.Request(3, 3);
                var leased = await steps.Queue.LeaseAsync(steps.Step(3), request);

                Assert.Equal(["b", "c", "d"], leased.Select(entry => Encoding.UTF8.GetString(entry.Raw.Span)));
                Assert.Equal(Enumerable.Range(0, 3).Select(request.NameAt),
                    leased.Select(entry => entry.Progress.RetryName.Present()));
                Assert.Equal(["a"],
                    (await steps.LeaseAsync(3, countMax: 9)).Select(entry => Encoding.UTF8.GetString(entry.Raw.Span)));
            }),
        Check("Many workers may lease at once, and each entry is held by one", async steps =>
        {
            await steps.RecordAsync([.. Enumerable.Range(0, 40).Select(i => Delivery("raw " + i))]);

            var leased = await Task.WhenAll(Enumerable.Range(0, 8).Select(worker => Concurrently.Run(
                async () => await steps.LeaseAsync(0, "worker " + worker, 7))));

            Assert.Equal(40, leased.Sum(one => one.Count));
            Assert.Equal(40, leased.SelectMany(one => one).Select(entry => entry.Key).Distinct().Count());
            Assert.Equal(
                40, leased.SelectMany(one => one).Select(entry => entry.Progress.RetryName).Distinct().Count());
        }),
        .. Leases,
        .. Decisions,
        .. Repetitions,
        .. Readings,
        .. QueueHistories.Checks,
    ];

    /// <summary>Runs the check with this sentence.</summary>
    /// <param name="sentence">One of the sentences.</param>
    /// <param name="makeQueue">Makes a new, empty queue at each call; the check disposes what it made.</param>
    /// <param name="seed">Where random histories begin.</param>
    /// <returns>A task that ends when the promise is known to be kept.</returns>
    /// <exception cref="InvalidOperationException">No check has the sentence.</exception>
    /// <exception cref="ContractViolationException">The promise is not kept.</exception>
    public static Task RunAsync(
        string sentence,
        Func<ValueTask<IFailedEventQueue>> makeQueue,
        int seed = ContractCheck<IFailedEventQueue>.DefaultSeed) =>
        Checks.Single(check => check.Sentence == sentence).RunAsync(makeQueue, seed);

    private static ContractCheck<IFailedEventQueue> Check(string sentence, Func<QueueSteps, Task> run) =>
        new(sentence, async makeQueue =>
            await run(new QueueSteps(await makeQueue())));

    private static async Task<string[]> TextsAsync(QueueSteps steps, params string[] raws)
    {
        var texts = new List<string>();
        foreach (var raw in raws)
        {
            texts.Add(await steps.TextAsync(raw));
        }

        return [.. texts];
    }
}
