using System;
using System.Buffers;
using System.Buffers.Binary;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace EventNormalization.Identity;

/// <summary>The id of an event: the SHA-256 (FIPS 180-4) of its record's identity.</summary>
/// <remarks>
/// <para>32 bytes, shown as 64 lower-case hexadecimal digits. Equal when all bytes are equal; ordered as the bytes are,
/// which is also the order of the shown digits.</para>
/// <para><see langword="default"/> is 32 zero bytes, which no known text hashes to.</para>
/// </remarks>
[DebuggerDisplay("{ToString(),nq}")]
public readonly record struct RecordId
    : IComparable<RecordId>, ISpanFormattable, IUtf8SpanFormattable, ISpanParsable<RecordId>
{
    /// <summary>The length of an id, in bytes.</summary>
    public const int ByteCount = SHA256.HashSizeInBytes;

    /// <summary>The length of a shown id, in hexadecimal digits.</summary>
    public const int DigitCount = 2 * ByteCount;

    // The bytes as big-endian numbers, so that the order of numbers is the order of bytes.
    private readonly ulong _a, _b, _c, _d;

    internal RecordId(ulong a, ulong b, ulong c, ulong d) => (_a, _b, _c, _d) = (a, b, c, d);

    /// <summary>The first 64 bits, for callers that distribute ids over their own tables.</summary>
    internal ulong First => _a;

    /// <summary>The second 64 bits.</summary>
    internal ulong Second => _b;

    /// <summary>Whether the left id comes first.</summary>
    public static bool operator <(RecordId left, RecordId right) => left.CompareTo(right) < 0;

    /// <summary>Whether the left id comes first or is the same.</summary>
    public static bool operator <=(RecordId left, RecordId right) => left.CompareTo(right) <= 0;

    /// <summary>Whether the left id comes last.</summary>
    public static bool operator >(RecordId left, RecordId right) => left.CompareTo(right) > 0;

    /// <summary>Whether the left id comes last or is the same.</summary>
    public static bool operator >=(RecordId left, RecordId right) => left.CompareTo(right) >= 0;

    /// <summary>Wraps an id that was computed before.</summary>
    /// <param name="bytes">Exactly 32 bytes; they are copied.</param>
    /// <returns>The id with these bytes, big-endian as SHA-256 writes them.</returns>
    /// <exception cref="ArgumentException">There are not exactly 32 bytes.</exception>
    public static RecordId FromBytes(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != ByteCount)
        {
            throw new ArgumentException($"Found {bytes.Length} bytes, expected {ByteCount}.", nameof(bytes));
        }

        return new RecordId(
            BinaryPrimitives.ReadUInt64BigEndian(bytes), BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]),
            BinaryPrimitives.ReadUInt64BigEndian(bytes[16..]), BinaryPrimitives.ReadUInt64BigEndian(bytes[24..]));
    }

    /// <summary>Hashes content with SHA-256 (FIPS 180-4): the id that the content itself commits to.</summary>
    /// <param name="content">For an event's id, the canonical JSON of its identity fields; any bytes will do.</param>
    /// <returns>The SHA-256 of <paramref name="content"/>, also of no bytes.</returns>
    public static RecordId FromContent(ReadOnlySpan<byte> content)
    {
        Span<byte> hash = stackalloc byte[ByteCount];
        SHA256.HashData(content, hash);
        return FromBytes(hash);
    }

    /// <summary>Reads 64 hexadecimal digits of either case.</summary>
    /// <param name="text">Exactly 64 digits, <c>0-9</c>, <c>a-f</c> or <c>A-F</c>.</param>
    /// <returns>The id whose lower-case form is the text's.</returns>
    /// <exception cref="FormatException">The text is anything else, blanks around the digits included.</exception>
    public static RecordId Parse(ReadOnlySpan<char> text) => TryParse(text, out var id)
        ? id
        : throw new FormatException(
            $"Found \"{text[..Math.Min(text.Length, DigitCount)]}\" ({text.Length} characters), "
            + $"expected {DigitCount} hexadecimal digits.");

    /// <summary>Reads 64 hexadecimal digits of either case; anything else is refused, blanks included.</summary>
    /// <param name="text">Exactly 64 digits, <c>0-9</c>, <c>a-f</c> or <c>A-F</c>.</param>
    /// <param name="id">What was read; <c>default</c> where the text was refused.</param>
    /// <returns><see langword="false"/> for a text of any other form.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out RecordId id)
    {
        Span<byte> bytes = stackalloc byte[ByteCount];
        var isRead = text.Length == DigitCount
            && Convert.FromHexString(text, bytes, out _, out _) == OperationStatus.Done;
        id = isRead ? FromBytes(bytes) : default;
        return isRead;
    }

    /// <summary>Reads 64 hexadecimal digits of either case from UTF-8; anything else is refused.</summary>
    /// <param name="utf8">Exactly 64 digits as ASCII, <c>0-9</c>, <c>a-f</c> or <c>A-F</c>.</param>
    /// <param name="id">What was read; <c>default</c> where the bytes were refused.</param>
    /// <returns><see langword="false"/> for bytes of any other form.</returns>
    public static bool TryParse(ReadOnlySpan<byte> utf8, out RecordId id)
    {
        Span<byte> bytes = stackalloc byte[ByteCount];
        var isRead = utf8.Length == DigitCount
            && Convert.FromHexString(utf8, bytes, out _, out _) == OperationStatus.Done;
        id = isRead ? FromBytes(bytes) : default;
        return isRead;
    }

    static RecordId IParsable<RecordId>.Parse(string s, IFormatProvider? provider) => Parse(s);

    static bool IParsable<RecordId>.TryParse(
        [NotNullWhen(true)] string? s, IFormatProvider? provider, out RecordId result) => TryParse(s, out result);

    static RecordId ISpanParsable<RecordId>.Parse(ReadOnlySpan<char> s, IFormatProvider? provider) => Parse(s);

    static bool ISpanParsable<RecordId>.TryParse(
        ReadOnlySpan<char> s, IFormatProvider? provider, out RecordId result) => TryParse(s, out result);

    /// <summary>Writes the 32 bytes.</summary>
    /// <param name="destination">At least 32 bytes; what is after them stays as it is.</param>
    /// <exception cref="ArgumentException">There is not room for 32 bytes.</exception>
    public void CopyTo(Span<byte> destination)
    {
        if (destination.Length < ByteCount)
        {
            throw new ArgumentException(
                $"Found room for {destination.Length} bytes, expected at least {ByteCount}.", nameof(destination));
        }

        BinaryPrimitives.WriteUInt64BigEndian(destination, _a);
        BinaryPrimitives.WriteUInt64BigEndian(destination[8..], _b);
        BinaryPrimitives.WriteUInt64BigEndian(destination[16..], _c);
        BinaryPrimitives.WriteUInt64BigEndian(destination[24..], _d);
    }

    /// <summary>The 32 bytes, in memory of their own.</summary>
    /// <returns>An array of 32 bytes that the caller owns.</returns>
    public byte[] ToByteArray()
    {
        var bytes = new byte[ByteCount];
        CopyTo(bytes);
        return bytes;
    }

    /// <summary>Compares byte by byte, as unsigned numbers.</summary>
    /// <param name="other">May be <c>default</c>, which comes first.</param>
    /// <returns>Negative if this id comes first, 0 for equal ids, else positive; the order of the 64 digits.</returns>
    public int CompareTo(RecordId other)
    {
        var order = _a.CompareTo(other._a);
        order = order == 0 ? _b.CompareTo(other._b) : order;
        order = order == 0 ? _c.CompareTo(other._c) : order;
        return order == 0 ? _d.CompareTo(other._d) : order;
    }

    /// <summary>A hash that differs from process to process, so that chosen ids cannot crowd a hash table.</summary>
    /// <returns>Never to be stored or sent.</returns>
    public override int GetHashCode() => HashCode.Combine(_a, _b, _c, _d);

    /// <summary>Writes the 64 lower-case digits; returns whether there was room.</summary>
    /// <param name="destination">Receives 64 characters; left as it is if it is shorter.</param>
    /// <param name="charsWritten">64, or 0 where there was no room.</param>
    /// <returns><see langword="false"/> for fewer than 64 characters of room.</returns>
    public bool TryFormat(Span<char> destination, out int charsWritten)
    {
        Span<byte> bytes = stackalloc byte[ByteCount];
        CopyTo(bytes);
        return Convert.TryToHexStringLower(bytes, destination, out charsWritten);
    }

    /// <summary>Writes the 64 lower-case digits as UTF-8; returns whether there was room.</summary>
    /// <param name="utf8Destination">Receives 64 bytes; left as it is if it is shorter.</param>
    /// <param name="bytesWritten">64, or 0 where there was no room.</param>
    /// <returns><see langword="false"/> for fewer than 64 bytes of room.</returns>
    public bool TryFormat(Span<byte> utf8Destination, out int bytesWritten)
    {
        Span<byte> bytes = stackalloc byte[ByteCount];
        CopyTo(bytes);
        return Convert.TryToHexStringLower(bytes, utf8Destination, out bytesWritten);
    }

    /// <summary>The 64 lower-case hexadecimal digits.</summary>
    /// <returns>A text that <see cref="Parse"/> reads back.</returns>
    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[ByteCount];
        CopyTo(bytes);
        return Convert.ToHexStringLower(bytes);
    }

    // There is one format, independent of culture.
    string IFormattable.ToString(string? format, IFormatProvider? formatProvider) => ToString();

    bool ISpanFormattable.TryFormat(
        Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider) =>
        TryFormat(destination, out charsWritten);

    bool IUtf8SpanFormattable.TryFormat(
        Span<byte> utf8Destination, out int bytesWritten, ReadOnlySpan<char> format, IFormatProvider? provider) =>
        TryFormat(utf8Destination, out bytesWritten);
}
