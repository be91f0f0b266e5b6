using System.Collections.Generic;
using System.Threading.Tasks;
using BenchmarkDotNet.Attributes;
using EventNormalization.Benchmarks.Baselines;
using EventNormalization.Identity;

namespace EventNormalization.Benchmarks.Pipeline;

/// <summary>A whole stream in memory, broken lines included.</summary>
[MemoryDiagnoser]
public class InMemoryPipelineBenchmarks
{
    private Deliveries _deliveries = null!;
    private InMemoryPipeline _pipeline = null!;

    /// <summary>How many deliveries the stream has.</summary>
    [Params(10_000)]
    public int EventCount { get; set; }

    /// <summary>On how many threads events are read.</summary>
    [Params(1, 2)]
    public int LaneCount { get; set; }

    [GlobalSetup]
    public async Task Prepare()
    {
        _deliveries = Deliveries.Generate(EventCount);
        _pipeline = new InMemoryPipeline(_deliveries, LaneCount);
        await _pipeline.CheckAsync();
        Agreement.Require("the distinct events", _deliveries.Truth.Distinct, TypicalDistinct());
    }

    /// <summary>The typical way to no more than the number of distinct events, of good lines alone.</summary>
    [Benchmark(Baseline = true)]
    public int TypicalDistinct()
    {
        var seen = new HashSet<RecordId>();
        foreach (var raw in _deliveries.Understood)
        {
            if (TypicalReading.Identify(raw.Utf8.Span) is { } id)
            {
                seen.Add(id);
            }
        }

        return seen.Count;
    }

    [Benchmark]
    public async Task<int> TotalsOfClients() => (await _pipeline.ToTotalsAsync()).Count;

    [Benchmark]
    public async Task<long> IngestIntoMemory() => (await _pipeline.IngestAsync()).Received;
}
