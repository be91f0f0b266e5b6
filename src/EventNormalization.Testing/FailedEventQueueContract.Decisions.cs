using System.Linq;
using System.Text;
using EventNormalization.Queries;
using EventNormalization.Storage;
using EventNormalization.Storage.Authoring;
using EventNormalization.Testing.Checking;
using static EventNormalization.Testing.QueueSteps;
using static EventNormalization.Testing.SampleEvents;

namespace EventNormalization.Testing;

/// <content>What people decide: discards, edits, reopening, archives.</content>
public static partial class FailedEventQueueContract
{
    private static ContractCheck<IFailedEventQueue>[] Decisions =>
    [
        Check("Discards and edits are refused while a name or an append is open", async steps =>
        {
            await steps.RecordAsync(Delivery("a"), Delivery("b", uncertain: Lost));
            var name = (await steps.LeaseAsync()).Single().Progress.RetryName.Present();

            foreach (var raw in new[] { "a", "b" })
            {
                Assert.Equal(QueueOutcome.NameOpen, await steps.DiscardAsync(raw));
                Assert.Equal(QueueOutcome.NameOpen, await steps.EditAsync(raw, "x"));
                Assert.Null((await steps.FindAsync(raw)).Edited);
            }

            await steps.SettleAsync(Settlement.Withdrawn(KeyOf("a"), name));
            Assert.Equal(QueueOutcome.Done, await steps.DiscardAsync("a"));
            Assert.Equal(QueueOutcome.NotInState, await steps.DiscardAsync("a"));
            Assert.Equal(QueueOutcome.NotInState, await steps.EditAsync("a", "x"));
        }),
        Check("An edit keeps the bytes received, and speaks for every delivery of its generation", async steps =>
        {
            await steps.RecordAsync(Delivery("a", FailedEventState.Rejected));
            Assert.Equal(QueueOutcome.Done, await steps.EditAsync("a", "mended"));
            await steps.RecordAsync(Delivery("a", FailedEventState.Rejected));

            var leased = (await steps.LeaseAsync(3)).Single();

            Assert.Equal("Retrying 1: 2 retrying", WordsOf(leased.Progress));
            Assert.Equal(
                ["a", "mended"], new[] { leased.Raw, leased.Content }.Select(one => Encoding.UTF8.GetString(one.Span)));
            await steps.AcceptAsync("a", leased.Progress.RetryName.Present());
            await steps.RecordAsync(Delivery("a", FailedEventState.Rejected));
            Assert.Equal("Rejected 2: 1 rejected, 2 settled", await steps.TextAsync("a"));
            Assert.Null((await steps.FindAsync("a")).Edited);
        }),
        Check("What is reopened is due at once, with its attempts before it, and what is settled is not", async steps =>
        {
            await steps.RecordAsync(Delivery("a"), Delivery("b"), Delivery("c", FailedEventState.Rejected));
            await steps.SettleAsync(Settlement.Parked(KeyOf("a"), await steps.LeasedNameAsync(), Reasons));
            await steps.AcceptAsync("b", await steps.LeasedNameAsync());
            await steps.DiscardAsync("c");
            await steps.ArchiveAsync("c");

            Assert.Equal(QueueOutcome.Done, await steps.ReopenAsync("a"));
            Assert.Equal(QueueOutcome.NotInState, await steps.ReopenAsync("b"));
            Assert.Equal(QueueOutcome.Done, await steps.ReopenAsync("c"));

            Assert.Equal(
                ["Pending 1: 1 pending", "Settled 1: 1 settled", "Pending 1: 1 pending"],
                await TextsAsync(steps, "a", "b", "c"));
            Assert.False((await steps.FindAsync("c")).Progress.IsArchived);
            Assert.Equal([1, 1], (await steps.LeaseAsync(1, countMax: 9)).Select(entry => entry.Progress.Attempts));
        }),
        Check("Every act is recorded with who, when and what", async steps =>
        {
            await steps.RecordAsync(Delivery("a"));
            await steps.SettleAsync(Settlement.Parked(KeyOf("a"), await steps.LeasedNameAsync(), Reasons));
            await steps.ReopenAsync("a");
            await steps.EditAsync("a", "x");
            await steps.DiscardAsync("a");
            await steps.ArchiveAsync("a");
            await steps.EditAsync("a", "y");

            Assert.Equal(
                [
                    "Parked worker 0 store.unavailable", "Reopened bob 1 why", "Edited cy 2 why", "Discarded ann 0 why",
                    "Archived ann 0 why",
                ],
                (await steps.Queue.ReadActionsAsync(KeyOf("a"))).Select(action =>
                    $"{action.Kind} {action.By} {(action.At - Received).TotalMinutes} {action.Note}"));
        }),
        Check("Archived entries are hidden and count all the same", async steps =>
        {
            await steps.RecordAsync(Delivery("a"), Delivery("b"));
            await steps.ArchiveAsync("a");

            Assert.Equal(["b"], await steps.RawsAsync(FailedEventQuery.All));
            Assert.Equal(["a"], await steps.RawsAsync(new FailedEventQuery { Archived = ArchivedEntries.Only }));
            Assert.Equal(
                ["a", "b"], await steps.RawsAsync(new FailedEventQuery { Archived = ArchivedEntries.Included }));
            Assert.Equal(2, (await steps.StatisticsAsync()).Single().Counts.Pending);
            Assert.Equal(2, (await steps.LeaseAsync(countMax: 9)).Count);
        }),
    ];
}
