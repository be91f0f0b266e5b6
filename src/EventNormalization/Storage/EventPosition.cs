using System;
using System.Buffers.Binary;
using System.Diagnostics;
using System.Globalization;

namespace EventNormalization.Storage;

/// <summary>The position of an event in the order in which one part of a store keeps its events.</summary>
/// <remarks>
/// <para>Opaque: the store assigns it when a step is committed, so within a part no event ever appears before one that
/// a reader has already seen. Numbers need not be dense. Ordered by part, commit, ordinal; positions of different parts
/// say nothing about what came first. A position is valid as long as its store.</para>
/// <para><c>default</c> is the position before the first event.</para>
/// </remarks>
[DebuggerDisplay("{ToString(),nq}")]
public readonly struct EventPosition : IEquatable<EventPosition>, IComparable<EventPosition>
{
    /// <summary>The length of a written position, in bytes.</summary>
    public const int ByteCount = 1 + (2 * sizeof(long));

    /// <summary>Creates a position; for stores.</summary>
    /// <param name="part">The part of the store; a store of one part has part 0.</param>
    /// <param name="commit">The number of the commit in its part; at least 0.</param>
    /// <param name="ordinal">The number within the commit; at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is negative.</exception>
    public EventPosition(byte part, long commit, long ordinal)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(commit);
        ArgumentOutOfRangeException.ThrowIfNegative(ordinal);
        Part = part;
        Commit = commit;
        Ordinal = ordinal;
    }

    /// <summary>The part of the store.</summary>
    public byte Part { get; }

    /// <summary>The number of the commit in its part.</summary>
    public long Commit { get; }

    /// <summary>The number within the commit.</summary>
    public long Ordinal { get; }

    /// <summary>Reads what <see cref="WriteTo"/> wrote.</summary>
    /// <param name="bytes">Exactly <see cref="ByteCount"/> bytes.</param>
    /// <returns>A place equal to the one that was written.</returns>
    /// <exception cref="FormatException">The bytes are of no place.</exception>
    public static EventPosition ReadFrom(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != ByteCount || (bytes[1] | bytes[1 + sizeof(long)]) > 0x7F)
        {
            throw new FormatException("The bytes are not a position in a store.");
        }

        return new(
            bytes[0],
            BinaryPrimitives.ReadInt64BigEndian(bytes[1..]),
            BinaryPrimitives.ReadInt64BigEndian(bytes[(1 + sizeof(long))..]));
    }

    /// <summary>Writes the position as bytes that sort like positions.</summary>
    /// <param name="destination">At least <see cref="ByteCount"/> bytes.</param>
    public void WriteTo(Span<byte> destination)
    {
        destination[0] = Part;
        BinaryPrimitives.WriteInt64BigEndian(destination[1..], Commit);
        BinaryPrimitives.WriteInt64BigEndian(destination[(1 + sizeof(long))..], Ordinal);
    }

    /// <inheritdoc/>
    public bool Equals(EventPosition other) =>
        Part == other.Part && Commit == other.Commit && Ordinal == other.Ordinal;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is EventPosition other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Part, Commit, Ordinal);

    /// <inheritdoc/>
    public int CompareTo(EventPosition other)
    {
        var order = Part.CompareTo(other.Part);
        order = order == 0 ? Commit.CompareTo(other.Commit) : order;
        return order == 0 ? Ordinal.CompareTo(other.Ordinal) : order;
    }

    /// <summary>Part, commit and ordinal with points between them.</summary>
    /// <returns>One line under the invariant culture; not read back.</returns>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Part}.{Commit}.{Ordinal}");

    /// <summary>Whether two positions are equal.</summary>
    public static bool operator ==(EventPosition left, EventPosition right) => left.Equals(right);

    /// <summary>Whether two positions differ.</summary>
    public static bool operator !=(EventPosition left, EventPosition right) => !left.Equals(right);

    /// <summary>Whether the left position comes first.</summary>
    public static bool operator <(EventPosition left, EventPosition right) => left.CompareTo(right) < 0;

    /// <summary>Whether the right position comes first.</summary>
    public static bool operator >(EventPosition left, EventPosition right) => left.CompareTo(right) > 0;

    /// <summary>Whether the right position does not come first.</summary>
    public static bool operator <=(EventPosition left, EventPosition right) => left.CompareTo(right) <= 0;

    /// <summary>Whether the left position does not come first.</summary>
    public static bool operator >=(EventPosition left, EventPosition right) => left.CompareTo(right) >= 0;
}
