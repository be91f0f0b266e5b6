using System;
using System.Buffers.Binary;
using System.Numerics;
using EventNormalization.Aggregation;
using NodaTime;

namespace EventNormalization.Queries.Authoring;

/// <summary>Writes values as bytes that sort like the values, for columns and page tokens of stores.</summary>
/// <remarks>
/// Law: comparing two results byte by byte, a shorter one before a longer one that begins with it, gives the order of
/// the values; reading what was written gives the value again. Decimals lose their trailing zeros. Thread-safe.
/// </remarks>
public static class SortableBytes
{
    /// <summary>The length of an instant, in bytes.</summary>
    public const int InstantByteCount = 12;

    /// <summary>The most bytes of a decimal.</summary>
    public const int DecimalByteCountMax = 17;

    private const byte Zero = 0x80;
    private const byte NegativeEnd = 0xFF;

    // The first digit of a decimal stands at 10^-28 to 10^28.
    private const int ExponentBias = 29;

    /// <summary>Writes an instant.</summary>
    /// <param name="value">Any instant, to the nanosecond.</param>
    /// <param name="destination">At least <see cref="InstantByteCount"/> bytes.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is less room.</exception>
    public static void Write(Instant value, Span<byte> destination)
    {
        var seconds = value.ToUnixTimeSeconds();
        var nanoseconds = (value - Instant.FromUnixTimeSeconds(seconds)).SubsecondNanoseconds;
        BinaryPrimitives.WriteInt64BigEndian(destination, seconds ^ long.MinValue);
        BinaryPrimitives.WriteInt32BigEndian(destination[sizeof(long)..], nanoseconds);
    }

    /// <summary>Reads the bytes that <see cref="Write(Instant, Span{byte})"/> wrote.</summary>
    /// <param name="bytes">What was written.</param>
    /// <returns>To the nanosecond.</returns>
    /// <exception cref="FormatException">The bytes are no instant.</exception>
    public static Instant ReadInstant(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != InstantByteCount)
        {
            throw new FormatException($"Found {bytes.Length} bytes, expected an instant of {InstantByteCount}.");
        }

        var seconds = BinaryPrimitives.ReadInt64BigEndian(bytes) ^ long.MinValue;
        var nanoseconds = BinaryPrimitives.ReadInt32BigEndian(bytes[sizeof(long)..]);
        if (seconds < Instant.MinValue.ToUnixTimeSeconds() || seconds > Instant.MaxValue.ToUnixTimeSeconds()
            || nanoseconds is < 0 or > 999_999_999)
        {
            throw new FormatException("The bytes are not an instant from the year -9998 to 9999.");
        }

        return Instant.FromUnixTimeSeconds(seconds).PlusNanoseconds(nanoseconds);
    }

    /// <summary>Writes a decimal.</summary>
    /// <remarks>
    /// Zero is one byte. Otherwise the first byte encodes the sign and the exponent of the first digit, and each
    /// further one is two digits plus one (1 to 100). The bytes of a negative number are complemented and followed by
    /// 0xFF, so that a number with more digits sorts first.
    /// </remarks>
    /// <param name="value">Any decimal; trailing zeros are not written.</param>
    /// <param name="destination">At least <see cref="DecimalByteCountMax"/> bytes.</param>
    /// <returns>How many bytes were written.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is less room.</exception>
    public static int Write(decimal value, Span<byte> destination)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(destination.Length, DecimalByteCountMax, nameof(destination));
        Span<byte> digits = stackalloc byte[30];
        var (count, point) = ReadDigits(value, digits);
        if (count == 0)
        {
            destination[0] = Zero;
            return 1;
        }

        destination[0] = (byte)(Zero + 1 + point + ExponentBias);
        var length = 1;
        for (var i = 0; i < count; i += 2)
        {
            var second = i + 1 < count ? digits[i + 1] : 0;
            destination[length++] = (byte)((10 * digits[i]) + second + 1);
        }

        return value < 0 ? Complement(destination, length) : length;
    }

    /// <summary>Reads the bytes that <see cref="Write(decimal, Span{byte})"/> wrote.</summary>
    /// <param name="bytes">What was written.</param>
    /// <returns>The decimal, without trailing zeros.</returns>
    /// <exception cref="FormatException">The bytes are no decimal.</exception>
    public static decimal ReadDecimal(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length is 0 or > DecimalByteCountMax)
        {
            throw new FormatException($"Found {bytes.Length} bytes, expected a decimal.");
        }

        if (bytes.Length == 1 && bytes[0] == Zero)
        {
            return 0;
        }

        var isNegative = bytes[0] < Zero;
        if (isNegative && bytes[^1] != NegativeEnd)
        {
            throw new FormatException("The bytes of a negative decimal lack their end byte.");
        }

        var value = ReadDigits(isNegative ? bytes[..^1] : bytes, isNegative);

        // A decimal has exactly one encoding, so any other encoding of the same value is damage.
        Span<byte> written = stackalloc byte[DecimalByteCountMax];
        return written[..Write(value, written)].SequenceEqual(bytes)
            ? value
            : throw new FormatException("The bytes are not the canonical encoding of a decimal.");
    }

    private static decimal ReadDigits(ReadOnlySpan<byte> bytes, bool isNegative)
    {
        var mask = isNegative ? 0xFF : 0;
        var point = (bytes[0] ^ mask) - Zero - 1 - ExponentBias;
        var coefficient = BigInteger.Zero;
        foreach (var value in bytes[1..])
        {
            var pair = (value ^ mask) - 1;
            coefficient = pair is >= 0 and <= 99
                ? (100 * coefficient) + pair
                : throw new FormatException("The digits of a decimal are damaged.");
        }

        var scale = (2 * (bytes.Length - 1)) - point - 1;
        return TryMake(isNegative ? -coefficient : coefficient, scale, out var result)
            ? result
            : throw new FormatException("The bytes are not a decimal of 96 bits and at most 28 decimals.");
    }

    private static bool TryMake(BigInteger coefficient, int scale, out decimal value)
    {
        // A sum counts units of 10^-28, which is where every decimal ends.
        var shift = ExactSum.ScaleMax - scale;
        if (Math.Abs(shift) > 64)
        {
            value = 0;
            return false;
        }

        var power = BigInteger.Pow(10, Math.Abs(shift));
        var rest = BigInteger.Zero;
        var units = shift >= 0 ? coefficient * power : BigInteger.DivRem(coefficient, power, out rest);
        value = 0;
        return rest.IsZero && DecimalPowers.TryReduce(units, out value);
    }

    /// <summary>
    /// The digits without leading and trailing zeros, and the power of ten at which the first stands.
    /// </summary>
    private static (int Count, int Point) ReadDigits(decimal value, Span<byte> digits)
    {
        var bits = DecimalBits.Of(value);
        var coefficient = ((UInt128)bits.High << 64) | bits.Low;
        var count = 0;
        Span<byte> reversed = stackalloc byte[30];
        for (; coefficient != 0; coefficient /= 10)
        {
            reversed[count++] = (byte)(coefficient % 10);
        }

        var point = count - 1 - bits.Scale;
        var trailing = 0;
        while (trailing < count && reversed[trailing] == 0)
        {
            trailing++;
        }

        for (var i = 0; i < count - trailing; i++)
        {
            digits[i] = reversed[count - 1 - i];
        }

        return (count - trailing, point);
    }

    private static int Complement(Span<byte> destination, int length)
    {
        foreach (ref var value in destination[..length])
        {
            value ^= byte.MaxValue;
        }

        destination[length] = NegativeEnd;
        return length + 1;
    }
}
