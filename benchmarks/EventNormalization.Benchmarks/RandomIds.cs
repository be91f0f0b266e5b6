using System.Collections.Generic;
using EventNormalization.Cli.Workloads;
using EventNormalization.Identity;

namespace EventNormalization.Benchmarks;

/// <summary>Different ids that are spread as hashes are, and the same in every run.</summary>
internal static class RandomIds
{
    public static IEnumerable<RecordId> Of(int count)
    {
        var chance = new SplitMix64(1);
        for (var i = 0; i < count; i++)
        {
            yield return new RecordId(chance.Next(), chance.Next(), chance.Next(), chance.Next());
        }
    }
}
