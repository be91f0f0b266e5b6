using System.Buffers;
using System.Text;
using BenchmarkDotNet.Attributes;
using EventNormalization.Benchmarks.Baselines;
using EventNormalization.Canonicalization;
using EventNormalization.Ingestion;

namespace EventNormalization.Benchmarks.Canonicalization;

/// <summary>RFC 8785 of any document: of the raw lines one by one, and of one document that holds them all.</summary>
[MemoryDiagnoser]
public class CanonicalJsonBenchmarks
{
    private readonly ArrayBufferWriter<byte> _canonical = new();
    private RawEvent[] _lines = null!;
    private byte[] _document = null!;

    /// <summary>How many events there are.</summary>
    [Params(1, 1000)]
    public int EventCount { get; set; }

    [GlobalSetup]
    public void Prepare()
    {
        _lines = Deliveries.Generate(EventCount).Understood;
        var document = new StringBuilder("[");
        foreach (var line in _lines)
        {
            document.Append(document.Length > 1 ? "," : "").Append(Encoding.UTF8.GetString(line.Utf8.Span));
        }

        _document = Encoding.UTF8.GetBytes(document.Append(']').ToString());
        TypicalDocument();

        // The framework's encoders escape what is beyond 16 bits, which RFC 8785 does not: the one difference here.
        var expected = CanonicalJson.Canonicalize(_canonical.WrittenSpan);
        Document();
        Agreement.Require("the canonical text", expected, _canonical.WrittenSpan);
    }

    [Benchmark(Baseline = true)]
    public int TypicalLines()
    {
        _canonical.ResetWrittenCount();
        foreach (var line in _lines)
        {
            TypicalCanonicalization.Write(line.Utf8.Span, _canonical);
        }

        return _canonical.WrittenCount;
    }

    [Benchmark]
    public int Lines()
    {
        _canonical.ResetWrittenCount();
        foreach (var line in _lines)
        {
            CanonicalJson.Canonicalize(line.Utf8.Span, _canonical);
        }

        return _canonical.WrittenCount;
    }

    [Benchmark]
    public int TypicalDocument()
    {
        _canonical.ResetWrittenCount();
        TypicalCanonicalization.Write(_document, _canonical);
        return _canonical.WrittenCount;
    }

    [Benchmark]
    public int Document()
    {
        _canonical.ResetWrittenCount();
        CanonicalJson.Canonicalize(_document, _canonical);
        return _canonical.WrittenCount;
    }
}
