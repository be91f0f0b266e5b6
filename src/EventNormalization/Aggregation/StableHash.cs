using System;
using System.Buffers.Binary;
using System.Numerics;

namespace EventNormalization.Aggregation;

/// <summary>A hash of 64 bits that is the same on every machine and in every process: XXH64 with the seed 0.</summary>
/// <remarks>
/// Sketches keep what follows from it, so it must never change: another hash is another version of their measures. It
/// spreads values evenly and is no protection against values that were chosen to collide.
/// </remarks>
internal static class StableHash
{
    private const ulong Prime1 = 0x9E3779B185EBCA87;
    private const ulong Prime2 = 0xC2B2AE3D27D4EB4F;
    private const ulong Prime3 = 0x165667B19E3779F9;
    private const ulong Prime4 = 0x85EBCA77C2B2AE63;
    private const ulong Prime5 = 0x27D4EB2F165667C5;
    private const int StripeLength = 4 * sizeof(ulong);

    /// <summary>The hash of bytes; of none, too.</summary>
    public static ulong Of(ReadOnlySpan<byte> bytes)
    {
        unchecked
        {
            var hash = (bytes.Length < StripeLength ? Prime5 : OfStripes(bytes)) + (ulong)bytes.Length;
            var rest = bytes[(bytes.Length - (bytes.Length % StripeLength))..];
            for (; rest.Length >= sizeof(ulong); rest = rest[sizeof(ulong)..])
            {
                hash ^= Round(0, BinaryPrimitives.ReadUInt64LittleEndian(rest));
                hash = (BitOperations.RotateLeft(hash, 27) * Prime1) + Prime4;
            }

            if (rest.Length >= sizeof(uint))
            {
                hash ^= BinaryPrimitives.ReadUInt32LittleEndian(rest) * Prime1;
                hash = (BitOperations.RotateLeft(hash, 23) * Prime2) + Prime3;
                rest = rest[sizeof(uint)..];
            }

            foreach (var value in rest)
            {
                hash = BitOperations.RotateLeft(hash ^ (value * Prime5), 11) * Prime1;
            }

            return Avalanche(hash);
        }
    }

    private static ulong OfStripes(ReadOnlySpan<byte> bytes)
    {
        unchecked
        {
            var (a, b, c, d) = (Prime1 + Prime2, Prime2, 0UL, 0 - Prime1);
            for (; bytes.Length >= StripeLength; bytes = bytes[StripeLength..])
            {
                a = Round(a, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
                b = Round(b, BinaryPrimitives.ReadUInt64LittleEndian(bytes[8..]));
                c = Round(c, BinaryPrimitives.ReadUInt64LittleEndian(bytes[16..]));
                d = Round(d, BinaryPrimitives.ReadUInt64LittleEndian(bytes[24..]));
            }

            var hash = BitOperations.RotateLeft(a, 1) + BitOperations.RotateLeft(b, 7)
                + BitOperations.RotateLeft(c, 12) + BitOperations.RotateLeft(d, 18);
            return MergeRound(MergeRound(MergeRound(MergeRound(hash, a), b), c), d);
        }
    }

    private static ulong Round(ulong lane, ulong input) =>
        unchecked(BitOperations.RotateLeft(lane + (input * Prime2), 31) * Prime1);

    private static ulong MergeRound(ulong hash, ulong lane) =>
        unchecked(((hash ^ Round(0, lane)) * Prime1) + Prime4);

    private static ulong Avalanche(ulong hash)
    {
        unchecked
        {
            hash = (hash ^ (hash >> 33)) * Prime2;
            hash = (hash ^ (hash >> 29)) * Prime3;
            return hash ^ (hash >> 32);
        }
    }
}
