using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace EventNormalization.Normalization;

/// <summary>Remembers what spellings of names meant, so that a name seen before costs one comparison.</summary>
/// <remarks>
/// Of one thread. Holds names of 1 to 16 bytes as they stand. A name that falls on a taken place replaces what is
/// there, so hostile names cost time but no memory.
/// </remarks>
internal sealed class NameCache
{
    private const int PlacesLog2 = 9;
    private readonly Entry[] _entries = new Entry[1 << PlacesLog2];

    /// <summary>What this name, of this hash, meant at this place of the map, if that is remembered.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryFind(in NameKey key, ulong hash, int place, out NameTarget target)
    {
        ref var entry = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_entries), PlaceOf(hash, place));
        target = entry.Target;
        return entry.Key == key & entry.Place == place;
    }

    /// <summary>Remembers what this name means at this place of the map.</summary>
    public void Remember(in NameKey key, int place, NameTarget target) =>
        _entries[PlaceOf(key.Hash, place)] = new Entry { Key = key, Place = place, Target = target };

    /// <summary>Forgets everything, because another map is used.</summary>
    public void Clear() => Array.Clear(_entries);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int PlaceOf(ulong hash, int place)
    {
        unchecked
        {
            return (int)((hash + ((ulong)(uint)place * 0x9E3779B97F4A7C15)) >> (64 - PlacesLog2));
        }
    }

    private struct Entry
    {
        public NameKey Key;
        public int Place;
        public NameTarget Target;
    }
}
