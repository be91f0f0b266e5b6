using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace EventNormalization.Normalization;

/// <summary>Where the digits, commas and points of a short text stand.</summary>
/// <remarks>A set of places is a number with a bit for each byte of the text, the lowest for the first byte.</remarks>
internal readonly ref struct AmountBits
{
    // No index is so small, so nothing lies before a mark that is not there.
    private const int Nowhere = -128;

    private readonly Vector128<byte> _values;
    private readonly int _start;

    /// <summary>Sorts the bytes of the text, which has so many.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public AmountBits(Vector128<ulong> words, int length)
    {
        unchecked
        {
            var characters = words.AsByte();
            var values = characters - Vector128.Create((byte)'0');
            var areDigits = Vector128.LessThanOrEqual(values, Vector128.Create((byte)9));
            var digits = areDigits.ExtractMostSignificantBits();
            _values = values & areDigits;
            _start = BitOperations.TrailingZeroCount(digits);
            Length = length;
            Commas = Vector128.Equals(characters, Vector128.Create((byte)',')).ExtractMostSignificantBits();
            Points = Vector128.Equals(characters, Vector128.Create((byte)'.')).ExtractMostSignificantBits();
            Others = ~(digits | Commas | Points) & ((1u << length) - 1) & (uint.MaxValue << _start);

            var prefix = (uint)words.ToScalar() & ((1u << (8 * (_start & 3))) - 1);
            IsNegative = ((prefix & 0xFF) == '-') | (prefix >> 8 == '-');
            HasDollar = ((prefix & 0xFF) == '$') | (prefix >> 8 == '$');
        }
    }

    /// <summary>How many bytes the text has.</summary>
    public int Length { get; }

    public uint Commas { get; }

    public uint Points { get; }

    /// <summary>The bytes after the first digit that are neither digits nor commas nor points.</summary>
    public uint Others { get; }

    /// <summary>Whether there is a minus in front of the first digit.</summary>
    public bool IsNegative { get; }

    /// <summary>Whether there is a dollar sign in front of the first digit.</summary>
    public bool HasDollar { get; }

    /// <summary>Whether there is a digit, and nothing in front of it but one minus and one dollar sign.</summary>
    public bool HasKnownPrefix => (IsNegative ? 1 : 0) + (HasDollar ? 1 : 0) == _start;

    /// <summary>How many places there are from the first digit to the end.</summary>
    public int PlacesBefore(int end) => unchecked(end - _start);

    /// <summary>How many digits stand between the decimal mark, if there is one, and the end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int PlacesAfter(uint point, int end) =>
        point == 0 ? 0 : unchecked(end - 1 - BitOperations.TrailingZeroCount(point));

    /// <summary>Whether the marks set off groups of three digits up to the end, and no zero begins them.</summary>
    public bool AreGroupsOfThree(uint marks, int end)
    {
        unchecked
        {
            // A first group of four digits would need a mark where the number begins, so it fails the comparison.
            var expected = (0x1111u << (end & 3)) & ((1u << end) - 1) & (uint.MaxValue << _start);
            return marks == expected && _values.GetElement(_start) != 0;
        }
    }

    /// <summary>The number that all digits before the end write.</summary>
    /// <param name="end">A place after the last digit.</param>
    /// <param name="point">The bit of the decimal mark, or 0.</param>
    /// <param name="groups">The bits of the marks before it.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Coefficient(int end, uint point, uint groups)
    {
        unchecked
        {
            // Digits move to the end of the vector. Those before a mark go one place further and so cover it.
            var index = Vector128<sbyte>.Indices - Vector128.Create((sbyte)(ShortText.BytesMax - end));
            var place = point == 0 ? Nowhere : BitOperations.TrailingZeroCount(point);
            index += Vector128.LessThanOrEqual(index, Vector128.Create((sbyte)place));
            while (groups != 0)
            {
                place = 31 - BitOperations.LeadingZeroCount(groups);
                index += Vector128.LessThanOrEqual(index, Vector128.Create((sbyte)place));
                groups ^= 1u << place;
            }

            var digits = Vector128.ShuffleNative(_values, index.AsByte()).AsUInt64();
            return (100_000_000UL * EightDigits.Number(digits.ToScalar())) + EightDigits.Number(digits.GetElement(1));
        }
    }
}
