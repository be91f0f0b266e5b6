using System;
using System.Runtime.CompilerServices;
using NodaTime;

namespace EventNormalization.Normalization;

/// <summary>The layouts of nearly all events, read at fixed places before the grammar is asked.</summary>
/// <remarks>
/// RFC 3339, also with a blank for the <c>T</c>, without seconds or offset, or with slashes, and the RFC 7231 form
/// <c>Fri, 03 Jul 2015 17:04:07 GMT</c>. What differs in any place, or is no valid date, is left to the grammar, which
/// reads it the same way or says what is wrong: these layouts only save time.
/// </remarks>
internal static class FixedLayouts
{
    private const int DateLength = 10;
    private const int MinuteLength = 16;
    private const int SecondLength = 19;
    private const int HttpLength = 29;
    private const int SecondsPerDay = 86_400;

    public static bool TryRead(ReadOnlySpan<byte> text, TimestampRules rules, out Instant instant)
    {
        instant = default;
        if (text.Length < MinuteLength)
        {
            return false;
        }

        if (text[4] is (byte)'-' or (byte)'/')
        {
            return TryReadYearFirst(text, rules, out instant);
        }

        return text.Length == HttpLength && text[3] == ',' && TryReadHttp(text, out instant);
    }

    private static bool TryReadYearFirst(ReadOnlySpan<byte> text, TimestampRules rules, out Instant instant)
    {
        instant = default;
        var mark = text[4];
        if (text[7] != mark || text[13] != ':' || (text[DateLength] != 'T' && text[DateLength] != ' '))
        {
            return false;
        }

        var date = ReadDate(text);
        var hour = Pair(text, 11);
        var minute = Pair(text, 14);
        var second = 0;
        var position = MinuteLength;
        if (text.Length >= SecondLength && text[MinuteLength] == ':')
        {
            second = Pair(text, 17);
            position = SecondLength;
        }

        if (!date.Exists || hour is < 0 or > 23 || minute is < 0 or > 59 || second is < 0 or > 59 ||
            (mark == '/' && date.Year is < 1900 or > 2100))
        {
            return false;
        }

        var nanosecond = position == SecondLength ? ReadFraction(text, ref position) : 0;
        if (!TryReadOffset(text[position..], rules, out var offset))
        {
            return false;
        }

        var secondOfDay = unchecked((3600 * hour) + (60 * minute) + second - offset);
        return TryMake(date.DaysSinceEpoch, secondOfDay, nanosecond, out instant);
    }

    private static CivilDate ReadDate(ReadOnlySpan<byte> text)
    {
        var century = Pair(text, 0);
        var yearOfCentury = Pair(text, 2);
        return new CivilDate(
            (century | yearOfCentury) < 0 ? 0 : unchecked((100 * century) + yearOfCentury),
            Pair(text, 5),
            Pair(text, 8));
    }

    /// <summary>Reads a point and one to nine digits; leaves the position where there are none or more.</summary>
    private static int ReadFraction(ReadOnlySpan<byte> text, ref int position)
    {
        if ((uint)position >= (uint)text.Length || text[position] != '.')
        {
            return 0;
        }

        unchecked
        {
            var value = 0u;
            var index = position + 1;
            for (; index < text.Length && index <= position + 9; index++)
            {
                var digit = (uint)(text[index] - '0');
                if (digit > 9)
                {
                    break;
                }

                value = (10 * value) + digit;
            }

            var digits = index - position - 1;
            position = digits == 0 ? position : index;
            return (int)(value * PowersOfTen[9 - digits]);
        }
    }

    /// <summary>Reads <c>Z</c>, <c>+hh:mm</c>, <c>+hhmm</c>, or nothing where the profile's zone is UTC.</summary>
    private static bool TryReadOffset(ReadOnlySpan<byte> text, TimestampRules rules, out int offset)
    {
        offset = 0;
        if (text.IsEmpty)
        {
            return ReferenceEquals(rules.Zone, DateTimeZone.Utc);
        }

        if (text.Length == 1)
        {
            return text[0] == 'Z';
        }

        var minuteAt = text.Length == 6 && text[3] == ':' ? 4 : 3;
        if ((text.Length != 5 && minuteAt == 3) || text[0] is not ((byte)'+' or (byte)'-'))
        {
            return false;
        }

        var hour = Pair(text, 1);
        var minute = Pair(text, minuteAt);
        var seconds = unchecked((3600 * hour) + (60 * minute));
        offset = text[0] == '-' ? -seconds : seconds;
        return hour is >= 0 and <= 23 && minute is >= 0 and <= 59;
    }

    private static bool TryReadHttp(ReadOnlySpan<byte> text, out Instant instant)
    {
        instant = default;
        if (text[4] != ' ' || text[7] != ' ' || text[11] != ' ' || text[16] != ' ' || text[19] != ':' ||
            text[22] != ':' || !text[25..].SequenceEqual(" GMT"u8))
        {
            return false;
        }

        var name = Name(text, 8);
        var month = 1 + MonthNames.IndexOf(name);
        var century = Pair(text, 12);
        var yearOfCentury = Pair(text, 14);
        var year = (century | yearOfCentury) < 0 ? 0 : unchecked((100 * century) + yearOfCentury);
        var date = new CivilDate(year, month, Pair(text, 5));
        var hour = Pair(text, 17);
        var minute = Pair(text, 20);
        var second = Pair(text, 23);
        if (!date.Exists || hour is < 0 or > 23 || minute is < 0 or > 59 || second is < 0 or > 59)
        {
            return false;
        }

        var day = date.DaysSinceEpoch;
        return WeekdayNames[(int)CivilDate.WeekdayOf(day) - 1] == Name(text, 0) &&
            TryMake(day, unchecked((3600 * hour) + (60 * minute) + second), 0, out instant);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryMake(int day, int secondOfDay, int nanosecond, out Instant instant)
    {
        var result = LocalTimeResolver.ToInstant(unchecked(((long)day * SecondsPerDay) + secondOfDay), nanosecond);
        instant = result.ValueOrDefault;
        return result.IsSuccess;
    }

    private static ReadOnlySpan<uint> PowersOfTen =>
        [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000];

    private static ReadOnlySpan<int> MonthNames =>
    [
        0x4A616E, 0x466562, 0x4D6172, 0x417072, 0x4D6179, 0x4A756E,
        0x4A756C, 0x417567, 0x536570, 0x4F6374, 0x4E6F76, 0x446563,
    ];

    private static ReadOnlySpan<int> WeekdayNames =>
        [0x4D6F6E, 0x547565, 0x576564, 0x546875, 0x467269, 0x536174, 0x53756E];

    /// <summary>Three letters as one number.</summary>
    private static int Name(ReadOnlySpan<byte> text, int at) => (text[at] << 16) | (text[at + 1] << 8) | text[at + 2];

    /// <summary>The number that two digits write, or -1 where one of them is no digit.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Pair(ReadOnlySpan<byte> text, int at)
    {
        unchecked
        {
            var tens = (uint)(text[at] - '0');
            var ones = (uint)(text[at + 1] - '0');
            return tens > 9 || ones > 9 ? -1 : (int)((10 * tens) + ones);
        }
    }
}
