using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Identity;
using EventNormalization.Queries;
using EventNormalization.Storage;
using EventNormalization.Testing.Checking;
using EventNormalization.Totals;
using NodaTime;
using static EventNormalization.Testing.SampleEvents;

namespace EventNormalization.Testing;

/// <content>Totals that are followed.</content>
public static partial class EventStoreContract
{
    /// <summary>How totals are followed here: without much waiting, and in many small changes.</summary>
    internal static readonly LiveTotalsOptions Followed = new()
    {
        Interval = TimeSpan.FromMilliseconds(1),
        EventCountMax = 40,
    };

    private static readonly TotalsQuery[] FollowedQueries =
    [
        new() { GroupBy = [GroupKey.ClientId, GroupKey.Field("currency")] },
        new()
        {
            Where = EventPredicate.TextIn("client_id", "client 1", "client 2"),
            GroupBy = [GroupKey.Calendar(CalendarUnit.Day, DateTimeZoneProviders.Tzdb["America/New_York"])],
            EmptyWindows = true,
        },
        new() { GroupBy = [GroupKey.Sliding(Duration.FromHours(6), Duration.FromHours(2), DateTimeZone.Utc)] },
    ];

    private static IEnumerable<ContractCheck<IEventStore>> LiveChecks =>
    [
        Check("Totals that are followed are, after each change, those of the events up to its position",
            FollowTotalsAsync),
    ];

    /// <summary>Fails if a follower of totals misses an event of eight writers, or counts one twice.</summary>
    internal static async Task FollowTotalsAsync(IEventStore store)
    {
        using var ending = new CancellationTokenSource();
        var followers = FollowedQueries.Select(query => new FollowedTotals(query)).ToArray();
        var following = followers.Select(follower => Concurrently.Run(() => follower.FollowAsync(store, ending.Token)))
            .ToArray();
        await Task.WhenAll(Enumerable.Range(0, WriterCount).Select(writer => Concurrently.Run(async () =>
        {
            for (var i = 0; i < AppendsOfWriter; i++)
            {
                await store.AppendAsync(
                    new AppendId((ulong)writer, (ulong)i), Enumerable.Range(0, 3).Select(n => Written(writer, i, n)));
            }
        })));
        var events = await StoredText.EventsAsync(store, EventQuery.All);
        var isOver = false;
        while (!isOver)
        {
            // One that has failed is over as well: it is awaited below.
            isOver = followers.Zip(following).All(
                one => one.Second.IsCompleted || one.First.HasCounted(events));
            await Task.Delay(1, CancellationToken.None);
        }

        await ending.CancelAsync();
        await Task.WhenAll(following);
        foreach (var follower in followers)
        {
            follower.Check(events);
            Assert.Equal(
                FollowedTotals.LinesOf(await store.ReadTotalsAsync(follower.Query)), follower.Last);
        }
    }

    private static IdentifiedEvent Written(int writer, int number, int item) => PricedAt(
        At("2024-03-09T00:00:00Z") + Duration.FromMinutes(((writer * 37) + (number * 61)) % (4 * 24 * 60)),
        Currencies[(writer + item) % Currencies.Length], (3 * number) + item, "client " + writer);
}
