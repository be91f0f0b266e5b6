using System;
using System.Linq;
using System.Threading.Tasks;
using EventNormalization.Queries;
using EventNormalization.Storage;
using EventNormalization.Storage.Authoring;
using EventNormalization.Testing.Checking;
using NodaTime;
using static EventNormalization.Testing.QueueSteps;

namespace EventNormalization.Testing;

/// <content>Leases, reports, ends, repetition.</content>
public static partial class BulkOperationContract
{
    private static ContractCheck<IBulkOperationQueue>[] Leases =>
    [
        Check("Nobody else gets a leased operation; after the lease the next holder does, the longest due first",
            async steps =>
            {
                await steps.RecordAsync(Delivery("a"));
                var (first, second) = (await steps.BeginAsync("a"), await steps.BeginAsync("a"));

                var leased = (await steps.LeaseAsync(1, "one")).Present();
                Assert.Equal((first.Id, new FailedLease("one", Minute(11))), (leased.Id, leased.Lease.Present()));
                Assert.Equal(second.Id, (await steps.LeaseAsync(2, "two")).Present().Id);
                Assert.Null(await steps.LeaseAsync(10, "three"));
                Assert.Equal(Minute(11), await steps.Queue.ReadNextOperationDueAsync());
                Assert.Equal(first.Id, (await steps.LeaseAsync(11, "three")).Present().Id);
            }),
        Check("Many workers may lease at once, and one of them holds the operation", async steps =>
        {
            await steps.RecordAsync(Delivery("a"));
            await steps.BeginAsync("a");

            var leased = await Task.WhenAll(Enumerable.Range(0, 8).Select(worker => Concurrently.Run(
                async () => await steps.LeaseAsync(0, "worker " + worker))));

            Assert.Equal(1, leased.Count(one => one is not null));
        }),
        Check("What ended is removed after seven days, and what runs never is", async steps =>
        {
            await steps.RecordAsync(Delivery("a"), Delivery("b"));
            var (ended, running) = (await steps.BeginAsync("a"), await steps.BeginAsync("b"));
            await steps.LeaseAsync(0);
            await steps.AdvanceAsync(ended, 0, 0, BulkOutcome.Accepted);
            var week = (int)BulkOperation.KeptFor.TotalMinutes;

            await steps.LeaseAsync(week - 1);
            Assert.Equal([running.Id, ended.Id], (await steps.Queue.ReadOperationsAsync(9)).Select(one => one.Id));
            await steps.LeaseAsync(week, "other");
            Assert.Equal([running.Id], (await steps.Queue.ReadOperationsAsync(9)).Select(one => one.Id));
            Assert.Equal([KeyOf("b")], await steps.KeysAsync(running));
        }),
    ];

