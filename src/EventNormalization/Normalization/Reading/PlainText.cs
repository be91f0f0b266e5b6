using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace EventNormalization.Normalization;

/// <summary>
/// Texts of printed ASCII characters without a quote or a backslash: what stands in JSON means itself.
/// </summary>
internal static class PlainText
{
    /// <summary>The longest text that is told to be plain at once.</summary>
    public const int LengthMax = 31;

    /// <summary>The bytes that are read at once, and written where a plain text is copied.</summary>
    public const int BlockLength = 32;

    /// <summary>How many bytes stand before the first quote; 32 if there is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint LengthOf(Vector256<byte> bytes) => (uint)BitOperations.TrailingZeroCount(
        Vector256.Equals(bytes, Vector256.Create((byte)'"')).ExtractMostSignificantBits());

    /// <summary>A bit for each byte that is no printed ASCII character, or a backslash.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint OthersOf(Vector256<byte> bytes)
    {
        unchecked
        {
            return (Vector256.Equals(bytes, Vector256.Create((byte)'\\'))
                | Vector256.GreaterThan(bytes - Vector256.Create((byte)' '), Vector256.Create((byte)('~' - ' '))))
                .ExtractMostSignificantBits();
        }
    }

    /// <summary>A bit for each byte that ends a run of plain text: those others, and the quote.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint StopsOf(Vector256<byte> bytes) =>
        OthersOf(bytes) | Vector256.Equals(bytes, Vector256.Create((byte)'"')).ExtractMostSignificantBits();

    /// <summary>Whether the text that these bytes begin with is plain and of 1 to 31 bytes.</summary>
    /// <param name="bytes">The text, a quote, and anything after it.</param>
    /// <param name="length">How long it is.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsPlain(Vector256<byte> bytes, uint length) =>
        unchecked(length - 1) < LengthMax && (uint)BitOperations.TrailingZeroCount(OthersOf(bytes)) >= length;

    /// <summary>Whether two blanks stand side by side in the text that these bytes begin with.</summary>
    /// <param name="bytes">The text, its quote, and anything after it.</param>
    /// <param name="length">How long it is.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool HasTwoSpaces(Vector256<byte> bytes, uint length)
    {
        var blanks = Vector256.Equals(bytes, Vector256.Create((byte)' ')).ExtractMostSignificantBits();
        return (uint)BitOperations.TrailingZeroCount(blanks & (blanks >> 1)) < length;
    }

    /// <summary>The same bytes with small letters for capital ones.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<byte> ToLower(Vector256<byte> bytes)
    {
        unchecked
        {
            var fromA = bytes - Vector256.Create((byte)'A');
            var isCapital = Vector256.LessThanOrEqual(fromA, Vector256.Create((byte)('Z' - 'A')));
            return bytes | (isCapital & Vector256.Create((byte)0x20));
        }
    }
}
