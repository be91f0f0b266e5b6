using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using EventNormalization.Ingestion;

namespace EventNormalization.Pipeline;

/// <summary>Says of most keys that no failed event has them, without asking the store.</summary>
/// <remarks>
/// It may err the other way: then the store is asked in vain. Few keys are kept as numbers, many as bits (a Bloom
/// filter of 32 MiB, which errs once in 3,000 at ten million keys), so its memory is bounded. Not thread-safe.
/// </remarks>
internal sealed class FailedKeyFilter
{
    private const int FewCountMax = 200_000;
    private const int BitIndexBits = 28;
    private const int HashCount = 4;

    private HashSet<ulong>? _few = [];
    private ulong[] _bits = [];

    /// <summary>Whether no key was added.</summary>
    public bool IsEmpty => _few is { Count: 0 };

    public void Add(ContentHash key)
    {
        var number = NumberOf(key);
        if (_few is null)
        {
            SetBits(number);
            return;
        }

        _few.Add(number);
        if (_few.Count > FewCountMax)
        {
            _bits = new ulong[1 << (BitIndexBits - 6)];
            foreach (var known in _few)
            {
                SetBits(known);
            }

            _few = null;
        }
    }

    /// <summary>Whether a failed event may have this key; if not, then surely none that was added has it.</summary>
    public bool MayContain(ContentHash key)
    {
        var number = NumberOf(key);
        if (_few is not null)
        {
            return _few.Contains(number);
        }

        for (var i = 0; i < HashCount; i++)
        {
            var bit = BitOf(number, i);
            if ((_bits[bit >> 6] & (1UL << (int)(bit & 63))) == 0)
            {
                return false;
            }
        }

        return true;
    }

    private void SetBits(ulong number)
    {
        for (var i = 0; i < HashCount; i++)
        {
            var bit = BitOf(number, i);
            _bits[bit >> 6] |= 1UL << (int)(bit & 63);
        }
    }

    /// <summary>The bits of a hash are random, so that every window of them is a hash.</summary>
    private static ulong BitOf(ulong number, int index) =>
        unchecked((number >> (index * 12)) * 0x9E3779B97F4A7C15UL) >> (64 - BitIndexBits);

    private static ulong NumberOf(ContentHash key)
    {
        Span<byte> bytes = stackalloc byte[ContentHash.ByteCount];
        key.CopyTo(bytes);
        return BinaryPrimitives.ReadUInt64LittleEndian(bytes);
    }
}