    private static ContractCheck<IBulkOperationQueue>[] Reports =>
    [
        Check("Outcomes count once, and an operation ends with its last entry", async steps =>
        {
            await steps.RecordAsync(Delivery("a"), Delivery("b"), Delivery("c"));
            var operation = await steps.BeginAsync("a", "b", "c");
            await steps.LeaseAsync(0);

            Assert.Equal(QueueOutcome.Done, await steps.AdvanceAsync(operation, 0, 1, Two));
            Assert.Equal(QueueOutcome.LeaseLost, await steps.AdvanceAsync(operation, 0, 1, Two));
            var half = (await steps.Queue.FindOperationAsync(operation.Id)).Present();
            Assert.Equal((2L, 1L, 1L), (half.Done, half.Counts.Accepted, half.Counts.Ignored));
            Assert.Equal(new FailedLease("worker", Minute(11)), half.Lease.Present());

            Assert.Equal(QueueOutcome.Done, await steps.AdvanceAsync(operation, 2, 2, BulkOutcome.Duplicate));
            var done = (await steps.Queue.FindOperationAsync(operation.Id)).Present();
            Assert.Equal(
                (BulkOperationState.Done, 3L, 1L, (Instant?)Minute(2)),
                (done.State, done.Done, done.Counts.Duplicates, done.EndedAt));
            Assert.Equal(QueueOutcome.NotInState, await steps.AdvanceAsync(operation, 3, 3));
            Assert.Empty(await steps.KeysAsync(operation));
        }),
        Check("Each outcome is counted as what it is", async steps =>
        {
            var outcomes = Enum.GetValues<BulkOutcome>();
            await steps.RecordAsync([.. outcomes.Select((_, i) => Delivery("raw " + i))]);
            var operation = await steps.BeginAsync(EventPredicate.Everything);
            await steps.LeaseAsync(0);

            await steps.AdvanceAsync(operation, 0, 1, [outcomes[0], .. outcomes[..^1]]);

            var counts = (await steps.Queue.FindOperationAsync(operation.Id)).Present().Counts;
            Assert.Equal(
                [2, .. Enumerable.Repeat(1L, outcomes.Length - 2), 0], outcomes.Select(outcome => counts.Of(outcome)));
        }),
        Check("Who has lost the lease reports nothing, and the next holder goes on from what was reported",
            async steps =>
            {
                await steps.RecordAsync(Delivery("a"), Delivery("b"));
                var operation = await steps.BeginAsync("a", "b");
                await steps.LeaseAsync(0, "one");
                await steps.ReportAsync(OperationSteps.Accepted(operation, 0, 0), 0, "one");

                var next = (await steps.LeaseAsync(10, "two")).Present();

                Assert.Equal(1, next.Done);
                Assert.Equal(
                    QueueOutcome.LeaseLost,
                    await steps.ReportAsync(OperationSteps.Accepted(operation, 1, 10), 10, "one"));
                Assert.Equal(
                    QueueOutcome.Done, await steps.ReportAsync(OperationSteps.Accepted(operation, 1, 10), 10, "two"));
                Assert.Equal(2, (await steps.Queue.FindOperationAsync(operation.Id)).Present().Counts.Accepted);
            }),
        Check("More outcomes than entries are refused, and change nothing", async steps =>
        {
            await steps.RecordAsync(Delivery("a"));
            var operation = await steps.BeginAsync("a");
            var leased = (await steps.LeaseAsync(0)).Present();

            await Assert.ThrowsAsync<ArgumentException>(async () => await steps.AdvanceAsync(operation, 0, 0, Two));

            Assert.Equal(leased, await steps.Queue.FindOperationAsync(operation.Id));
        }),
        Check("What is postponed waits for its time, what is released does not, what failed has ended", async steps =>
        {
            await steps.RecordAsync(Delivery("a"));
            var operation = await steps.BeginAsync("a");
            await steps.LeaseAsync(0);

            await steps.ReportAsync(BulkReport.Postponed(operation.Id, "down", Minute(5)), 1);
            Assert.Equal("down", (await steps.Queue.FindOperationAsync(operation.Id)).Present().Error);
            Assert.Null(await steps.LeaseAsync(4));
            await steps.LeaseAsync(5);
            await steps.ReportAsync(BulkReport.Released(operation.Id), 6);
            await steps.LeaseAsync(6, "other");
            Assert.Equal(QueueOutcome.LeaseLost, await steps.ReportAsync(BulkReport.Failed(operation.Id, "late"), 7));
            Assert.Equal(
                QueueOutcome.Done, await steps.ReportAsync(BulkReport.Failed(operation.Id, "damaged"), 8, "other"));

            var failed = (await steps.Queue.FindOperationAsync(operation.Id)).Present();
            Assert.Equal(
                (BulkOperationState.Failed, "damaged", (Instant?)Minute(8)),
                (failed.State, failed.Error, failed.EndedAt));
            Assert.Null(await steps.LeaseAsync(30));
        }),
        Check("The same step of an operation again changes nothing and gives the first answer", async steps =>
        {
            await steps.RecordAsync(Delivery("a"), Delivery("b"));
            var queue = steps.Queue;
            var (begin, lease, report) = (steps.NewBegin(), steps.Step(1), steps.Step(2));
            var request = new BulkRequest { Kind = BulkOperationKind.Retry };
            var operation = await queue.BeginOperationAsync(begin, request);
            await steps.DiscardAsync("a");
            Assert.Equal(operation, await queue.BeginOperationAsync(begin, request));
            var other = steps.NewBegin();
            other = new QueueStep
            {
                Id = new AppendId(begin.Id.Run, begin.Id.Sequence + 1), By = other.By, At = other.At,
            };
            await Assert.ThrowsAsync<ArgumentException>(async () => await queue.BeginOperationAsync(other, request));

            var leased = await queue.LeaseOperationAsync(lease, Minute(11));
            Assert.Equal(leased, await queue.LeaseOperationAsync(lease, Minute(11)));

            var advanced = BulkReport.Advanced(operation.Id, 0, [BulkOutcome.Ignored], Minute(12));
            Assert.Equal(QueueOutcome.Done, await queue.ReportOperationAsync(report, advanced));
            Assert.Equal(QueueOutcome.Done, await queue.ReportOperationAsync(report, advanced));
            Assert.Equal(1, (await queue.FindOperationAsync(operation.Id)).Present().Counts.Ignored);
            Assert.Equal(2, operation.Total);
            Assert.Equal(1, (await queue.ReadOperationsAsync(9)).Count);
        }),
    ];
}
