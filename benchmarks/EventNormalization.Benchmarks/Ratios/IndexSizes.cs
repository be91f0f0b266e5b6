using System.Collections.Concurrent;
using System.Collections.Generic;
using EventNormalization.Identity;
using EventNormalization.Storage;

namespace EventNormalization.Benchmarks.Ratios;

/// <summary>Weighs indexes of ids.</summary>
internal static class IndexSizes
{
    /// <summary>Weighs each with so many ids.</summary>
    public static IReadOnlyList<IndexSize> Weigh(int keys) =>
    [
        IndexSize.Weigh("HashSet", keys, FillHashSet),
        IndexSize.Weigh("ConcurrentDictionary", keys, FillConcurrentDictionary),
        WeighIndex(keys),
    ];

    /// <summary>The index says itself what it holds, since not all of it need be the collector's.</summary>
    private static IndexSize WeighIndex(int keys)
    {
        var index = new RecordIdIndex(secret: 1);
        foreach (var id in RandomIds.Of(keys))
        {
            index.TryAdd(id, out _);
        }

        return new IndexSize { Name = "RecordIdIndex", Keys = keys, BytesPerKey = index.BytesAllocated / (double)keys };
    }

    private static object FillHashSet(int keys)
    {
        var set = new HashSet<RecordId>();
        foreach (var id in RandomIds.Of(keys))
        {
            set.Add(id);
        }

        return set;
    }

    private static object FillConcurrentDictionary(int keys)
    {
        var set = new ConcurrentDictionary<RecordId, byte>();
        foreach (var id in RandomIds.Of(keys))
        {
            set.TryAdd(id, 0);
        }

        return set;
    }
}
