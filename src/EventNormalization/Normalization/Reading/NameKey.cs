using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace EventNormalization.Normalization;

/// <summary>A member name of 1 to 16 bytes as two words: equal keys are equal names.</summary>
/// <remarks>The bytes behind a shorter name are zero, which no name of an event holds without an escape.</remarks>
internal readonly struct NameKey
{
    /// <summary>The longest name that a key holds.</summary>
    public const int LengthMax = 16;

    private readonly ulong _head;
    private readonly ulong _tail;

    private NameKey(ulong head, ulong tail)
    {
        _head = head;
        _tail = tail;
    }

    /// <summary>A hash whose high bits are the good ones.</summary>
    public ulong Hash
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            unchecked
            {
                var mixed = _head ^ (_tail * 0x9E3779B97F4A7C15);
                return (mixed ^ (mixed >> 32)) * 0xD6E8FEB86659FD93;
            }
        }
    }

    private static ReadOnlySpan<byte> Masks =>
    [
        0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    ];

    /// <summary>The key of a name.</summary>
    public static NameKey Of(ReadOnlySpan<byte> name)
    {
        Span<byte> padded = stackalloc byte[LengthMax];
        padded.Clear();
        name.CopyTo(padded);
        return Of(ref MemoryMarshal.GetReference(padded), name.Length);
    }

    /// <summary>The key of the name that begins at <paramref name="name"/>; 16 bytes from there must be readable.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NameKey Of(ref byte name, int length)
    {
        var mask = Vector128.LoadUnsafe(ref MemoryMarshal.GetReference(Masks), (nuint)(uint)(LengthMax - length));
        var words = (Vector128.LoadUnsafe(ref name) & mask).AsUInt64();
        return new NameKey(words[0], words[1]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool operator ==(in NameKey left, in NameKey right) =>
        ((left._head ^ right._head) | (left._tail ^ right._tail)) == 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool operator !=(in NameKey left, in NameKey right) => !(left == right);

    public override bool Equals(object? obj) => obj is NameKey other && this == other;

    public override int GetHashCode() => (int)(Hash >> 33);
}
