using System.Runtime.CompilerServices;

namespace EventNormalization.Normalization;

/// <summary>Arithmetic on eight characters at once, the first of them in the lowest byte of a word.</summary>
internal static class EightDigits
{
    /// <summary>Eight times the character <c>0</c>; what is left of a digit without it is the digit's value.</summary>
    public const ulong Zeros = 0x3030_3030_3030_3030;

    private const ulong EveryHighBit = 0x8080_8080_8080_8080;
    private const ulong EveryFourthByte = 0x0000_00FF_0000_00FF;

    /// <summary>Whether each byte is a value from 0 to 9.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AreValues(ulong values) =>
        unchecked(((values + 0x7676_7676_7676_7676) | values) & EveryHighBit) == 0;

    /// <summary>In each byte, the number that its value and the one after it write.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Pairs(ulong values) => unchecked((10 * values) + (values >> 8));

    /// <summary>The number that eight values from 0 to 9 write.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Number(ulong values)
    {
        unchecked
        {
            const ulong thousands = 100 + (1_000_000UL << 32);
            const ulong ones = 1 + (10_000UL << 32);
            var pairs = Pairs(values);
            return (uint)((((pairs & EveryFourthByte) * thousands) + (((pairs >> 16) & EveryFourthByte) * ones)) >> 32);
        }
    }

    /// <summary>The values of the eight last digits of a number below 100,000,000.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Of(uint number)
    {
        unchecked
        {
            // Halves, quarters and digits: each step divides all parts at once, by multiplying and shifting.
            var upper = number / 10_000;
            var halves = upper | ((ulong)(number - (upper * 10_000)) << 32);
            var hundreds = ((halves * 10_486) >> 20) & 0x0000_007F_0000_007F;
            var pairs = hundreds | ((halves - (hundreds * 100)) << 16);
            var tens = ((pairs * 103) >> 10) & 0x000F_000F_000F_000F;
            return tens | ((pairs - (tens * 10)) << 8);
        }
    }
}
