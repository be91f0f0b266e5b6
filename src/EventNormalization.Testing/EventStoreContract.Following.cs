using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using EventNormalization.Queries;
using EventNormalization.Storage;
using EventNormalization.Testing.Checking;
using static EventNormalization.Testing.SampleEvents;

namespace EventNormalization.Testing;

/// <content>A reader that follows what is stored.</content>
public static partial class EventStoreContract
{
    private const int WriterCount = 8;
    private const int AppendsOfWriter = 25;

    private static IEnumerable<ContractCheck<IEventStore>> FollowChecks =>
    [
        Check("A follower of eight writers sees every event once and misses none", FollowAsync),
    ];

    /// <summary>Fails if a reader that continues after the last event it saw misses one, or sees one twice.</summary>
    internal static async Task FollowAsync(IEventStore store)
    {
        var writers = Enumerable.Range(0, WriterCount).Select(writer => Concurrently.Run(async () =>
        {
            for (var i = 0; i < AppendsOfWriter; i++)
            {
                await store.AppendAsync(
                    new AppendId((ulong)writer, (ulong)i),
                    Enumerable.Range(0, 3).Select(n => Event("client " + writer, amount: (3 * i) + n)));
            }
        })).ToArray();
        var writing = Task.WhenAll(writers);
        var seen = new List<StoredEvent>();
        while (true)
        {
            // What was written before this reading began must be seen by it.
            var isLast = writing.IsCompleted;
            var after = seen.Count == 0 ? (PageToken?)null : seen[^1].TokenFor(PageRequest.All);
            seen.AddRange(await StoredText.EventsAsync(
                store, new EventQuery { Page = PageRequest.All with { After = after } }));
            if (isLast)
            {
                break;
            }

            await Task.Yield();
        }

        await writing;
        Assert.Equal(seen.Select(item => item.Position).Distinct().Order(), seen.Select(item => item.Position));
        Assert.Equal(WriterCount * AppendsOfWriter * 3, seen.Select(item => item.Event.Id).Distinct().Count());
    }
}
