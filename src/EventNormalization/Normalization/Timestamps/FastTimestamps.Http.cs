using System;
using NodaTime;

namespace EventNormalization.Normalization;

/// <content>The form of RFC 7231, <c>Fri, 03 Jul 2015 17:04:07 GMT</c>.</content>
internal static partial class FastTimestamps
{
    private const int HttpLength = 29;

    // The blanks around the day, as they stand in the upper half of the first word, and " GMT" after the lowest byte.
    private const uint SpacesAroundDay = 0x2000_0020;
    private const uint SpacePositions = 0xFF00_00FF;
    private const ulong GmtZone = 0x544D_4720;
    private const uint Zeros = 0x3030_3030;

    /// <summary>The months by the sum of the second and the third letter of their names, modulo 32.</summary>
    private static ReadOnlySpan<byte> MonthsByLetters =>
        [0, 7, 4, 6, 0, 11, 0, 2, 12, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 3, 0, 9, 0, 10, 0, 0, 5, 0, 8, 0, 0, 0];

    /// <summary>The names of the months and a blank as they stand in a word, after a place for no month.</summary>
    private static ReadOnlySpan<uint> MonthNames =>
    [
        0, 0x206E_614A, 0x2062_6546, 0x2072_614D, 0x2072_7041, 0x2079_614D, 0x206E_754A,
        0x206C_754A, 0x2067_7541, 0x2070_6553, 0x2074_634F, 0x2076_6F4E, 0x2063_6544,
    ];

    /// <summary>The names of the weekdays and a comma as they stand in a word, from Monday on.</summary>
    private static ReadOnlySpan<uint> WeekdayNames =>
        [0x2C6E_6F4D, 0x2C65_7554, 0x2C64_6557, 0x2C75_6854, 0x2C69_7246, 0x2C74_6153, 0x2C6E_7553];

    private static bool TryReadHttp(ReadOnlySpan<byte> text, out Instant instant)
    {
        unchecked
        {
            instant = default;
            var day = Word(text, 0);
            var month = Word(text, 8);
            var year = (month >> 32) ^ Zeros;
            var monthNumber = MonthsByLetters[(int)((month >> 8) + (month >> 16)) & 31];
            var second = ReadClock(Word(text, 17));
            if ((((uint)(day >> 32)) & SpacePositions) != SpacesAroundDay || MonthNames[monthNumber] != (uint)month
                || !EightDigits.AreValues(year) || text[16] != ' ' || second < 0 || Word(text, 21) >> 32 != GmtZone)
            {
                return false;
            }

            var pairs = EightDigits.Pairs(year);
            var date = new CivilDate((100 * (byte)pairs) + (byte)(pairs >> 16), monthNumber, Pair(text, 5));
            return date.Exists && date.Year is >= FirstYear and <= LastYear
                && WeekdayNames[(int)CivilDate.WeekdayOf(date.DaysSinceEpoch) - 1] == (uint)day
                && Make(date, second, out instant);
        }
    }
}
