using System.Linq;
using System.Text;
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
