using System;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace EventNormalization.Identity;

/// <summary>The compression of SHA-256 (FIPS 180-4, section 6.2.2) for 8 messages at once, with AVX2.</summary>
/// <remarks>Word i of a vector belongs to message i. Names are as in the standard.</remarks>
internal static class Sha256Lanes8
{
    public const int Count = 8;

    public static bool IsSupported => Vector256.IsHardwareAccelerated && Avx2.IsSupported;

    /// <summary>Hashes one block of each message into its hash value.</summary>
    public static void Compress(LaneMemory memory)
    {
        Debug.Assert(memory.Blocks.Length == Count * Sha256Constants.BlockBytes);
        var words = MemoryMarshal.Cast<byte, Vector256<uint>>(memory.Schedule);
        LoadWords(memory.Blocks, words);
        Rounds(words, MemoryMarshal.Cast<uint, Vector256<uint>>(memory.State));
    }

    private static void Rounds(Span<Vector256<uint>> words, Span<Vector256<uint>> state)
    {
        var (a, b, c, d) = (state[0], state[1], state[2], state[3]);
        var (e, f, g, h) = (state[4], state[5], state[6], state[7]);
        ref var word = ref MemoryMarshal.GetReference(words);
        for (var t = 0; t < Sha256Constants.RoundCount; t++)
        {
            var ch = g ^ (e & (f ^ g));
            var maj = (a & b) | (c & (a | b));
            var first = h + (word + Vector256.Create(Sha256Constants.Rounds[t])) + ch + Sigma1(e);
            (h, g, f, e) = (g, f, e, d + first);
            (d, c, b, a) = (c, b, a, first + (Sigma0(a) + maj));
            // The word that is due 16 rounds later does not wait for this round, so the two overlap.
            if (t < Sha256Constants.RoundCount - Sha256Constants.WordsPerBlock)
            {
                Expand(ref word);
            }

            word = ref Unsafe.Add(ref word, 1);
        }

        state[0] += a;
        state[1] += b;
        state[2] += c;
        state[3] += d;
        state[4] += e;
        state[5] += f;
        state[6] += g;
        state[7] += h;
    }

    /// <summary>Computes the word that comes 16 after this one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Expand(ref Vector256<uint> word) => Unsafe.Add(ref word, 16) =
        Sigma1Small(Unsafe.Add(ref word, 14))
        + (Unsafe.Add(ref word, 9) + (Sigma0Small(Unsafe.Add(ref word, 1)) + word));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<uint> Sigma0(Vector256<uint> x) =>
        RotateRight(x, 2) ^ RotateRight(x, 13) ^ RotateRight(x, 22);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<uint> Sigma1(Vector256<uint> x) =>
        RotateRight(x, 6) ^ RotateRight(x, 11) ^ RotateRight(x, 25);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<uint> Sigma0Small(Vector256<uint> x) => RotateRight(x, 7) ^ RotateRight(x, 18) ^ (x >>> 3);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<uint> Sigma1Small(Vector256<uint> x) =>
        RotateRight(x, 17) ^ RotateRight(x, 19) ^ (x >>> 10);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<uint> RotateRight(Vector256<uint> x, int count) => (x >>> count) | (x << (32 - count));

    /// <summary>Turns 8 blocks of 16 big-endian words into 16 vectors, each of one word of all blocks.</summary>
    private static void LoadWords(ReadOnlySpan<byte> blocks, Span<Vector256<uint>> words)
    {
        var rows = MemoryMarshal.Cast<byte, Vector256<byte>>(blocks);

        // The words of the second sixteen rounds are not there yet.
        var halves = words.Slice(2 * Count, Count);
        for (var half = 0; half < 2; half++)
        {
            TransposeWords(rows[half..], halves);
            TransposeWords(rows[(Count + half)..], halves[4..]);
            for (var i = 0; i < 4; i++)
            {
                var (low, high) = (halves[i], halves[i + 4]);
                words[(Count * half) + i] = Avx2.Permute2x128(low, high, 0x20);
                words[(Count * half) + i + 4] = Avx2.Permute2x128(low, high, 0x31);
            }
        }
    }

    /// <summary>In each half of four half blocks, turns four rows of four words into four columns.</summary>
    private static void TransposeWords(ReadOnlySpan<Vector256<byte>> rows, Span<Vector256<uint>> columns)
    {
        var (a, b, c, d) = (Reverse(rows[0]), Reverse(rows[2]), Reverse(rows[4]), Reverse(rows[6]));
        var low01 = Avx2.UnpackLow(a, b).AsUInt64();
        var low23 = Avx2.UnpackLow(c, d).AsUInt64();
        var high01 = Avx2.UnpackHigh(a, b).AsUInt64();
        var high23 = Avx2.UnpackHigh(c, d).AsUInt64();
        columns[0] = Avx2.UnpackLow(low01, low23).AsUInt32();
        columns[1] = Avx2.UnpackHigh(low01, low23).AsUInt32();
        columns[2] = Avx2.UnpackLow(high01, high23).AsUInt32();
        columns[3] = Avx2.UnpackHigh(high01, high23).AsUInt32();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<uint> Reverse(Vector256<byte> row) => Avx2.Shuffle(row, Vector256.Create(
        Vector128.Create((byte)3, 2, 1, 0, 7, 6, 5, 4, 11, 10, 9, 8, 15, 14, 13, 12))).AsUInt32();
}
