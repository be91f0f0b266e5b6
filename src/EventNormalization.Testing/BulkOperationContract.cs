using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using EventNormalization.Queries;
using EventNormalization.Storage;
using EventNormalization.Testing.Checking;
using NodaTime;
using static EventNormalization.Testing.QueueSteps;

namespace EventNormalization.Testing;

/// <summary>
/// What <see cref="IBulkOperationQueue"/> promises beside what every queue does, one check for each sentence.
/// </summary>
public static partial class BulkOperationContract
{
    private static readonly BulkOutcome[] Two = [BulkOutcome.Accepted, BulkOutcome.Ignored];

    /// <summary>All checks: beginnings, leases, reports, ends.</summary>
    public static IReadOnlyList<ContractCheck<IBulkOperationQueue>> Checks { get; } =
    [
        Check("The entries of an operation are those that match when it begins, in order, whatever becomes of them",
            async steps =>
            {
                await steps.RecordAsync(
                    Delivery("a"), Delivery("b", FailedEventState.Rejected), Delivery("c"), Delivery("d"));
                await steps.ArchiveAsync("c");
                var operation = await steps.BeginAsync(EventPredicate.State(FailedEventState.Pending));
                await steps.RecordAsync(Delivery("e"));
                await steps.DiscardAsync("a");

                Assert.Equal((2L, 0L, BulkOperationState.Running), (operation.Total, operation.Done, operation.State));
                Assert.Equal([KeyOf("a"), KeyOf("d")], await steps.KeysAsync(operation));
                Assert.Equal(
                    [KeyOf("c")],
                    await steps.KeysAsync(await steps.BeginAsync(EventPredicate.Everything, ArchivedEntries.Only)));
                Assert.Equal(5, (await steps.BeginAsync(EventPredicate.Everything, ArchivedEntries.Included)).Total);
            }),
        Check("Many entries are chosen whole, and read from any place", async steps =>
        {
            await steps.RecordAsync([.. Enumerable.Range(0, 2_500).Select(i => Delivery("raw " + i))]);
            var operation = await steps.BeginAsync(EventPredicate.Everything);

            var rest = await steps.Queue.ReadSelectionAsync(operation.Id, 2_498, 9);
            var some = await steps.Queue.ReadSelectionAsync(operation.Id, 999, 3);

            Assert.Equal(2_500, operation.Total);
            Assert.Equal([KeyOf("raw 2498"), KeyOf("raw 2499")], rest.Select(entry => entry.Key));
            Assert.Equal([KeyOf("raw 999"), KeyOf("raw 1000"), KeyOf("raw 1001")], some.Select(entry => entry.Key));
            Assert.Empty(await steps.Queue.ReadSelectionAsync(operation.Id, 2_500, 9));
            Assert.Empty(await steps.Queue.ReadSelectionAsync(operation.Id + 1, 0, 9));
        }),
        Check("Named entries are kept in their order, each once, and it is told which there was something to do with",
            async steps =>
            {
                await steps.RecordAsync(Delivery("a"), Delivery("b"), Delivery("c"));
                await steps.DiscardAsync("b");
                var operation = await steps.BeginAsync("c", "x", "b", "a", "c");

                Assert.Equal(
                    [(KeyOf("c"), true), (KeyOf("x"), false), (KeyOf("b"), false), (KeyOf("a"), true)],
                    (await steps.Queue.ReadSelectionAsync(operation.Id, 0, 9)).Select(one => (one.Key, one.Applies)));
            }),
        Check("An operation says what, who, when and why, and the last begun is read first", async steps =>
        {
            await steps.RecordAsync(Delivery("a"));
            var first = await steps.BeginAsync("a");
            var second = await steps.BeginAsync("a");

            Assert.Equal(
                (BulkOperationKind.Retry, "ann", "why", Minute(0), ""),
                (first.Kind, first.By, first.Note, first.StartedAt, first.Error));
            Assert.Equal(first, await steps.Queue.FindOperationAsync(first.Id));
            Assert.Equal([second, first], await steps.Queue.ReadOperationsAsync(9));
            Assert.Equal([second], await steps.Queue.ReadOperationsAsync(1));
            Assert.Null(await steps.Queue.FindOperationAsync(first.Id + second.Id));
        }),
        Check("An operation without entries is done at once", async steps =>
        {
            var operation = await steps.BeginAsync(EventPredicate.Everything);

            Assert.Equal(
                (BulkOperationState.Done, 0L, (Instant?)Minute(0)),
                (operation.State, operation.Total, operation.EndedAt));
            Assert.Null(await steps.LeaseAsync(1));
        }),
        .. Leases,
        .. Reports,
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
        Func<ValueTask<IBulkOperationQueue>> makeQueue,
        int seed = ContractCheck<IBulkOperationQueue>.DefaultSeed) =>
        Checks.Single(check => check.Sentence == sentence).RunAsync(makeQueue, seed);

    private static ContractCheck<IBulkOperationQueue> Check(string sentence, Func<OperationSteps, Task> run) =>
        new(sentence, async makeQueue => await run(new OperationSteps(await makeQueue())));
}
