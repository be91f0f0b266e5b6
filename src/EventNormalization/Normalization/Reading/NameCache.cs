using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace EventNormalization.Normalization;

/// <summary>Remembers what spellings of names meant, so that a name seen before costs one comparison.</summary>
/// <remarks>
/// Of one thread. Holds names of 1 to 16 bytes as they stand, for which length and two words say all; a name that
/// falls on a taken place replaces what is there, so hostile names cost time but no memory.
/// </remarks>
internal sealed class NameCache
{
    private const int PlacesLog2 = 9;
    private readonly Entry[] _entries = new Entry[1 << PlacesLog2];

    /// <summary>Packs a name of 1 to 16 bytes into a key that no other name has.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NameKey KeyOf(ReadOnlySpan<byte> name)
    {
        ref var first = ref MemoryMarshal.GetReference(name);
        var length = name.Length;
        if (length >= 8)
        {
            return new NameKey(
                Unsafe.ReadUnaligned<ulong>(ref first),
                Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref first, length - 8)),
                length);
        }

        if (length >= 4)
        {
            return new NameKey(
                Unsafe.ReadUnaligned<uint>(ref first),
                Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref first, length - 4)),
                length);
        }

        return new NameKey(first, Unsafe.Add(ref first, length >> 1) | ((ulong)Unsafe.Add(ref first, length - 1) << 8), length);
    }

    /// <summary>What this name meant at this place of the map, if that is remembered.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryFind(in NameKey key, int place, out NameTarget target)
    {
        ref var entry = ref _entries[PlaceOf(key, place)];
        target = entry.Target;
        return entry.Key == key && entry.Place == place;
    }

    /// <summary>Remembers what this name means at this place of the map.</summary>
    public void Remember(in NameKey key, int place, NameTarget target) =>
        _entries[PlaceOf(key, place)] = new Entry { Key = key, Place = place, Target = target };

    /// <summary>Forgets everything, because another map is used.</summary>
    public void Clear() => Array.Clear(_entries);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int PlaceOf(in NameKey key, int place)
    {
        unchecked
        {
            return (int)((key.Hash + ((ulong)(uint)place * 0x9E3779B97F4A7C15)) >> (64 - PlacesLog2));
        }
    }

    private struct Entry
    {
        public NameKey Key;
        public int Place;
        public NameTarget Target;
    }
}
