using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using EventNormalization.Json;

namespace EventNormalization.Normalization;

/// <content>Single tokens: what stands at a position, and where it ends.</content>
internal sealed partial class QuickScanner
{
    /// <summary>Reads a text, a number or a word, and notes it; returns where it ends, or a negative number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int ReadScalar(ReadOnlySpan<byte> json, ref byte origin, int position, byte first, FoundName name)
    {
        unchecked
        {
            if (first == '"')
            {
                var length = PlainLength(ref origin, position, out _);
                if (length - 1 >= KnownNames.LengthMax)
                {
                    return ReadAnyText(json, position, name);
                }

                found.Add(name, FoundKind.PlainText, position + 1, (int)length);
                return position + (int)length + 2;
            }

            if (first < 'a')
            {
                var end = FindEndOfNumber(json, ref origin, position);
                found.Add(name, FoundKind.Number, position, end - position);
                return end;
            }

            return ReadWord(ref origin, position, name);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private int ReadAnyText(ReadOnlySpan<byte> json, int position, FoundName name)
    {
        var scan = JsonTextScan.Read(json, position);
        if (scan.Fault != JsonFault.None)
        {
            return -1;
        }

        found.AddText(name, scan.Text);
        return scan.Position;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private int ReadWord(ref byte origin, int position, FoundName name)
    {
        unchecked
        {
            var word = Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref origin, position));
            if (word == JsonWords.Null)
            {
                return position + 4;
            }

            var isTrue = word == JsonWords.True;
            if (!isTrue && (word != JsonWords.Fals || At(ref origin, position + 4) != 'e'))
            {
                return -1;
            }

            var length = isTrue ? 4 : 5;
            found.Add(name, isTrue ? FoundKind.True : FoundKind.False, position, length);
            return position + length;
        }
    }

    /// <summary>Where the number that begins here ends; negative if there is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int FindEndOfNumber(ReadOnlySpan<byte> json, ref byte origin, int position)
    {
        unchecked
        {
            // A bit for each of sixteen bytes that is no digit, and more behind them.
            var bytes = Vector128.LoadUnsafe(ref origin, (nuint)(uint)position);
            var digits = Vector128.LessThanOrEqual(bytes - Vector128.Create((byte)'0'), Vector128.Create((byte)9));
            var others = ~digits.ExtractMostSignificantBits();
            var length = BitOperations.TrailingZeroCount(others);
            var hasInteger = length == 1 | (length > 1 & At(ref origin, position) != '0');
            if (At(ref origin, position + length) == '.')
            {
                var whole = length;
                others &= others - 1;
                length = BitOperations.TrailingZeroCount(others);
                hasInteger &= length > whole + 1;
            }

            var isWhole = length < Vector128<byte>.Count && (At(ref origin, position + length) | 0x20) != 'e';
            return hasInteger && isWhole ? position + length : JsonNumbers.FindEnd(json, position);
        }
    }

    /// <summary>The length of the text whose opening quote is here, if it has printed ASCII characters alone.</summary>
    /// <param name="origin">The first byte of the event.</param>
    /// <param name="position">Where the quote is, or whatever else is there.</param>
    /// <param name="bytes">The 32 bytes behind it.</param>
    /// <returns>At most 31; more if it is longer, not plain or no text.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint PlainLength(ref byte origin, int position, out Vector256<byte> bytes)
    {
        unchecked
        {
            bytes = Vector256.LoadUnsafe(ref origin, (nuint)(uint)position + 1);
            var quotes = Vector256.Equals(bytes, Vector256.Create((byte)'"')).ExtractMostSignificantBits();
            var others = (Vector256.Equals(bytes, Vector256.Create((byte)'\\'))
                | Vector256.GreaterThan(bytes - Vector256.Create((byte)' '), Vector256.Create((byte)('~' - ' '))))
                .ExtractMostSignificantBits();
            var isPlain = At(ref origin, position) == '"' && (others & (quotes ^ (quotes - 1))) == 0 && quotes != 0;
            return isPlain ? (uint)BitOperations.TrailingZeroCount(quotes) : uint.MaxValue;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int SkipBlanks(ref byte origin, int position)
    {
        unchecked
        {
            while (At(ref origin, position) is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')
            {
                position++;
            }

            return position;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static byte At(ref byte origin, int position) => Unsafe.Add(ref origin, position);
}
