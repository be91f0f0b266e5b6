using System;
using System.Buffers.Binary;
using System.Diagnostics;
using System.Numerics;

namespace EventNormalization.Aggregation;

/// <summary>A sum of decimals that is exact in any order: nothing is rounded, nothing overflows on the way.</summary>
/// <remarks>
/// <para>The sum is kept as a signed number of 256 bits that counts units of 10^-28. That is room for 2^63 additions
/// of any <see cref="decimal"/>; a sum beyond it is an <see cref="OverflowException"/>.</para>
/// <para>Immutable; <c>default</c> is zero. Two sums are equal when they are the same number, and then their bytes are
/// equal too.</para>
/// </remarks>
[DebuggerDisplay("{ToString(),nq}")]
public readonly struct ExactSum : IEquatable<ExactSum>
{
    /// <summary>The length of the byte form.</summary>
    public const int ByteCount = 32;

    internal const int ScaleMax = 28;

    private const int HalfByteCount = ByteCount / 2;

    private readonly UInt128 _high;
    private readonly UInt128 _low;

    private ExactSum(UInt128 high, UInt128 low)
    {
        _high = high;
        _low = low;
    }

    /// <summary>The sum and one more decimal.</summary>
    /// <param name="value">Any decimal; its scale means nothing.</param>
    /// <returns>A new sum; this one stays as it is.</returns>
    /// <exception cref="OverflowException">The sum is of more than 2^63 decimals.</exception>
    public ExactSum Add(decimal value)
    {
        var bits = DecimalBits.Of(value);
        var magnitude = UnitsOf(bits);
        return Merge(bits.IsNegative ? magnitude.Negate() : magnitude);
    }

    /// <summary>The sum of the decimals of both sums.</summary>
    /// <param name="other">Its decimals are added once more if they are in this sum already.</param>
    /// <returns>A new sum; both operands stay as they are.</returns>
    /// <exception cref="OverflowException">The sum is of more than 2^63 decimals.</exception>
    public ExactSum Merge(ExactSum other)
    {
        unchecked
        {
            var low = _low + other._low;
            var high = _high + other._high + (low < _low ? UInt128.One : UInt128.Zero);
            if ((Int128)((_high ^ high) & (other._high ^ high)) < 0)
            {
                throw new OverflowException("The sum needs more than 256 bits: it is of more than 2^63 decimals.");
            }

            return new(high, low);
        }
    }

    /// <summary>The sum as a decimal without trailing zeros, or <c>aggregate.range</c> if none is exactly it.</summary>
    /// <returns>An error only where the coefficient needs more than 96 bits.</returns>
    public AggregateResult<decimal> ToDecimal() =>
        DecimalPowers.TryReduce(ToBigInteger(), out var value) ? value : AggregateError.Range(ToString());

    /// <summary>Writes the sum: 32 bytes, a signed number in two's complement, big-endian, of 10^-28 each.</summary>
    /// <param name="destination">At least 32 bytes; what is after them stays as it is.</param>
    /// <exception cref="ArgumentException"><paramref name="destination"/> is shorter than 32 bytes.</exception>
    public void WriteTo(Span<byte> destination)
    {
        if (destination.Length < ByteCount)
        {
            throw new ArgumentException($"A sum needs {ByteCount} bytes of room.", nameof(destination));
        }

        BinaryPrimitives.WriteUInt128BigEndian(destination, _high);
        BinaryPrimitives.WriteUInt128BigEndian(destination[HalfByteCount..], _low);
    }

    /// <summary>Reads what <see cref="WriteTo"/> wrote.</summary>
    /// <param name="bytes">Exactly 32 bytes.</param>
    /// <returns>The sum that was written, to the last digit.</returns>
    /// <exception cref="ArgumentException"><paramref name="bytes"/> is not of 32 bytes.</exception>
    public static ExactSum ReadFrom(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != ByteCount)
        {
            throw new ArgumentException($"A sum has {ByteCount} bytes, not {bytes.Length}.", nameof(bytes));
        }

        return new(
            BinaryPrimitives.ReadUInt128BigEndian(bytes),
            BinaryPrimitives.ReadUInt128BigEndian(bytes[HalfByteCount..]));
    }

    /// <inheritdoc/>
    public bool Equals(ExactSum other) => _high == other._high && _low == other._low;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is ExactSum other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_high, _low);

    /// <summary>The exact sum in plain digits, without trailing zeros, also where no decimal holds it.</summary>
    /// <returns>A text under the invariant culture, without an exponent.</returns>
    public override string ToString() => DecimalPowers.ToPlainText(ToBigInteger());

    /// <summary>Whether two sums are the same number.</summary>
    public static bool operator ==(ExactSum left, ExactSum right) => left.Equals(right);

    /// <summary>Whether two sums are different numbers.</summary>
    public static bool operator !=(ExactSum left, ExactSum right) => !left.Equals(right);

    /// <summary>The mean of <paramref name="count"/> decimals that have this sum.</summary>
    internal decimal DivideBy(long count) => DecimalPowers.Divide(ToBigInteger(), count);

    /// <summary>The units of 10^-28 of a decimal without its sign, as two halves of 128 bits.</summary>
    internal static (UInt128 High, UInt128 Low) MagnitudeOf(decimal value)
    {
        var units = UnitsOf(DecimalBits.Of(value));
        return (units._high, units._low);
    }

    private static ExactSum UnitsOf(in DecimalBits bits) =>
        Multiply(bits.High, bits.Low, DecimalPowers.Of(ScaleMax - bits.Scale));

    /// <summary>The sum in units of 10^-28.</summary>
    internal BigInteger ToBigInteger()
    {
        Span<byte> bytes = stackalloc byte[ByteCount];
        WriteTo(bytes);
        return new BigInteger(bytes, isUnsigned: false, isBigEndian: true);
    }

    /// <summary>The product of a coefficient of 96 bits and a power of at most 10^28, which takes 190 bits.</summary>
    private static ExactSum Multiply(uint high, ulong low, UInt128 power)
    {
        unchecked
        {
            var powerLow = (ulong)power;
            var powerHigh = (ulong)(power >> 64);
            var bottom = Math.BigMul(low, powerLow);

            // 94 and 96 bits, so their sum does not overflow.
            var middle = Math.BigMul(low, powerHigh) + Math.BigMul(high, powerLow);
            var sum = bottom + (middle << 64);
            var carry = sum < bottom ? UInt128.One : UInt128.Zero;
            return new((high * powerHigh) + (middle >> 64) + carry, sum);
        }
    }

    private ExactSum Negate()
    {
        unchecked
        {
            var low = ~_low + 1;
            return new(~_high + (low == 0 ? UInt128.One : UInt128.Zero), low);
        }
    }
}
