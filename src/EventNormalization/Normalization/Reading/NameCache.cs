using System;
using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace EventNormalization.Normalization;

/// <summary>Caches the meaning of spelled names, so that a name seen before costs one comparison.</summary>
/// <remarks>
/// Not thread-safe. Holds names of 1 to 31 bytes as spelled, once for each node of the map. Its size is bounded: ever
/// new names clear it now and then, which costs time but no memory.
/// </remarks>
internal sealed class NameCache
{
    /// <summary>The longest name that is cached, in bytes.</summary>
    public const int LengthMax = 31;

    private const int CapacityLog2 = 9;
    private const int CountMax = 1 << (CapacityLog2 - 1);
    private const int ProbesMax = 8;

    // No probe leaves the room, since the last places are nobody's first. After them is what stands for no name.
    private readonly CachedName[] _entries = new CachedName[(1 << CapacityLog2) + ProbesMax + 1];
    private int _count;

    public NameCache(FieldMap map)
    {
        Map = map;
        None.LastObject = ulong.MaxValue;
    }

    /// <summary>Knows what names mean that are not remembered.</summary>
    public FieldMap Map { get; private set; }

    /// <summary>How many objects there were whose names were looked up here; the last one has this number.</summary>
    public ulong ObjectCount { get; set; }

    /// <summary>Stands for a name that is not known, and seems to have been in every object.</summary>
    public ref CachedName None => ref _entries[^1];

    /// <summary>The name with this number.</summary>
    public ref CachedName this[int index] => ref _entries[index];

    // As many bytes as the name is long, from the middle backwards, and none after it.
    private static ReadOnlySpan<byte> Masks =>
    [
        0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
        0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    ];

    /// <summary>The name that these 32 bytes begin with, at a place of the map.</summary>
    /// <param name="bytes">The name, and anything after it.</param>
    /// <param name="length">How long the name is; from 1 to <see cref="LengthMax"/>.</param>
    /// <param name="place">Where it is looked up, or <see cref="FieldMap.Nowhere"/>.</param>
    /// <returns>
    /// <see cref="None"/> if the name has other characters than printed ASCII, a quote or a backslash, or if there was
    /// no room; then there is some afterwards.
    /// </returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref CachedName Find(Vector256<byte> bytes, uint length, int place)
    {
        unchecked
        {
            Debug.Assert(length is >= 1 and <= LengthMax);
            ref var mask = ref Unsafe.Add(ref MemoryMarshal.GetReference(Masks), Vector256<byte>.Count);
            var text = bytes & Vector256.LoadUnsafe(ref Unsafe.Subtract(ref mask, (nuint)length));
            var words = (text.GetLower() ^ text.GetUpper()).AsUInt64();
            var key = KeyOf(length, place);
            var hash = BitOperations.Crc32C(BitOperations.Crc32C(key, words[0]), words[1]);
            ref var entry = ref Unsafe.Add(
                ref MemoryMarshal.GetArrayDataReference(_entries), (nuint)(hash & ((1 << CapacityLog2) - 1)));
            if (entry.Key == key && entry.Text == text)
            {
                return ref entry;
            }

            return ref FindFurther(ref entry, text, length, place);
        }
    }

    /// <summary>The number of a name that was found, up to the next time that names are forgotten.</summary>
    public int IndexOf(ref CachedName name) => unchecked((int)(Unsafe.ByteOffset(
        ref MemoryMarshal.GetArrayDataReference(_entries), ref name) / Unsafe.SizeOf<CachedName>()));

    /// <summary>Goes over to another map, unless it is the same.</summary>
    public void Use(FieldMap map)
    {
        if (!ReferenceEquals(map, Map))
        {
            Map = map;
            Clear();
        }
    }

    private void Clear()
    {
        _entries.AsSpan(0, _entries.Length - 1).Clear();
        _count = 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint KeyOf(uint length, int place) => unchecked(((uint)(place + 1) << 8) | length);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private ref CachedName FindFurther(ref CachedName first, Vector256<byte> text, uint length, int place)
    {
        if (!PlainText.IsPlain(text, length))
        {
            return ref None;
        }

        var key = KeyOf(length, place);
        for (var probe = 0; probe < ProbesMax; probe++)
        {
            ref var entry = ref Unsafe.Add(ref first, probe);
            if (entry.Key == 0 && _count < CountMax)
            {
                _count++;
                entry = new CachedName { Text = text, Key = key, Target = TargetOf(text, length, place) };
                return ref entry;
            }

            if (entry.Key == key && entry.Text == text)
            {
                return ref entry;
            }
        }

        Clear();
        return ref None;
    }

    private NameTarget TargetOf(Vector256<byte> text, uint length, int place)
    {
        Span<byte> name = stackalloc byte[Vector256<byte>.Count];
        text.CopyTo(name);
        return Map.Find(place, name[..(int)length]);
    }
}
