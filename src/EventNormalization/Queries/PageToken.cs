using System;
using System.Buffers.Text;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using EventNormalization.Queries.Authoring;

namespace EventNormalization.Queries;

/// <summary>Marks the last row of a page, so that the next page continues after it.</summary>
/// <remarks>
/// <para>Opaque to callers; it has the row's sort value and key, so rows that are added or removed between two pages
/// never repeat or hide others. It is valid as long as its store, for queries of the same order only. Its text is safe
/// in URLs.</para>
/// <para>Equal when the texts are. <c>default</c> marks no row.</para>
/// </remarks>
[DebuggerDisplay("{ToString(),nq}")]
public readonly struct PageToken : IEquatable<PageToken>, IParsable<PageToken>
{
    private const byte Version = 1;
    private const int HeaderBytes = 4;
    private const int ChecksumBytes = 4;

    private readonly byte[]? _bytes;

    /// <summary>Creates the token of a row.</summary>
    /// <param name="key">What the rows are ordered by.</param>
    /// <param name="direction">Ascending or descending; a token serves a page of the same direction only.</param>
    /// <param name="value">The row's sort value, as <see cref="SortableBytes"/> writes it; at most 255 bytes.</param>
    /// <param name="row">The row's own key, as the store writes it; at most 255 bytes.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The value or the key is longer, or an order is not known.
    /// </exception>
    public PageToken(SortKey key, SortDirection direction, ReadOnlySpan<byte> value, ReadOnlySpan<byte> row)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value.Length, byte.MaxValue, nameof(value));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(row.Length, byte.MaxValue, nameof(row));
        EnumGuard.Checked(key);
        EnumGuard.Checked(direction);
        _bytes = [Version, (byte)key, (byte)direction, (byte)value.Length, .. value, .. row, 0, 0, 0, 0];
        WriteChecksum(_bytes.AsSpan(0, _bytes.Length - ChecksumBytes), _bytes.AsSpan(_bytes.Length - ChecksumBytes));
    }

    private PageToken(byte[] bytes) => _bytes = bytes;

    /// <summary>What the rows are ordered by.</summary>
    public SortKey Key => (SortKey)Bytes[1];

    /// <summary>The direction of the order.</summary>
    public SortDirection Direction => (SortDirection)Bytes[2];

    /// <summary>The row's sort value.</summary>
    public ReadOnlySpan<byte> Value => Bytes.Slice(HeaderBytes, Bytes[3]);

    /// <summary>The row's own key.</summary>
    public ReadOnlySpan<byte> Row => Bytes[(HeaderBytes + Bytes[3])..^ChecksumBytes];

    private ReadOnlySpan<byte> Bytes =>
        _bytes ?? throw new InvalidOperationException("The default page token marks no row.");

    /// <summary>Reads a token's text.</summary>
    /// <param name="text">What <see cref="ToString"/> gave.</param>
    /// <returns>A token equal to the one that was written.</returns>
    /// <exception cref="FormatException">The text is no token.</exception>
    public static PageToken Parse(string text) => TryParse(text, out var token)
        ? token
        : throw new FormatException("The text is not a page token: copy it exactly as the previous page returned it.");

    /// <summary>Reads a token's text.</summary>
    /// <param name="text">What <see cref="ToString"/> gave; <see langword="null"/> is none.</param>
    /// <param name="token">What was read; <c>default</c> where the text was refused.</param>
    /// <returns>Whether the text is one.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, out PageToken token)
    {
        token = default;
        if (text is not { Length: > 0 and <= 1024 } || !Base64Url.IsValid(text))
        {
            return false;
        }

        var bytes = Base64Url.DecodeFromChars(text);
        if (!IsToken(bytes))
        {
            return false;
        }

        token = new PageToken(bytes);
        return true;
    }

    // The text is the same under every culture.
    static PageToken IParsable<PageToken>.Parse(string s, IFormatProvider? provider) => Parse(s);

    static bool IParsable<PageToken>.TryParse(
        [NotNullWhen(true)] string? s, IFormatProvider? provider, out PageToken result) => TryParse(s, out result);

    /// <inheritdoc/>
    public bool Equals(PageToken other) => _bytes.AsSpan().SequenceEqual(other._bytes);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is PageToken other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        hash.AddBytes(_bytes);
        return hash.ToHashCode();
    }

    /// <summary>The token's text; empty for <c>default</c>.</summary>
    /// <returns>The text, in the alphabet of base64url (RFC 4648, section 5).</returns>
    public override string ToString() => _bytes is null ? "" : Base64Url.EncodeToString(_bytes);

    /// <summary>Whether two tokens are equal.</summary>
    public static bool operator ==(PageToken left, PageToken right) => left.Equals(right);

    /// <summary>Whether two tokens differ.</summary>
    public static bool operator !=(PageToken left, PageToken right) => !left.Equals(right);

    private static bool IsToken(byte[] bytes)
    {
        if (bytes.Length < HeaderBytes + ChecksumBytes || bytes[0] != Version
            || !Enum.IsDefined((SortKey)bytes[1]) || !Enum.IsDefined((SortDirection)bytes[2])
            || HeaderBytes + bytes[3] + ChecksumBytes > bytes.Length)
        {
            return false;
        }

        Span<byte> checksum = stackalloc byte[ChecksumBytes];
        WriteChecksum(bytes.AsSpan(0, bytes.Length - ChecksumBytes), checksum);
        return checksum.SequenceEqual(bytes.AsSpan(bytes.Length - ChecksumBytes));
    }

    /// <summary>A checksum that detects truncated or mistyped tokens.</summary>
    private static void WriteChecksum(ReadOnlySpan<byte> bytes, Span<byte> destination)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, hash);
        hash[..ChecksumBytes].CopyTo(destination);
    }
}
