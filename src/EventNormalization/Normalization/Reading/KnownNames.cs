using System;
using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace EventNormalization.Normalization;

/// <summary>Remembers what spellings of names meant, so that a name seen before costs one comparison.</summary>
/// <remarks>
/// Of one thread. Holds names of 1 to 31 bytes as they stand, each at its own place of the map once. Its room is
/// bounded: whoever sends ever new names makes it forget all of them now and then, which costs time but no memory.
/// </remarks>
internal sealed class KnownNames(FieldMap map)
{
    /// <summary>The longest name that is remembered, in bytes.</summary>
    public const int LengthMax = 31;

    private const int RoomLog2 = 9;
    private const int CountMax = 1 << (RoomLog2 - 1);
    private const int ProbesMax = 8;

    // No probe leaves the room, since the last places are nobody's first.
    private readonly KnownName[] _entries = new KnownName[(1 << RoomLog2) + ProbesMax];
    private int _count;

    /// <summary>Knows what names mean that are not remembered.</summary>
    public FieldMap Map { get; private set; } = map;

    /// <summary>The name with this number.</summary>
    public ref KnownName this[int index] => ref _entries[index];

    // As many bytes as the name is long, and none behind it.
    private static ReadOnlySpan<byte> Masks =>
    [
        0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
        0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    ];

    /// <summary>The name that these 32 bytes begin with, at a place of the map.</summary>
    /// <param name="bytes">The name, and anything behind it.</param>
    /// <param name="length">How long the name is; from 1 to <see cref="LengthMax"/>.</param>
    /// <param name="place">Where it is looked up, or <see cref="FieldMap.Nowhere"/>.</param>
    /// <returns>A null reference where there was no room; there is afterwards.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref KnownName Find(Vector256<byte> bytes, int length, int place)
    {
        unchecked
        {
            Debug.Assert(length is >= 1 and <= LengthMax);
            ref var masks = ref MemoryMarshal.GetReference(Masks);
            var text = bytes & Vector256.LoadUnsafe(ref masks, (nuint)(uint)(Vector256<byte>.Count - length));
            var words = (text.GetLower() ^ text.GetUpper()).AsUInt64();
            var hash = BitOperations.Crc32C(BitOperations.Crc32C((uint)place, words[0]), words[1]);
            ref var entry = ref Unsafe.Add(
                ref MemoryMarshal.GetArrayDataReference(_entries), (nuint)(hash & ((1 << RoomLog2) - 1)));
            if (entry.Place == place & entry.Text == text)
            {
                return ref entry;
            }

            return ref FindFurther(ref entry, text, length, place);
        }
    }

    /// <summary>The number of a name that was found, up to the next time that names are forgotten.</summary>
    public int IndexOf(ref KnownName name) => unchecked((int)(Unsafe.ByteOffset(
        ref MemoryMarshal.GetArrayDataReference(_entries), ref name) / Unsafe.SizeOf<KnownName>()));

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
        Array.Clear(_entries);
        _count = 0;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private ref KnownName FindFurther(
        ref KnownName first, Vector256<byte> text, int length, int place)
    {
        for (var probe = 0; probe < ProbesMax; probe++)
        {
            ref var entry = ref Unsafe.Add(ref first, probe);
            if (entry.Text == Vector256<byte>.Zero && _count < CountMax)
            {
                _count++;
                entry = new KnownName { Text = text, Place = place, Target = TargetOf(text, length, place) };
                return ref entry;
            }

            if (entry.Place == place && entry.Text == text)
            {
                return ref entry;
            }
        }

        Clear();
        return ref Unsafe.NullRef<KnownName>();
    }

    private NameTarget TargetOf(Vector256<byte> text, int length, int place)
    {
        Span<byte> name = stackalloc byte[Vector256<byte>.Count];
        text.CopyTo(name);
        return Map.Find(place, name[..length]);
    }
}
