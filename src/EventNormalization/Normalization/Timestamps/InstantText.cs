using System;
using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using NodaTime;

namespace EventNormalization.Normalization;

/// <summary>The canonical text of an instant, as records show it and as ids are computed from it.</summary>
/// <remarks>
/// <c>2024-01-15T10:30:00Z</c>: ISO 8601 in UTC with four digits of year, a fraction of one to nine digits, the last
/// of them not zero, only when the second is not whole. Every instant of the years 1 to 9999 has exactly one such text:
/// <see cref="TryRead"/> undoes <see cref="Write(Instant, Span{byte})"/> and accepts nothing else.
/// </remarks>
internal static class InstantText
{
    /// <summary>The longest text, in bytes: with nine digits of fraction.</summary>
    public const int MaxLength = 30;

    private const int WholeSecondLength = 20;
    private const int FractionMark = 19;
    private const int SecondsPerDay = 86_400;
    private const long EarliestSecond = -62_135_596_800;
    private const long LatestSecond = 253_402_300_799;

    /// <summary>
    /// Writes the text as UTF-8 and returns its length; <see cref="MaxLength"/> bytes always suffice.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The instant is not in the years 1 to 9999.</exception>
    /// <exception cref="ArgumentException">The destination is shorter than <see cref="MaxLength"/>.</exception>
    public static int Write(Instant value, Span<byte> destination) => Write(value, destination, dates: null);

    /// <summary>The same, with dates that were written before, if there are any.</summary>
    public static int Write(Instant value, Span<byte> destination, DateTexts? dates)
    {
        if (destination.Length < MaxLength)
        {
            throw new ArgumentException("The destination must hold the longest text.", nameof(destination));
        }

        var (second, nanosecond) = value.ToUnixTimeSecondsAndNanoseconds();
        ArgumentOutOfRangeException.ThrowIfLessThan(second, EarliestSecond, nameof(value));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(second, LatestSecond, nameof(value));
        WriteSecond(second, destination, dates);
        return nanosecond == 0 ? WholeSecondLength : WriteFraction(unchecked((uint)nanosecond), destination);
    }

    /// <summary>Writes a date as the characters <c>YYYY-MM-</c> and <c>DD</c>, the first one lowest.</summary>
    public static void WriteDate(int daysSinceEpoch, out ulong yearAndMonth, out ulong dayOfMonth)
    {
        unchecked
        {
            var date = CivilDate.FromDaysSinceEpoch(daysSinceEpoch);
            var century = (uint)date.Year / 100;
            yearAndMonth = Pair(century) | (Pair((uint)date.Year - (100 * century)) << 16)
                | ((ulong)'-' << 32) | (Pair((uint)date.Month) << 40) | ((ulong)'-' << 56);
            dayOfMonth = Pair((uint)date.Day);
        }
    }

    /// <summary>Reads a text that was written here; any other spelling of an instant is refused.</summary>
    public static bool TryRead(ReadOnlySpan<byte> canonical, out Instant value)
    {
        value = default;
        if (canonical.Length is < WholeSecondLength or > MaxLength || canonical[^1] != 'Z' ||
            canonical[4] != '-' || canonical[7] != '-' || canonical[10] != 'T' ||
            canonical[13] != ':' || canonical[16] != ':')
        {
            return false;
        }

        var century = Pair(canonical, 0);
        var yearOfCentury = Pair(canonical, 2);
        var date = new CivilDate(unchecked((100 * century) + yearOfCentury), Pair(canonical, 5), Pair(canonical, 8));
        var hour = Pair(canonical, 11);
        var minute = Pair(canonical, 14);
        var second = Pair(canonical, 17);
        if ((century | yearOfCentury | hour | minute | second) < 0 || !date.Exists ||
            hour > 23 || minute > 59 || second > 59 ||
            !TryReadFraction(canonical[FractionMark..^1], out var nanosecond))
        {
            return false;
        }

        var secondOfDay = unchecked((3600 * hour) + (60 * minute) + second);
        var wholeSecond = Instant.FromUnixTimeSeconds(((long)date.DaysSinceEpoch * SecondsPerDay) + secondOfDay);
        value = nanosecond == 0 ? wholeSecond : wholeSecond.PlusNanoseconds(nanosecond);
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void WriteSecond(long second, Span<byte> destination, DateTexts? dates)
    {
        unchecked
        {
            var sinceEarliest = (ulong)(second - EarliestSecond);
            var dayIndex = (uint)(sinceEarliest / SecondsPerDay);
            var secondOfDay = (uint)(sinceEarliest - ((ulong)dayIndex * SecondsPerDay));
            var day = (int)dayIndex + (int)(EarliestSecond / SecondsPerDay);
            ulong yearAndMonth, dayOfMonth;
            if (dates is null)
            {
                WriteDate(day, out yearAndMonth, out dayOfMonth);
            }
            else
            {
                dates.Find(day, out yearAndMonth, out dayOfMonth);
            }

            var minuteOfDay = secondOfDay / 60;
            var hour = minuteOfDay / 60;

            // The characters YYYY-MM-, DDThh:mm and :ssZ, the first one lowest.
            var dayAndMinute = dayOfMonth | ((ulong)'T' << 16)
                | (Pair(hour) << 24) | ((ulong)':' << 40) | (Pair(minuteOfDay - (60 * hour)) << 48);
            var secondOfMinute = ':' | (Pair(secondOfDay - (60 * minuteOfDay)) << 8) | ((ulong)'Z' << 24);
            BinaryPrimitives.WriteUInt64LittleEndian(destination, yearAndMonth);
            BinaryPrimitives.WriteUInt64LittleEndian(destination[8..], dayAndMinute);
            BinaryPrimitives.WriteUInt32LittleEndian(destination[16..], (uint)secondOfMinute);
        }
    }

    private static int WriteFraction(uint nanosecond, Span<byte> destination)
    {
        unchecked
        {
            destination[FractionMark] = (byte)'.';
            var digits = 9;
            while (nanosecond % 1000 == 0)
            {
                nanosecond /= 1000;
                digits -= 3;
            }

            while (nanosecond % 10 == 0)
            {
                nanosecond /= 10;
                digits--;
            }

            for (var i = FractionMark + digits; i > FractionMark; i--)
            {
                var rest = nanosecond / 10;
                destination[i] = (byte)('0' + nanosecond - (10 * rest));
                nanosecond = rest;
            }

            destination[FractionMark + digits + 1] = (byte)'Z';
            return FractionMark + digits + 2;
        }
    }

    /// <summary>
    /// Reads what stands between the seconds and the <c>Z</c>: nothing, or a point and one to nine digits.
    /// </summary>
    private static bool TryReadFraction(ReadOnlySpan<byte> text, out int nanosecond)
    {
        nanosecond = 0;
        if (text.IsEmpty)
        {
            return true;
        }

        if (text[0] != '.' || text.Length == 1 || text[^1] == '0')
        {
            return false;
        }

        for (var i = 1; i <= 9; i++)
        {
            var digit = i < text.Length ? unchecked((uint)(text[i] - '0')) : 0;
            if (digit > 9)
            {
                return false;
            }

            nanosecond = unchecked((10 * nanosecond) + (int)digit);
        }

        return true;
    }

    /// <summary>The two digits of a number below 100, the first one lowest.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Pair(uint value)
    {
        unchecked
        {
            var tens = value * 103 >> 10;
            return 0x3030 + tens + ((value - (10 * tens)) << 8);
        }
    }

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
