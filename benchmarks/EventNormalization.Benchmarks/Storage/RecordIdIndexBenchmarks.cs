using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using BenchmarkDotNet.Attributes;
using EventNormalization.Identity;
using EventNormalization.Storage;

namespace EventNormalization.Benchmarks.Storage;

/// <summary>Telling duplicates apart: every id is added twice.</summary>
[MemoryDiagnoser]
public class RecordIdIndexBenchmarks
{
    private RecordId[] _ids = null!;

    /// <summary>How many different ids there are.</summary>
    [Params(1_000, 100_000)]
    public int Count { get; set; }

    [GlobalSetup]
    public void Prepare()
    {
        _ids = [.. RandomIds.Of(Count), .. RandomIds.Of(Count)];
        Agreement.Require("the distinct ids", Set(), Index());
        Agreement.Require("the distinct ids of the concurrent set", Set(), ConcurrentSet());
        Agreement.Require("the distinct ids added in batches", Set(), IndexInBatches());
    }

    [Benchmark(Baseline = true)]
    public int Set()
    {
        var seen = new HashSet<RecordId>();
        return _ids.Count(seen.Add);
    }

    [Benchmark]
    public int ConcurrentSet()
    {
        var seen = new ConcurrentDictionary<RecordId, byte>();
        return _ids.Count(id => seen.TryAdd(id, 0));
    }

    [Benchmark]
    public int Index()
    {
        var seen = new RecordIdIndex(secret: 1);
        return _ids.Count(id => seen.TryAdd(id, out _));
    }

    [Benchmark]
    public int IndexInBatches() => IndexFilling.Fill(new RecordIdIndex(secret: 1), _ids);
}
