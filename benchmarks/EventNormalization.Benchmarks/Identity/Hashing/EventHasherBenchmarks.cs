using System;
using System.Security.Cryptography;
using BenchmarkDotNet.Attributes;
using EventNormalization.Benchmarks.Baselines;
using EventNormalization.Identity;

namespace EventNormalization.Benchmarks.Identity.Hashing;

/// <summary>SHA-256 of canonical texts of about 100 bytes: one after the other, and side by side.</summary>
[MemoryDiagnoser]
public class EventHasherBenchmarks
{
    private readonly EventHasher _hasher = new();
    private readonly IncrementalHash _incremental = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private IdentityTexts _texts = null!;
    private RecordId[] _ids = null!;

    /// <summary>How many texts are hashed together.</summary>
    [Params(1, 4, 16, 256)]
    public int Count { get; set; }

    [GlobalSetup]
    public void Prepare()
    {
        _texts = IdentityTexts.Of(Deliveries.Generate(2 * Count).Understood.AsSpan(0, Count).ToArray());
        _ids = new RecordId[Count];
        SideBySide();
        Agreement.Require<RecordId>("the hashes", _texts.Ids, _ids);
        Array.Clear(_ids);
        Incremental();
        Agreement.Require<RecordId>("the incremental hashes", _texts.Ids, _ids);
    }

    [GlobalCleanup]
    public void End()
    {
        _hasher.Dispose();
        _incremental.Dispose();
    }

    [Benchmark(Baseline = true)]
    public void HashData()
    {
        for (var i = 0; i < _ids.Length; i++)
        {
            _ids[i] = NaiveFloor.Hash(_texts.Text(_texts.Messages[i]));
        }
    }

    [Benchmark]
    public void Incremental()
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        for (var i = 0; i < _ids.Length; i++)
        {
            _incremental.AppendData(_texts.Text(_texts.Messages[i]));
            _incremental.GetHashAndReset(hash);
            _ids[i] = RecordId.FromBytes(hash);
        }
    }

    [Benchmark]
    public void SideBySide() => _hasher.Compute(_texts.Utf8, _texts.Messages, _ids);
}
