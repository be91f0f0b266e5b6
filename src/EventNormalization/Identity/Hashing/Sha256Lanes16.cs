using System;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace EventNormalization.Identity;

/// <summary>The compression of SHA-256 (FIPS 180-4, section 6.2.2) for 16 messages at once, with AVX-512.</summary>
/// <remarks>Word i of a vector belongs to message i. Names are as in the standard.</remarks>
internal static class Sha256Lanes16
{
    public const int Count = 16;

    // Tables of three-operand logic: the exclusive or of all, the first chooses between the others, the majority.
    private const byte Xor = 0x96;
    private const byte Ch = 0xCA;
    private const byte Maj = 0xE8;

    public static bool IsSupported => Vector512.IsHardwareAccelerated && Avx512BW.IsSupported;

    /// <summary>Hashes one block of each message into its hash value.</summary>
    public static void Compress(LaneMemory memory)
    {
        Debug.Assert(memory.Blocks.Length == Count * Sha256Constants.BlockBytes);
        var words = MemoryMarshal.Cast<byte, Vector512<uint>>(memory.Schedule);
        LoadWords(memory.Blocks, words);
        Rounds(words, MemoryMarshal.Cast<uint, Vector512<uint>>(memory.State));
    }

    private static void Rounds(Span<Vector512<uint>> words, Span<Vector512<uint>> state)
    {
        var (a, b, c, d) = (state[0], state[1], state[2], state[3]);
        var (e, f, g, h) = (state[4], state[5], state[6], state[7]);
        ref var word = ref MemoryMarshal.GetReference(words);
        for (var t = 0; t < Sha256Constants.RoundCount; t++)
        {
            var first = (h + (word + Vector512.Create(Sha256Constants.Rounds[t])))
                + Avx512F.TernaryLogic(e, f, g, Ch) + Sigma1(e);
            var second = Sigma0(a) + Avx512F.TernaryLogic(a, b, c, Maj);
            (h, g, f, e) = (g, f, e, d + first);
            (d, c, b, a) = (c, b, a, first + second);
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
    private static void Expand(ref Vector512<uint> word) => Unsafe.Add(ref word, 16) =
        Sigma1Small(Unsafe.Add(ref word, 14))
        + (Unsafe.Add(ref word, 9) + (Sigma0Small(Unsafe.Add(ref word, 1)) + word));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<uint> Sigma0(Vector512<uint> x) => Avx512F.TernaryLogic(
        Avx512F.RotateRight(x, 2), Avx512F.RotateRight(x, 13), Avx512F.RotateRight(x, 22), Xor);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<uint> Sigma1(Vector512<uint> x) => Avx512F.TernaryLogic(
        Avx512F.RotateRight(x, 6), Avx512F.RotateRight(x, 11), Avx512F.RotateRight(x, 25), Xor);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<uint> Sigma0Small(Vector512<uint> x) => Avx512F.TernaryLogic(
        Avx512F.RotateRight(x, 7), Avx512F.RotateRight(x, 18), x >>> 3, Xor);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<uint> Sigma1Small(Vector512<uint> x) => Avx512F.TernaryLogic(
        Avx512F.RotateRight(x, 17), Avx512F.RotateRight(x, 19), x >>> 10, Xor);

    /// <summary>Turns 16 blocks of 16 big-endian words into 16 vectors, each of one word of all blocks.</summary>
    private static void LoadWords(ReadOnlySpan<byte> blocks, Span<Vector512<uint>> words)
    {
        var rows = MemoryMarshal.Cast<byte, Vector512<byte>>(blocks);

        // The words of the second sixteen rounds are not there yet.
        var quarters = words.Slice(Count, Count);
        for (var i = 0; i < Count; i += 4)
        {
            TransposeWords(rows.Slice(i, 4), quarters[i..]);
        }

        for (var i = 0; i < 4; i++)
        {
            TransposeQuarters(quarters[i..], words[i..]);
        }
    }

    /// <summary>In each quarter of four blocks, turns four rows of four words into four columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TransposeWords(ReadOnlySpan<Vector512<byte>> rows, Span<Vector512<uint>> columns)
    {
        var (a, b, c, d) = (Reverse(rows[0]), Reverse(rows[1]), Reverse(rows[2]), Reverse(rows[3]));
        var low01 = Avx512F.UnpackLow(a, b).AsUInt64();
        var low23 = Avx512F.UnpackLow(c, d).AsUInt64();
        var high01 = Avx512F.UnpackHigh(a, b).AsUInt64();
        var high23 = Avx512F.UnpackHigh(c, d).AsUInt64();
        columns[0] = Avx512F.UnpackLow(low01, low23).AsUInt32();
        columns[1] = Avx512F.UnpackHigh(low01, low23).AsUInt32();
        columns[2] = Avx512F.UnpackLow(high01, high23).AsUInt32();
        columns[3] = Avx512F.UnpackHigh(high01, high23).AsUInt32();
    }

    /// <summary>Gathers the first quarters of every fourth vector, then the second ones, and so on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TransposeQuarters(ReadOnlySpan<Vector512<uint>> rows, Span<Vector512<uint>> columns)
    {
        var (a, b, c, d) = (rows[0], rows[4], rows[8], rows[12]);
        var even01 = Avx512F.Shuffle4x128(a, b, 0b10_00_10_00);
        var even23 = Avx512F.Shuffle4x128(c, d, 0b10_00_10_00);
        var odd01 = Avx512F.Shuffle4x128(a, b, 0b11_01_11_01);
        var odd23 = Avx512F.Shuffle4x128(c, d, 0b11_01_11_01);
        columns[0] = Avx512F.Shuffle4x128(even01, even23, 0b10_00_10_00);
        columns[4] = Avx512F.Shuffle4x128(odd01, odd23, 0b10_00_10_00);
        columns[8] = Avx512F.Shuffle4x128(even01, even23, 0b11_01_11_01);
        columns[12] = Avx512F.Shuffle4x128(odd01, odd23, 0b11_01_11_01);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<uint> Reverse(Vector512<byte> row) => Avx512BW.Shuffle(row, Vector512.Create(
        Vector256.Create(Vector128.Create((byte)3, 2, 1, 0, 7, 6, 5, 4, 11, 10, 9, 8, 15, 14, 13, 12)))).AsUInt32();
}
