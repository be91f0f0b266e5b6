using System;
using System.Linq;
using BenchmarkDotNet.Attributes;
using EventNormalization.Benchmarks.Baselines;
using EventNormalization.Identity;
using EventNormalization.Normalization;

namespace EventNormalization.Benchmarks.Identity;

/// <summary>From raw bytes to ids.</summary>
[MemoryDiagnoser]
public class EventIdentifierBenchmarks
{
    private readonly EventIdentifier _identifier = new(EventSchema.Default);
    private readonly BatchIdentification _batch = new(new EventIdentifier(EventSchema.Default));
    private Deliveries _deliveries = null!;
    private IdentityTexts _texts = null!;
    private RecordId[] _ids = null!;

    /// <summary>How many deliveries one invocation reads.</summary>
    [Params(1, 1000)]
    public int EventCount { get; set; }

    [GlobalSetup]
    public void Prepare()
    {
        _deliveries = Deliveries.Generate(EventCount);
        _texts = IdentityTexts.Of(_deliveries.Understood);
        _ids = new RecordId[_deliveries.Understood.Length];
        Check("the floor", () => Floor());
        Check("one by one", () => OneByOne());
        Check("side by side", () => SideBySide());
        Check("the typical way", () => Typical());
        Agreement.Require<RecordId>(
            "the public batch",
            _texts.Ids,
            _identifier.IdentifyBatch(_deliveries.Understood).Select(result => result.Event!.Id).ToArray());
    }

    /// <summary>Reads all tokens and hashes the canonical text, which it is given.</summary>
    [Benchmark(Baseline = true)]
    public int Floor()
    {
        var tokens = 0;
        for (var i = 0; i < _ids.Length; i++)
        {
            tokens += NaiveFloor.Scan(_deliveries.Understood[i].Utf8.Span);
            _ids[i] = NaiveFloor.Hash(_texts.Text(_texts.Messages[i]));
        }

        return tokens;
    }

    [Benchmark]
    public void OneByOne()
    {
        for (var i = 0; i < _ids.Length; i++)
        {
            _identifier.TryIdentify(_deliveries.Understood[i], out _ids[i]);
        }
    }

    [Benchmark]
    public int SideBySide() => _batch.Identify(_deliveries.Understood, _ids);

    /// <summary>With a record and a result for each event, as the public interface gives them.</summary>
    [Benchmark]
    public int SideBySideToResults() => _identifier.IdentifyBatch(_deliveries.Understood).Count;

    [Benchmark]
    public void Typical()
    {
        for (var i = 0; i < _ids.Length; i++)
        {
            _ids[i] = TypicalReading.Identify(_deliveries.Understood[i].Utf8.Span) ?? default;
        }
    }

    private void Check(string what, Action identify)
    {
        Array.Clear(_ids);
        identify();
        Agreement.Require<RecordId>(what, _texts.Ids, _ids);
    }
}
