using System;
using System.Collections.Generic;
using EventNormalization.Ingestion;

namespace EventNormalization.Storage;

/// <summary>The other spellings of an event. Not thread-safe.</summary>
internal sealed class MemorySpellings
{
    /// <summary>The most that are kept.</summary>
    public const int CountMax = 16;

    private readonly List<ContentHash> _hashes = [];
    private readonly List<ReadOnlyMemory<byte>> _kept = [];

    public IReadOnlyList<ReadOnlyMemory<byte>> Kept => _kept;

    /// <summary>How many deliveries had a spelling that is not kept.</summary>
    public long OtherCount { get; private set; }

    /// <summary>Keeps a spelling, or only counts its delivery if there are too many.</summary>
    public void Add(ReadOnlySpan<byte> raw, long deliveries, ByteLog bytes)
    {
        var hash = ContentHash.Of(raw);
        if (_hashes.Contains(hash))
        {
            return;
        }

        if (_kept.Count == CountMax)
        {
            OtherCount += deliveries;
            return;
        }

        _hashes.Add(hash);
        _kept.Add(bytes.Add(raw));
    }
}
