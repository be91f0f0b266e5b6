using System.Runtime.CompilerServices;
using NodaTime;

namespace EventNormalization.Normalization;

/// <summary>
/// A day of the proleptic Gregorian calendar from 0001-01-01 to 9999-12-31, and its place since 1970-01-01.
/// </summary>
/// <remarks>
/// The arithmetic counts years from March, so that the leap day is the last day of its year and every month starts
/// after a fixed number of days. It agrees with NodaTime's ISO calendar on every day of the range.
/// </remarks>
internal readonly struct CivilDate
{
    /// <summary>Days from the March 1 that begins year 0 of the shifted calendar to 1970-01-01.</summary>
    private const int UnixEpochDay = 719_468;

    private const int DaysPer400Years = 146_097;

    public CivilDate(int year, int month, int day)
    {
        Year = year;
        Month = month;
        Day = day;
    }

    public int Year { get; }

    public int Month { get; }

    public int Day { get; }

    /// <summary>Whether the calendar has this day and the library holds its year.</summary>
    public bool Exists => Year is >= 1 and <= 9999 && Month is >= 1 and <= 12 && Day >= 1 &&
        (Day <= 28 || Day <= DaysInMonth(Year, Month));

    /// <summary>Days since 1970-01-01; negative before it. The date must exist.</summary>
    public int DaysSinceEpoch
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            unchecked
            {
                var beforeMarch = Month <= 2 ? 1 : 0;
                var year = (uint)(Year - beforeMarch);
                var month = (uint)(Month + (12 * beforeMarch) - 3);
                var century = year / 100;
                var dayOfYear = (((153 * month) + 2) / 5) + (uint)Day - 1;
                return (int)((1461 * year / 4) - century + (century / 4) + dayOfYear) - UnixEpochDay;
            }
        }
    }

    /// <summary>The date that lies so many days after 1970-01-01.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static CivilDate FromDaysSinceEpoch(int days)
    {
        unchecked
        {
            var shifted = (uint)(days + UnixEpochDay);
            var fourDays = (4 * shifted) + 3;
            var century = fourDays / DaysPer400Years;
            var inCentury = (fourDays % DaysPer400Years) | 3;
            var yearOfCentury = inCentury / 1461;
            var dayOfYear = inCentury % 1461 / 4;
            var month = ((5 * dayOfYear) + 2) / 153;
            var day = dayOfYear - (((153 * month) + 2) / 5) + 1;
            var afterDecember = month >= 10 ? 1u : 0u;
            return new CivilDate(
                (int)((100 * century) + yearOfCentury + afterDecember),
                (int)(month + 3 - (12 * afterDecember)),
                (int)day);
        }
    }

    /// <summary>The weekday of the day that lies so many days after 1970-01-01, a Thursday.</summary>
    public static IsoDayOfWeek WeekdayOf(int daysSinceEpoch) =>
        unchecked((IsoDayOfWeek)((uint)(daysSinceEpoch + UnixEpochDay + 2) % 7) + 1);

    public static bool IsLeapYear(int year) => unchecked((year & 3) == 0 && (year % 100 != 0 || year % 400 == 0));

    public static int DaysInMonth(int year, int month) => month switch
    {
        2 => IsLeapYear(year) ? 29 : 28,
        4 or 6 or 9 or 11 => 30,
        _ => 31,
    };
}
