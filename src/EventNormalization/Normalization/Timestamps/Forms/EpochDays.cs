using System;
using NodaTime;

namespace EventNormalization.Normalization;

/// <summary>Numbers of days: those of spreadsheets, and those since 1970 of columnar formats.</summary>
internal static class EpochDays
{
    private const int FractionDigits = 18;
    private const ulong FractionsPerDay = 1_000_000_000_000_000_000;
    private const int SecondsPerDay = 86_400;
    private const int MillisecondsPerDay = 86_400_000;
    private const long NanosecondsPerSecond = 1_000_000_000;
    private const long DayMax = 2_958_465;

    // Day 1 is 1900-01-01. After the day 60 that no calendar has, the numbers are one too large.
    private const int ExcelStart = -25_568;
    private const int ExcelNoDay = 60;

    /// <summary>Reads a number of days.</summary>
    public static ParseResult<Instant> Convert(
        scoped EpochDecimal value, EpochUnit unit, scoped in TimestampText text)
    {
        if (!value.TrySplitWhole(FractionDigits, out var day, out var fraction) || day > DayMax)
        {
            return unit == EpochUnit.Days ? TimestampFailures.Range : TimestampFailures.ExcelDay;
        }

        return unit == EpochUnit.Days
            ? ReadDays(value, day, fraction)
            : value.IsNegative ? TimestampFailures.ExcelDay : ReadExcel(day, fraction, text);
    }

    private static ParseResult<Instant> ReadDays(scoped EpochDecimal value, long day, ulong fraction)
    {
        var perDay = (UInt128)(SecondsPerDay * (ulong)NanosecondsPerSecond);
        var (nanosecond, rest) = UInt128.DivRem(fraction * perDay, FractionsPerDay);
        if (rest != 0 || value.HasDigitsFrom(value.IntegerDigits + FractionDigits))
        {
            return TimestampFailures.Precision;
        }

        var sign = value.IsNegative ? -1 : 1;
        var (second, part) = Math.DivRem(sign * (long)nanosecond, NanosecondsPerSecond);
        second += sign * day * SecondsPerDay;
        return part < 0
            ? LocalTimeResolver.ToInstant(second - 1, (int)(part + NanosecondsPerSecond))
            : LocalTimeResolver.ToInstant(second, (int)part);
    }

    private static ParseResult<Instant> ReadExcel(long day, ulong fraction, scoped in TimestampText text)
    {
        // A spreadsheet keeps a double, which is good for a millisecond; half of one is rounded up.
        var rounded = ((2 * (UInt128)fraction * MillisecondsPerDay) + FractionsPerDay) / (2 * (UInt128)FractionsPerDay);
        var millisecond = (int)rounded;
        if (millisecond == MillisecondsPerDay)
        {
            day++;
            millisecond = 0;
        }

        if (day is < 1 or ExcelNoDay or > DayMax)
        {
            return TimestampFailures.ExcelDay;
        }

        var minute = millisecond / 60_000;
        var time = new TimeOfDay(
            minute / 60, minute % 60, millisecond / 1_000 % 60, millisecond % 1_000 * 1_000_000);
        var daysSinceEpoch = ExcelStart + (int)day - (day > ExcelNoDay ? 1 : 0);
        return LocalTimeResolver.Resolve(daysSinceEpoch, time, default, text);
    }
}
