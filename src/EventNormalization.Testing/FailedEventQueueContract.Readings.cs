using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using EventNormalization.Normalization;
using EventNormalization.Queries;
using EventNormalization.Storage;
using EventNormalization.Storage.Authoring;
using EventNormalization.Testing.Checking;
using NodaTime;
using static EventNormalization.Testing.QueueSteps;
using static EventNormalization.Testing.SampleEvents;

namespace EventNormalization.Testing;

/// <content>Repetition, queries, groups.</content>
public static partial class FailedEventQueueContract
{
    private static readonly RandomPredicates AnyPredicate = new()
    {
        Fields = ["client_id", "metric", "amount", "timestamp", "currency", "region", "absent"],
        Values =
        [
            FieldValue.FromText("a"), FieldValue.FromText("b"), FieldValue.FromText("ä"), FieldValue.FromText(""),
            FieldValue.FromDecimal(2.5m), FieldValue.FromInteger(1), FieldValue.FromBoolean(true),
            FieldValue.FromInstant(At("2024-01-15T01:00:00Z")),
        ],
        Texts = ["client", "", "sales", "é"],
        Instants = [.. Enumerable.Range(0, 5).Select(hour => Instant.FromUtc(2024, 1, 15, hour, 0))],
    };

    private static readonly FailedEventState[] DeliveryStates =
        [FailedEventState.Rejected, FailedEventState.Pending, FailedEventState.Conflict];

    private static ContractCheck<IFailedEventQueue>[] Repetitions =>
    [
        Check("The same step again changes nothing and gives the first answer", async steps =>
        {
            var queue = steps.Queue;
            await steps.RecordAsync(Delivery("a"), Delivery("b", uncertain: Lost), Delivery("c"));
            var (lease, request) = (steps.Step(), steps.Request(0));
            var name = (await queue.LeaseAsync(lease, request)).Single().Progress.RetryName.Present();
            Assert.Equal(name, (await queue.LeaseAsync(lease, request)).Single().Progress.RetryName);
            Assert.Equal(1, (await steps.FindAsync("a")).Progress.Attempts);

            var (settle, resolve, discard, edit) = (steps.Step(), steps.Step(), steps.Step(), steps.Step());
            for (var i = 0; i < 2; i++)
            {
                Settlement[] settlements = [Settlement.Accepted(KeyOf("a"), name, Event().Id)];
                Assert.Equal([QueueOutcome.Done], await queue.SettleAsync(settle, settlements));
                UncertainResolution[] resolutions = [UncertainResolution.Void(KeyOf("b"), Lost)];
                Assert.Equal([QueueOutcome.Done], await queue.ResolveAsync(resolve, resolutions));
                Assert.Equal(QueueOutcome.Done, await queue.EditAsync(edit, KeyOf("b"), "x"u8.ToArray()));
                Assert.Equal([QueueOutcome.Done, QueueOutcome.NotFound],
                    await queue.DiscardAsync(discard, [KeyOf("c"), KeyOf("d")]));
            }

            Assert.Empty(await queue.LeaseAsync(lease, request));
            Assert.Equal(
                ["Settled 1: 1 settled", "Pending 1: 1 pending", "Discarded 1: 1 discarded"],
                await TextsAsync(steps, "a", "b", "c"));
            Assert.Equal(2, (await queue.ReadActionsAsync(KeyOf("b"))).Count);
        }),
        Check("The name of a step is of no other step", async steps =>
        {
            var step = steps.Step();
            await steps.RecordAsync(Delivery("a"));
            await steps.Queue.ArchiveAsync(step, [KeyOf("a")]);

            await Assert.ThrowsAsync<ArgumentException>(
                async () => await steps.Queue.DiscardAsync(step, [KeyOf("a")]));
            await Assert.ThrowsAsync<ArgumentException>(
                async () => await steps.Queue.RecordAsync(step.Id, [Delivery("b")]));
            Assert.Equal("Pending 1: 1 pending", await steps.TextAsync("a"));
        }),
        Check("Only a pending delivery can be uncertain, and a refused record keeps nothing", async steps =>
        {
            await Assert.ThrowsAsync<ArgumentException>(async () => await steps.RecordAsync(
                Delivery("a"), Delivery("b", FailedEventState.Rejected, Lost)));

            Assert.Empty(await steps.QueryAsync(FailedEventQuery.All));
        }),
    ];

