using System;
using System.Buffers.Binary;

namespace EventNormalization.Identity;

/// <summary>The SHA-256 of an event's identity.</summary>
public readonly record struct EventId
{
    private readonly ulong _a, _b, _c, _d;

    private EventId(ulong a, ulong b, ulong c, ulong d) => (_a, _b, _c, _d) = (a, b, c, d);

    /// <summary>Reads 32 bytes.</summary>
    public static EventId FromBytes(ReadOnlySpan<byte> bytes) => new(
        BinaryPrimitives.ReadUInt64BigEndian(bytes), BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]),
        BinaryPrimitives.ReadUInt64BigEndian(bytes[16..]), BinaryPrimitives.ReadUInt64BigEndian(bytes[24..]));
}
