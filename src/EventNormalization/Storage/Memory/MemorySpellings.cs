using System;
using System.Collections.Generic;

namespace EventNormalization.Storage;

/// <summary>The other spellings of an event. Not thread-safe.</summary>
internal sealed class MemorySpellings(ByteLog bytes)
{
    /// <summary>The most that are kept of an event.</summary>
    public const int CountMax = 16;

    private readonly ChunkedList<Link> _links = new(10);

    /// <summary>Keeps a spelling, or counts its deliveries where there are too many.</summary>
    /// <remarks>
    /// They are compared byte by byte: most differ in length, and a hash costs more than sixteen comparisons.
    /// </remarks>
    public void Add(ref SpellingChain chain, ReadOnlySpan<byte> raw, long deliveries)
    {
        ref var next = ref chain.First;
        for (var count = 0; next != 0; count++)
        {
            ref var link = ref _links[next - 1];
            if (raw.SequenceEqual(link.Raw.Span))
            {
                return;
            }

            if (count == CountMax - 1)
            {
                chain.OtherCount += deliveries;
                return;
            }

            next = ref link.Next;
        }

        next = 1 + _links.Add(new Link { Raw = bytes.Add(raw) });
    }

    /// <summary>Keeps a spelling, or only counts its delivery if there are too many.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> KeptOf(SpellingChain chain)
    {
        var kept = new List<ReadOnlyMemory<byte>>();
        for (var next = chain.First; next != 0; next = _links[next - 1].Next)
        {
            kept.Add(_links[next - 1].Raw);
        }

        return kept;
    }

    /// <summary>How many are kept.</summary>
    public int CountOf(SpellingChain chain)
    {
        var count = 0;
        for (var next = chain.First; next != 0; next = _links[next - 1].Next)
        {
            count++;
        }

        return count;
    }

    private struct Link
    {
        public ReadOnlyMemory<byte> Raw;

        /// <summary>The event's next spelling, counted from 1; 0 of the last.</summary>
        public int Next;
    }
}
