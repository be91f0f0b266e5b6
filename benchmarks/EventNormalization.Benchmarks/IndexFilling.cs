using System;
using EventNormalization.Identity;
using EventNormalization.Storage;

namespace EventNormalization.Benchmarks;

/// <summary>Fills an index as a batch does: what the next ids need is fetched ahead.</summary>
internal static class IndexFilling
{
    private const int FetchedTogether = 32;

    /// <summary>Adds all ids; returns how many are new.</summary>
    public static int Fill(EventIdIndex index, ReadOnlySpan<EventId> ids)
    {
        var count = 0;
        while (!ids.IsEmpty)
        {
            var next = ids[..Math.Min(FetchedTogether, ids.Length)];
            ids = ids[next.Length..];
            index.Prefetch(next);
            foreach (var id in next)
            {
                count += index.TryAdd(id, out _) ? 1 : 0;
            }
        }

        return count;
    }
}
