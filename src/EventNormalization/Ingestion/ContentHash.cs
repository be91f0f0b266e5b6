using System;
using System.Buffers;
using System.Buffers.Binary;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace EventNormalization.Ingestion;

/// <summary>
/// The SHA-256 (FIPS 180-4) of bytes as they were received: 32 bytes, shown as 64 lower-case hex digits.
/// </summary>
/// <remarks>
/// The key of failed deliveries and of envelopes. It is not the id of an event, which hashes what the event means.
/// Equal when all bytes are; <see langword="default"/> is 32 zero bytes, which no known content hashes to.
/// </remarks>
[DebuggerDisplay("{ToString(),nq}")]
public readonly struct ContentHash : IEquatable<ContentHash>, IComparable<ContentHash>, ISpanParsable<ContentHash>
{
    /// <summary>The length of a hash, in bytes.</summary>
    public const int ByteCount = SHA256.HashSizeInBytes;

    private readonly UInt128 _high;
    private readonly UInt128 _low;

    private ContentHash(UInt128 high, UInt128 low) => (_high, _low) = (high, low);

    /// <summary>Hashes bytes.</summary>
    /// <param name="content">Any bytes, none included; they are not kept.</param>
    /// <returns>The SHA-256 (FIPS 180-4) of the content.</returns>
    public static ContentHash Of(ReadOnlySpan<byte> content)
    {
        Span<byte> bytes = stackalloc byte[ByteCount];
        SHA256.HashData(content, bytes);
        return FromBytes(bytes);
    }

    /// <summary>Wraps a hash that was computed before.</summary>
    /// <param name="bytes">Its 32 bytes.</param>
    /// <returns>The one with these bytes; that they are of any content is not checked.</returns>
    /// <exception cref="ArgumentException">There are not exactly 32 bytes.</exception>
    public static ContentHash FromBytes(ReadOnlySpan<byte> bytes) => bytes.Length == ByteCount
        ? new(
            BinaryPrimitives.ReadUInt128BigEndian(bytes),
            BinaryPrimitives.ReadUInt128BigEndian(bytes[16..]))
        : throw new ArgumentException($"Found {bytes.Length} bytes, expected {ByteCount}.", nameof(bytes));

    /// <summary>Reads 64 hexadecimal digits of either case.</summary>
    /// <param name="text">Exactly 64 digits, <c>0-9</c>, <c>a-f</c> or <c>A-F</c>.</param>
    /// <returns>The one whose lower-case form is the text's.</returns>
    /// <exception cref="FormatException">The text is anything else, blanks around the digits included.</exception>
    public static ContentHash Parse(ReadOnlySpan<char> text) => TryParse(text, out var hash)
        ? hash
        : throw new FormatException(
            $"Found {text.Length} characters, expected the {2 * ByteCount} hexadecimal digits of a hash.");

    /// <summary>Reads 64 hexadecimal digits of either case; anything else is refused, blanks included.</summary>
    /// <param name="text">Exactly 64 digits, <c>0-9</c>, <c>a-f</c> or <c>A-F</c>.</param>
    /// <param name="hash">What was read; <c>default</c> where the text was refused.</param>
    /// <returns>Whether the text is one.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out ContentHash hash)
    {
        Span<byte> bytes = stackalloc byte[ByteCount];
        var isRead = text.Length == 2 * ByteCount
            && Convert.FromHexString(text, bytes, out _, out _) == OperationStatus.Done;
        hash = isRead ? FromBytes(bytes) : default;
        return isRead;
    }

    /// <summary>Writes the 32 bytes.</summary>
    /// <param name="destination">Room for 32 bytes.</param>
    /// <exception cref="ArgumentException">There is less room.</exception>
    public void CopyTo(Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt128BigEndian(destination, _high);
        BinaryPrimitives.WriteUInt128BigEndian(destination[16..], _low);
    }

    /// <summary>The 32 bytes, in memory of their own.</summary>
    /// <returns>An array of 32 bytes that the caller owns.</returns>
    public byte[] ToByteArray()
    {
        var bytes = new byte[ByteCount];
        CopyTo(bytes);
        return bytes;
    }

    /// <inheritdoc/>
    public int CompareTo(ContentHash other) =>
        _high != other._high ? _high.CompareTo(other._high) : _low.CompareTo(other._low);

    /// <inheritdoc/>
    public bool Equals(ContentHash other) => _high == other._high && _low == other._low;

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => obj is ContentHash other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_high, _low);

    /// <summary>The 64 lower-case hexadecimal digits.</summary>
    /// <returns>A text that <see cref="Parse"/> reads back.</returns>
    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[ByteCount];
        CopyTo(bytes);
        return Convert.ToHexStringLower(bytes);
    }

    static ContentHash IParsable<ContentHash>.Parse(string s, IFormatProvider? provider) => Parse(s);

    static bool IParsable<ContentHash>.TryParse(
        [NotNullWhen(true)] string? s, IFormatProvider? provider, out ContentHash result) => TryParse(s, out result);

    static ContentHash ISpanParsable<ContentHash>.Parse(ReadOnlySpan<char> s, IFormatProvider? provider) => Parse(s);

    static bool ISpanParsable<ContentHash>.TryParse(
        ReadOnlySpan<char> s, IFormatProvider? provider, out ContentHash result) => TryParse(s, out result);

    /// <summary>Whether two hashes are equal.</summary>
    public static bool operator ==(ContentHash left, ContentHash right) => left.Equals(right);

    /// <summary>Whether two hashes differ.</summary>
    public static bool operator !=(ContentHash left, ContentHash right) => !left.Equals(right);

    /// <summary>Whether the left hash comes first.</summary>
    public static bool operator <(ContentHash left, ContentHash right) => left.CompareTo(right) < 0;

    /// <summary>Whether the right hash comes first.</summary>
    public static bool operator >(ContentHash left, ContentHash right) => left.CompareTo(right) > 0;

    /// <summary>Whether the right hash does not come first.</summary>
    public static bool operator <=(ContentHash left, ContentHash right) => left.CompareTo(right) <= 0;

    /// <summary>Whether the left hash does not come first.</summary>
    public static bool operator >=(ContentHash left, ContentHash right) => left.CompareTo(right) >= 0;
}
