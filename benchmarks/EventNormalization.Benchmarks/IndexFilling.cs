using System;
using EventNormalization.Identity;
using EventNormalization.Storage;

namespace EventNormalization.Benchmarks;

/// <summary>Fills an index as the pipeline does, a batch at a time.</summary>
internal static class IndexFilling
{
    private const int AddedTogether = 256;

    /// <summary>Adds all ids; returns how many are new.</summary>
    public static int Fill(RecordIdIndex index, ReadOnlySpan<RecordId> ids)
    {
        var count = 0;
        Span<bool> areNew = stackalloc bool[AddedTogether];
        while (!ids.IsEmpty)
        {
            var next = ids[..Math.Min(AddedTogether, ids.Length)];
            ids = ids[next.Length..];
            index.AddRange(next, areNew);
            count += areNew[..next.Length].Count(true);
        }

        return count;
    }
}
