using System.Linq;
using BenchmarkDotNet.Attributes;
using EventNormalization.Benchmarks.Baselines;
using EventNormalization.Identity;
using EventNormalization.Normalization;

namespace EventNormalization.Benchmarks.Normalization;

/// <summary>From raw bytes to a record, without an id.</summary>
[MemoryDiagnoser]
public class EventNormalizerBenchmarks
{
    private readonly EventNormalizer _normalizer = new(EventSchema.Default);
    private Deliveries _deliveries = null!;
    private RecordReader _reader = null!;

    /// <summary>How many deliveries one invocation reads.</summary>
    [Params(1, 1000)]
    public int EventCount { get; set; }

    [GlobalSetup]
    public void Prepare()
    {
        _deliveries = Deliveries.Generate(EventCount);
        _reader = new EventIdentifier(EventSchema.Default).NewReader().Record;
        var texts = IdentityTexts.Of(_deliveries.Understood);
        var records = _deliveries.Understood.Select(raw => _normalizer.Normalize(raw).Record!);
        Agreement.Require<RecordId>(
            "the records' ids",
            texts.Ids,
            records.Select(record => RecordId.FromContent(RecordJson.Write(record))).ToArray());
        Agreement.Require("how many are read", texts.Ids.Length, ReadOnly());
    }

    [Benchmark(Baseline = true)]
    public int Utf8JsonReaderScan()
    {
        var tokens = 0;
        foreach (var raw in _deliveries.Understood)
        {
            tokens += NaiveFloor.Scan(raw.Utf8.Span);
        }

        return tokens;
    }

    [Benchmark]
    public int ReadOnly()
    {
        var count = 0;
        foreach (var raw in _deliveries.Understood)
        {
            count += _reader.Read(raw) ? 1 : 0;
        }

        return count;
    }

    [Benchmark]
    public int ReadToRecords()
    {
        var count = 0;
        foreach (var raw in _deliveries.Understood)
        {
            count += _normalizer.Normalize(raw).IsSuccess ? 1 : 0;
        }

        return count;
    }
}
