using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace EventNormalization.Normalization;

/// <summary>Where the digits, commas and points of a short text stand, a bit for each byte, the lowest for the first.</summary>
internal ref struct AmountBits
{
    private const uint EveryFourthBit = 0x1111;

    // No index is so small, so nothing lies before a mark that is not there.
    private const int Nowhere = -128;

    private readonly Vector128<byte> _values;
    private readonly int _start;
    private uint _points;
    private uint _groups;
    private int _end;

    /// <summary>Sorts the bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public AmountBits(Vector128<byte> characters, int length)
    {
        unchecked
        {
            var values = characters - Vector128.Create((byte)'0');
            var areDigits = Vector128.LessThanOrEqual(values, Vector128.Create((byte)9));
            var digits = areDigits.ExtractMostSignificantBits();
            Commas = Vector128.Equals(characters, Vector128.Create((byte)',')).ExtractMostSignificantBits();
            _points = Vector128.Equals(characters, Vector128.Create((byte)'.')).ExtractMostSignificantBits();
            _values = values & areDigits;
            _start = BitOperations.TrailingZeroCount(digits);
            _end = length;
            Others = ~(digits | Commas | _points) & ((1u << length) - 1) & (uint.MaxValue << _start);
        }
    }

    /// <summary>The commas, wherever they stand.</summary>
    public uint Commas { get; }

    /// <summary>The bytes behind the first digit that are neither digits nor commas nor points.</summary>
    public uint Others { get; }

    /// <summary>How many bytes the number has, from its first digit to its last.</summary>
    public readonly int Length => unchecked(_end - _start);

    /// <summary>How many digits stand behind the decimal mark.</summary>
    public readonly int FractionDigits =>
        _points == 0 ? 0 : unchecked(_end - BitOperations.TrailingZeroCount(_points) - 1);

    /// <summary>Takes a minus, a dollar sign, or both in either order, in front of the first digit.</summary>
    /// <param name="firstWord">The first eight bytes.</param>
    /// <param name="hasCurrency">Whether there is a currency mark elsewhere; true afterwards for a dollar sign.</param>
    /// <param name="isNegative">Whether there is a minus.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly bool TryTakePrefix(ulong firstWord, ref bool hasCurrency, out bool isNegative)
    {
        unchecked
        {
            var prefix = (uint)firstWord & ((1u << (8 * (_start & 3))) - 1);
            var first = prefix & 0xFF;
            var second = prefix >> 8;
            isNegative = (first == '-') | (second == '-');
            var hasDollar = (first == '$') | (second == '$');
            var count = (isNegative ? 1 : 0) + (hasDollar ? 1 : 0);
            var isOneMark = !(hasDollar & hasCurrency);
            hasCurrency |= hasDollar;
            return (count == _start) & isOneMark;
        }
    }

    /// <summary>Ends the number before an exponent, with which a point is the decimal mark.</summary>
    public void EndAt(int end)
    {
        _end = end;
        HasExponent = true;
    }

    private bool HasExponent { get; set; }

    /// <summary>Whether a number without commas is digits with at most one point that is the decimal mark.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly bool IsDecimal(NumberFormat format, bool hasCurrency)
    {
        if (_points == 0)
        {
            return true;
        }

        var digits = FractionDigits;
        var mayGroup = digits == 3 && !HasExponent && format != NumberFormat.DecimalPoint;
        return BitOperations.IsPow2(_points) && digits > 0
            && !(mayGroup && (hasCurrency || format != NumberFormat.Invariant));
    }

    /// <summary>Decides between commas and points; false if the groups are not well formed or have two readings.</summary>
    public bool TryGroup(NumberFormat format)
    {
        unchecked
        {
            _groups = Commas;
            var isOneComma = BitOperations.IsPow2(Commas);
            var digitsBehind = _end - 32 + BitOperations.LeadingZeroCount(Commas);
            if (isOneComma && Commas > _points && (_points != 0 || digitsBehind != 3))
            {
                _groups = _points;
                _points = Commas;
            }
            else if (_points == 0 && isOneComma && format is NumberFormat.DecimalComma or NumberFormat.Strict)
            {
                return false;
            }

            return (_points == 0 || (BitOperations.IsPow2(_points) && FractionDigits > 0))
                && (_groups == 0 || AreGroupsOfThree());
        }
    }

    /// <summary>The number that all digits write.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly ulong Coefficient()
    {
        unchecked
        {
            // Digits move to the end of the vector. Those before a mark go one place further and so cover it.
            var index = Vector128<sbyte>.Indices - Vector128.Create((sbyte)(ShortText.BytesMax - _end));
            var point = _points == 0 ? Nowhere : BitOperations.TrailingZeroCount(_points);
            index += Vector128.LessThanOrEqual(index, Vector128.Create((sbyte)point));
            for (var groups = _groups; groups != 0;)
            {
                var mark = 31 - BitOperations.LeadingZeroCount(groups);
                index += Vector128.LessThanOrEqual(index, Vector128.Create((sbyte)mark));
                groups ^= 1u << mark;
            }

            var digits = Vector128.ShuffleNative(_values, index.AsByte()).AsUInt64();
            return (100_000_000UL * EightDigits.Number(digits.ToScalar())) + EightDigits.Number(digits.GetElement(1));
        }
    }

    private readonly bool AreGroupsOfThree()
    {
        unchecked
        {
            // A first group of four digits would need a mark where the number begins, so it fails the comparison.
            var end = _points == 0 ? _end : BitOperations.TrailingZeroCount(_points);
            var expected = (EveryFourthBit << (end & 3)) & ((1u << end) - 1) & (uint.MaxValue << _start);
            return _groups == expected && _values.GetElement(_start) != 0;
        }
    }
}
