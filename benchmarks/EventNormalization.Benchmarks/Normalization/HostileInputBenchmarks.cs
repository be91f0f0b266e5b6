using System;
using System.Text;
using BenchmarkDotNet.Attributes;
using EventNormalization.Ingestion;
using EventNormalization.Normalization;

namespace EventNormalization.Benchmarks.Normalization;

/// <summary>What it costs to refuse, beside reading a good event.</summary>
[MemoryDiagnoser]
public class HostileInputBenchmarks
{
    private const string Rest =
        "\"client_id\":\"client_A\",\"metric\":\"sales\",\"timestamp\":\"2024-01-15T10:30:00Z\"}";

    private readonly RawEvent _good = Wrap("{\"amount\":1200," + Rest);
    private readonly RecordReader _reader = new(new CompiledSchema(EventSchema.Default));
    private readonly EventNormalizer _normalizer = new(EventSchema.Default);
    private RawEvent _hostile;

    /// <summary>What is refused.</summary>
    [ParamsAllValues]
    public HostileInput Input { get; set; }

    [GlobalSetup]
    public void Prepare()
    {
        _hostile = Wrap(TextOf(Input));
        Agreement.Require("the good event", expected: true, GoodEvent());
        Agreement.Require(Input.ToString(), expected: false, Refuse());
        Agreement.Require(Input + ", its code", CodeOf(Input), _normalizer.Normalize(_hostile).Errors[0].Code);
    }

    [Benchmark(Baseline = true)]
    public bool GoodEvent() => _reader.Read(_good);

    /// <summary>What a stream pays for a delivery that is not understood, before anybody asks why.</summary>
    [Benchmark]
    public bool Refuse() => _reader.Read(_hostile);

    /// <summary>With every reason in words.</summary>
    [Benchmark]
    public bool RefuseAndSayWhy() => _normalizer.Normalize(_hostile).IsSuccess;

    private static string TextOf(HostileInput input) => input switch
    {
        HostileInput.MegabyteOfDigits => "{\"amount\":" + new string('9', 1_000_000) + "," + Rest,
        HostileInput.HugeExponent => "{\"amount\":1e999999999," + Rest,
        HostileInput.ControlCharacter => "{\"amount\":\"12\\u0000,5\"," + Rest,
        HostileInput.DirectionMark => "{\"amount\":\"12\\u202e5\"," + Rest,
        HostileInput.HalfSurrogatePair => "{\"amount\":\"\\ud800\"," + Rest,
        HostileInput.TenThousandLevels =>
            "{\"amount\":" + new string('[', 10_000) + new string(']', 10_000) + "," + Rest,
        HostileInput.RepeatedName => "{\"amount\":1,\"\\u0061mount\":2," + Rest,
        HostileInput.CutShort => "{\"amount\":1200," + Rest[..^10],
        _ => throw new ArgumentOutOfRangeException(nameof(input)),
    };

    private static string CodeOf(HostileInput input) => input switch
    {
        HostileInput.MegabyteOfDigits => "amount.too_long",
        HostileInput.HugeExponent => "amount.range",
        HostileInput.ControlCharacter => "amount.characters",
        HostileInput.DirectionMark => "amount.characters",
        HostileInput.HalfSurrogatePair => "amount.characters",
        HostileInput.TenThousandLevels => "json.too_deep",
        HostileInput.RepeatedName => "json.duplicate_key",
        _ => "json.syntax",
    };

    private static RawEvent Wrap(string text) => new(Encoding.UTF8.GetBytes(text), Deliveries.ReceivedAt);
}
