using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using EventNormalization.Ingestion;
using EventNormalization.Queries;
using EventNormalization.Storage;
using EventNormalization.Storage.Authoring;
using EventNormalization.Testing.Checking;
using NodaTime;
using static EventNormalization.Testing.QueueSteps;

namespace EventNormalization.Testing;

/// <content>Which entries are leased, and when.</content>
public static partial class FailedEventQueueContract
{
    private static ContractCheck<IFailedEventQueue>[] Leases =>
    [
        Check("Entries are leased by key whatever their time, and no others; what is held or has ended is not",
            async steps =>
            {
                await steps.RecordAsync(Delivery("a"), Delivery("b"), Delivery("c"), Delivery("d"));
                await steps.SettleAsync(Settlement.Withdrawn(KeyOf("a"), await steps.LeasedNameAsync(), Minute(60)));
                await steps.DiscardAsync("b");
                var request = Named(steps.Request(1, 9), "e", "b", "a", "d", "a");

                var leased = await steps.Queue.LeaseAsync(steps.Step(1), request);

                Assert.Equal(["a", "d"], leased.Select(entry => Encoding.UTF8.GetString(entry.Raw.Span)));
                Assert.Equal(Enumerable.Range(0, 2).Select(request.NameAt),
                    leased.Select(entry => entry.Progress.RetryName.Present()));
                Assert.Empty(await steps.Queue.LeaseAsync(steps.Step(2, "other"), Named(steps.Request(2, 9), "a")));
                Assert.Single(
                    await steps.Queue.LeaseAsync(steps.Step(11, "other"), Named(steps.Request(11, 1), "d", "a")));

                static LeaseRequest Named(LeaseRequest request, params string[] raws) => new()
                {
                    Until = request.Until,
                    FirstName = request.FirstName,
                    CountMax = request.CountMax,
                    Keys = [.. raws.Select(KeyOf)],
                };
            }),
        Check("A lease ends before the first entry that is over its bytes, and has one in any case", async steps =>
        {
            await steps.RecordAsync(Delivery("aaaa"), Delivery("bb"), Delivery("cccccc"), Delivery("d"));
            await steps.EditAsync("bb", "an edit");
            ContentHash[] keys = [KeyOf("aaaa"), KeyOf("bb"), KeyOf("cccccc"), KeyOf("d")];

            // Nine bytes are those of bb and of its edit.
            Assert.Equal([["aaaa"], ["bb"], ["cccccc", "d"]], await LeasedAsync(12, null));
            Assert.Equal([["aaaa", "bb"], ["cccccc", "d"]], await LeasedAsync(13, keys));
            Assert.Equal([["aaaa"], ["bb"], ["cccccc"], ["d"]], await LeasedAsync(1, keys));

            async Task<string[][]> LeasedAsync(int bytesMax, ContentHash[]? named)
            {
                var all = new List<string[]>();
                for (var leased = await LeaseAsync(bytesMax, named); leased.Count > 0;
                    leased = await LeaseAsync(bytesMax, named))
                {
                    all.Add([.. leased.Select(entry => Encoding.UTF8.GetString(entry.Raw.Span))]);
                    await steps.Queue.SettleAsync(steps.Step(), [.. leased.Select(entry =>
                        Settlement.Withdrawn(entry.Key, entry.Progress.RetryName.Present(), Minute(9)))]);
                    named = named?.Except(leased.Select(entry => entry.Key)).ToArray();
                }

                await steps.Queue.ReopenAsync(steps.Step(), keys);
                return [.. all];
            }

            ValueTask<IReadOnlyList<FailedEvent>> LeaseAsync(int bytesMax, ContentHash[]? named) =>
                steps.Queue.LeaseAsync(steps.Step(), new LeaseRequest
                {
                    Until = Minute(10),
                    FirstName = steps.Request(0).FirstName,
                    CountMax = 9,
                    BytesMax = bytesMax,
                    Keys = named,
                });
        }),
        Check("Keys are read in the order of their numbers from any place, whatever became of the entries", async steps
            =>
        {
            Assert.Empty(await steps.Queue.ReadKeysAsync(0, 9));
            await steps.RecordAsync(Delivery("a"), Delivery("b", FailedEventState.Rejected), Delivery("c"));
            await steps.AcceptAsync("a", await steps.LeasedNameAsync());
            await steps.ArchiveAsync("c");
            var numbers = new List<long>();
            foreach (var raw in new[] { "a", "b", "c" })
            {
                numbers.Add((await steps.FindAsync(raw)).Number);
            }

            var first = await steps.Queue.ReadKeysAsync(0, 2);
            await steps.RecordAsync(Delivery("a"), Delivery("d"));
            var rest = await steps.Queue.ReadKeysAsync(first[^1].Number, 9);

            Assert.Equal(numbers, [.. first.Append(rest[0]).Select(entry => entry.Number)]);
            Assert.Equal(
                [KeyOf("a"), KeyOf("b"), KeyOf("c"), KeyOf("d")], first.Concat(rest).Select(entry => entry.Key));
            Assert.Empty(await steps.Queue.ReadKeysAsync(rest[^1].Number, 9));
        }),
        Check("The next due instant is the first at which something can be leased", async steps =>
        {
            Assert.Null(await steps.Queue.ReadNextDueAsync());

            await steps.RecordAsync(Delivery("a"), Delivery("b", FailedEventState.Rejected));
            Assert.Equal(Instant.MinValue, await steps.Queue.ReadNextDueAsync());

            var name = await steps.LeasedNameAsync();
            Assert.Equal(Minute(10), await steps.Queue.ReadNextDueAsync());

            await steps.SettleAsync(Settlement.FailedAgain(KeyOf("a"), name, Reasons, Minute(5)));
            Assert.Equal(Minute(5), await steps.Queue.ReadNextDueAsync());
            await steps.AcceptAsync("a", name);
            Assert.Null(await steps.Queue.ReadNextDueAsync());
        }),
    ];
}
