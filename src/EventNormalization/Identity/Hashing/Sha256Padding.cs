using System;
using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace EventNormalization.Identity;

/// <summary>Messages as the blocks that SHA-256 hashes (FIPS 180-4, sections 5.1.1 and 5.2.1).</summary>
internal static class Sha256Padding
{
    private const byte EndOfMessage = 0x80;
    private const int LengthBytes = 8;
    private const int LengthAt = Sha256Constants.BlockBytes - LengthBytes;

    /// <summary>How many blocks a message fills, its padding included.</summary>
    public static int CountBlocks(int messageBytes) => ((messageBytes + LengthBytes) / Sha256Constants.BlockBytes) + 1;

    // The remaining bytes of the message, and none after them.
    private static ReadOnlySpan<byte> Masks =>
    [
        0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
        0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
        0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
        0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    ];

    /// <summary>Writes one block of a message in a buffer.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void WriteBlock(ReadOnlySpan<byte> buffer, MessageSpan message, int index, Span<byte> block)
    {
        unchecked
        {
            var start = index * Sha256Constants.BlockBytes;
            var left = message.Length - start;
            if (left < 0 || buffer.Length - message.Start - start < Sha256Constants.BlockBytes)
            {
                // Nothing after the buffer is read.
                WriteBlock(buffer.Slice(message.Start, message.Length), index, block);
                return;
            }

            var bytes = Vector512.Create(buffer[(message.Start + start)..]);
            if (left >= Sha256Constants.BlockBytes)
            {
                bytes.CopyTo(block);
                return;
            }

            ref var mask = ref Unsafe.Add(ref MemoryMarshal.GetReference(Masks), Sha256Constants.BlockBytes);
            (bytes & Vector512.LoadUnsafe(ref Unsafe.Subtract(ref mask, left))).CopyTo(block);
            block[left] = EndOfMessage;
            if (left < LengthAt)
            {
                BinaryPrimitives.WriteInt64BigEndian(block[LengthAt..], 8L * message.Length);
            }
        }
    }

    private static void WriteBlock(ReadOnlySpan<byte> message, int index, Span<byte> block)
    {
        var start = index * Sha256Constants.BlockBytes;
        var left = message.Length - start;
        if (left >= Sha256Constants.BlockBytes)
        {
            message.Slice(start, Sha256Constants.BlockBytes).CopyTo(block);
            return;
        }

        block.Clear();
        if (left >= 0)
        {
            message[start..].CopyTo(block);
            block[left] = EndOfMessage;
        }

        if (left < LengthAt)
        {
            BinaryPrimitives.WriteInt64BigEndian(block[LengthAt..], 8L * message.Length);
        }
    }
}
