using System;
using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NodaTime;

namespace EventNormalization.Identity;

/// <summary>Where a stored event is found: its part of the store, its timestamp and its id.</summary>
/// <remarks>
/// <para>The part is one of 256, fixed forever, so that a store may be spread over servers: everything that one event
/// changes is in its part. It is the first byte of the id or, of an event with a client key, of the SHA-256 of the
/// canonical JSON (RFC 8785) <c>[client_id, key]</c>, so that equal keys of a client are always in the same
/// part.</para>
/// <para>An id commits to its timestamp and key, so equal ids have equal keys. Ordered by part, timestamp, id.</para>
/// </remarks>
[DebuggerDisplay("{ToString(),nq}")]
public readonly struct EventKey : IEquatable<EventKey>, IComparable<EventKey>
{
    /// <summary>Creates the key of an event.</summary>
    /// <param name="part">The part of the store.</param>
    /// <param name="timestamp">When the event happened.</param>
    /// <param name="id">The event's id.</param>
    public EventKey(byte part, Instant timestamp, RecordId id)
    {
        Part = part;
        Timestamp = timestamp;
        Id = id;
    }

    /// <summary>The part of the store, from 0 to 255.</summary>
    public byte Part { get; }

    /// <summary>When the event happened.</summary>
    public Instant Timestamp { get; }

    /// <summary>The event's id.</summary>
    public RecordId Id { get; }

    /// <summary>What a store finds the event by: its instant and its id.</summary>
    /// <param name="identified">Any event that has its id.</param>
    /// <returns>Equal for equal ids, since the id commits to the timestamp.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="identified"/> is null.</exception>
    public static EventKey Of(IdentifiedEvent identified)
    {
        ArgumentNullException.ThrowIfNull(identified);
        var part = identified.ClientKey is { } key
            ? PartOf(identified.Record.ClientId, key)
            : (byte)(identified.Id.First >> 56);
        return new EventKey(part, identified.Record.Timestamp, identified.Id);
    }

    /// <inheritdoc/>
    public bool Equals(EventKey other) => Id == other.Id && Timestamp == other.Timestamp && Part == other.Part;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is EventKey other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Id.GetHashCode();

    /// <inheritdoc/>
    public int CompareTo(EventKey other)
    {
        var order = Part.CompareTo(other.Part);
        order = order == 0 ? Timestamp.CompareTo(other.Timestamp) : order;
        return order == 0 ? Id.CompareTo(other.Id) : order;
    }

    /// <summary>The part in two hexadecimal digits, a slash, and the id.</summary>
    /// <returns>One line, for people and logs.</returns>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Part:x2}/{Id}");

    /// <summary>Whether two keys are equal.</summary>
    public static bool operator ==(EventKey left, EventKey right) => left.Equals(right);

    /// <summary>Whether two keys differ.</summary>
    public static bool operator !=(EventKey left, EventKey right) => !left.Equals(right);

    /// <summary>Whether the left key comes first.</summary>
    public static bool operator <(EventKey left, EventKey right) => left.CompareTo(right) < 0;

    /// <summary>Whether the right key comes first.</summary>
    public static bool operator >(EventKey left, EventKey right) => left.CompareTo(right) > 0;

    /// <summary>Whether the right key does not come first.</summary>
    public static bool operator <=(EventKey left, EventKey right) => left.CompareTo(right) <= 0;

    /// <summary>Whether the left key does not come first.</summary>
    public static bool operator >=(EventKey left, EventKey right) => left.CompareTo(right) >= 0;

    private static byte PartOf(string clientId, string key)
    {
        var json = new ArrayBufferWriter<byte>();
        json.Write("["u8);
        WriteText(json, clientId);
        json.Write(","u8);
        WriteText(json, key);
        json.Write("]"u8);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(json.WrittenSpan, hash);
        return hash[0];
    }

    private static void WriteText(ArrayBufferWriter<byte> json, string text)
    {
        var utf8 = Encoding.UTF8.GetBytes(text);
        json.Advance(CanonicalText.Write(utf8, json.GetSpan(CanonicalText.LengthMaxOf(utf8.Length))));
    }
}