    private static ContractCheck<IFailedEventQueue>[] Readings =>
    [
        new("Any predicate, order and page reads what a fold in memory reads", async (makeQueue, seed) =>
        {
            var steps = new QueueSteps(await makeQueue());
            var reference = new QueueSteps(new InMemoryFailedEventStore());
            var random = new Random(seed);
            var deliveries = Enumerable.Range(0, 120).Select(_ => AnyDelivery(random)).ToArray();
            await steps.RecordAsync(deliveries);
            await reference.RecordAsync(deliveries);

            await Histories.RunAsync(seed, 300, async inner =>
            {
                var page = inner.Next(2) == 0 ? PageRequest.All : AnyPage(inner);
                var query = new FailedEventQuery { Where = AnyPredicate.Next(inner), Page = page };
                var (expected, found) = (await reference.RawsAsync(query), await steps.RawsAsync(query));
                Assert.True(
                    expected.AsSpan().SequenceEqual(found),
                    $"other entries for {query.Where} by {page.SortBy}, {page.Direction}");
            });
        }),
        Check("Pages of every order read each entry once, in that order", async steps =>
        {
            var random = new Random(5);
            await steps.RecordAsync([.. Enumerable.Range(0, 60).Select(_ => AnyDelivery(random))]);

            foreach (var key in new[] { SortKey.Position, SortKey.FirstSeen, SortKey.LastSeen })
            {
                foreach (var direction in Enum.GetValues<SortDirection>())
                {
                    var request = new PageRequest { SortBy = key, Direction = direction, CountMax = 7 };
                    var paged = new List<FailedEvent>();
                    for (List<FailedEvent> page; (page = await steps.QueryAsync(
                        new FailedEventQuery { Page = request })).Count > 0;)
                    {
                        paged.AddRange(page);
                        request = request with { After = PageToken.Parse(page[^1].TokenFor(request).ToString()) };
                    }

                    var all = await steps.QueryAsync(FailedEventQuery.All);
                    var sign = direction == SortDirection.Ascending ? 1 : -1;
                    var ordered = all
                        .OrderBy(entry => sign * (TimeOf(key, entry) - Received).TotalNanoseconds)
                        .ThenBy(entry => sign * entry.Number);
                    Assert.Equal(ordered.Select(entry => entry.Key), paged.Select(entry => entry.Key));
                }
            }
        }),
        Check("Failed events have no order by timestamp or amount, and a token of another order is refused",
            async steps =>
            {
                await steps.RecordAsync(Delivery("a"));
                var entry = await steps.FindAsync("a");
                PageRequest[] refused =
                [
                    new() { SortBy = SortKey.Timestamp },
                    new() { SortBy = SortKey.Amount },
                    new() { SortBy = SortKey.LastSeen, After = entry.TokenFor(PageRequest.All) },
                    new() { After = new PageToken(SortKey.Position, SortDirection.Ascending, [], [1, 2]) },
                ];

                foreach (var page in refused)
                {
                    await Assert.ThrowsAsync<ArgumentException>(
                        async () => await steps.QueryAsync(new FailedEventQuery { Page = page }));
                }
            }),
        Check("Groups count entries and deliveries by reason, field and client", async steps =>
        {
            await steps.RecordAsync(Delivery("a"), Delivery("a"), Delivery("b"), Delivery("hidden"), new FailedDelivery
            {
                Raw = "c"u8.ToArray(),
                ReceivedAt = Minute(3),
                State = FailedEventState.Rejected,
                Reasons = [Reasons[0], new FieldError { Code = "amount.format", Field = "amount", Expected = "" }],
            });
            await steps.ArchiveAsync("hidden");

            Assert.Equal(
                [
                    "store.unavailable store c: 2 of 3, 0 to 0", "amount.format amount : 1 of 1, 3 to 3",
                    "store.unavailable store : 1 of 1, 3 to 3",
                ],
                await GroupsAsync(EventPredicate.Everything));
            Assert.Equal(
                ["store.unavailable store c: 1 of 1, 0 to 0"], await GroupsAsync(EventPredicate.RawContains("b")));

            async Task<IEnumerable<string>> GroupsAsync(EventPredicate where) =>
                (await steps.Queue.ReadGroupsAsync(where)).Select(group =>
                    $"{group.ReasonCode} {group.Field} {group.ClientId}: {group.EntryCount} of {group.Occurrences}, "
                    + $"{(group.FirstReceivedAt - Received).TotalMinutes} to {(group.LastReceivedAt
                        - Received).TotalMinutes}");
        }),
    ];

    private static Instant TimeOf(SortKey key, FailedEvent entry) => key switch
    {
        SortKey.FirstSeen => entry.FirstReceivedAt,
        SortKey.LastSeen => entry.LastReceivedAt,
        SortKey.Position => Received,
        _ => throw new ArgumentOutOfRangeException(nameof(key), key, "No failed event has such an order."),
    };

    private static PageRequest AnyPage(Random random) => new()
    {
        SortBy = (SortKey)random.Next(3),
        Direction = (SortDirection)random.Next(2),
        CountMax = random.Next(1, 40),
    };

    private static FailedDelivery AnyDelivery(Random random) => new()
    {
        Raw = Encoding.UTF8.GetBytes(new[] { "client", "sales", "é", "x" }[random.Next(4)] + random.Next(12)),
        ReceivedAt = Instant.FromUtc(2024, 1, 15, random.Next(4), 0),
        State = DeliveryStates[random.Next(3)],
        Reasons = [
            new FieldError { Code = random.Next(2) == 0 ? "amount.missing" : "b.c", Field = "b", Expected = "" }],
        ClientId = new[] { "a", "b", "ä", null }[random.Next(4)],
    };
}
