using System.Runtime.CompilerServices;

namespace EventNormalization.Normalization;

/// <summary>A short member name as two words and a length: equal keys are equal names.</summary>
internal readonly struct NameKey
{
    private readonly ulong _head;
    private readonly ulong _tail;
    private readonly int _length;

    public NameKey(ulong head, ulong tail, int length)
    {
        _head = head;
        _tail = tail;
        _length = length;
    }

    /// <summary>A hash whose high bits are the good ones.</summary>
    public ulong Hash
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            unchecked
            {
                var mixed = (_head ^ ((ulong)(uint)_length << 56)) * 0x9E3779B97F4A7C15;
                return (mixed ^ (mixed >> 32) ^ _tail) * 0xD6E8FEB86659FD93;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool operator ==(in NameKey left, in NameKey right) =>
        left._head == right._head && left._tail == right._tail && left._length == right._length;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool operator !=(in NameKey left, in NameKey right) => !(left == right);

    public override bool Equals(object? obj) => obj is NameKey other && this == other;

    public override int GetHashCode() => (int)(Hash >> 33);
}
