using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;
using NodaTime;

namespace EventNormalization.Normalization;

/// <summary>Every reason for which the timestamp parser refuses a value, worded once.</summary>
/// <remarks>
/// Those that depend on the value alone in general are shared, so that a refusal mostly allocates nothing.
/// </remarks>
internal static class TimestampFailures
{
    public static readonly ParseFailure Kind = Create(
        Problems.Kind, "a text such as \"2024-01-15T10:30:00Z\" or a number of seconds or milliseconds since 1970");

    public static readonly ParseFailure TooLong = Create(Problems.TooLong, "a timestamp of at most 128 characters");

    public static readonly ParseFailure Format = Create(
        Problems.Format, "a timestamp such as 2024-01-15T10:30:00Z or 1705314600");

    public static readonly ParseFailure Time = Create(Problems.Format, "a time of day such as 10:30:00 after the date");

    public static readonly ParseFailure TimeRange = Create(Problems.Format, "a time of day from 00:00:00 to 24:00:00");

    public static readonly ParseFailure TwelveHours = Create(Problems.Format, "an hour from 1 to 12 before AM or PM");

    public static readonly ParseFailure JapaneseTwelve = Create(
        Problems.Ambiguous, "an hour from 0 to 11 after 午前 or 午後, since 12 is noon to some and midnight to others");

    public static readonly ParseFailure Seconds = Create(
        Problems.Format, "whole minutes, and a fraction only after the seconds, such as 10:30:00.5");

    public static readonly ParseFailure Offset = Create(
        Problems.Format, "an offset in hours and minutes, such as +02:00, from -23:59 to +23:59");

    public static readonly ParseFailure OffsetOfDate = Create(
        Problems.Format, "a time, or an offset with a colon such as +02:00, from -14:00 to +14:00, after the date");

    public static readonly ParseFailure ZoneName = Create(
        Problems.Format,
        "an offset such as +02:00, UTC, an IANA zone id such as Europe/Paris, or a zone name that the profile maps");

    public static readonly ParseFailure CentralTime = Create(
        Problems.Ambiguous, "an offset such as -06:00, since CST and CDT are zones of three countries");

    public static readonly ParseFailure ZoneSuffix = Create(
        Problems.Format, "zone suffixes of RFC 9557 such as [Europe/Paris], with none that is critical and unknown");

    public static readonly ParseFailure ZoneMismatch = Create(
        Problems.Nonexistent, "an offset that its zone had at that time");

    public static readonly ParseFailure End = Create(Problems.Format, "the end of the text after the timestamp");

    public static readonly ParseFailure LeapSecond = Create(
        Problems.Nonexistent, "the second 60 only in the last minute of a UTC day");

    public static readonly ParseFailure Range = Create(
        Problems.Range, "an instant from 0001-01-01T00:00:00Z to 9999-12-31T23:59:59.999999999Z");

    public static readonly ParseFailure Year = Create(Problems.Range, "a year from 0001 to 9999");

    public static readonly ParseFailure Month = Create(Problems.Nonexistent, "a month from 1 to 12");

    public static readonly ParseFailure NoDay = Create(
        Problems.Incomplete, "a date with year, month and day such as 2024-01-15");

    public static readonly ParseFailure NoYear = Create(Problems.Incomplete, "a date with a year such as 2024-01-15");

    public static readonly ParseFailure NoDate = Create(
        Problems.Incomplete, "a date before the time such as 2024-01-15T10:30:00Z");

    public static readonly ParseFailure TwoDigitYear = Create(
        Problems.Ambiguous, "a year of four digits, or a pivot for two-digit years in the profile");

    public static readonly ParseFailure Century = Create(
        Problems.Ambiguous, "a year of four digits, since 50 to 69 could be 19xx or 20xx");

    public static readonly ParseFailure EpochDigits = Create(
        Problems.Ambiguous,
        "9 or 10 digits of seconds, 12 or 13 of milliseconds, 16 of microseconds or 19 of nanoseconds since 1970, "
        + "or an epoch unit in the profile");

    public static readonly ParseFailure EpochObject = Create(
        Problems.Format,
        "an object of the form {\"$date\":..}, {\"seconds\":..,\"nanos\":..}, {\"_seconds\":..,\"_nanoseconds\":..} "
        + "or {\"epochSecond\":..,\"nano\":..}");

    /// <summary>Of an object that is none of the forms at all, so that it may be no timestamp.</summary>
    public static readonly ParseFailure NoEpochObject = Create(Problems.Kind, EpochObject.Expected);

    private const string OneReading = "a date with one reading such as 2024-01-15T10:30:00Z";

    /// <summary>The reason why a date is not in the calendar.</summary>
    public static ParseFailure NoSuchDate(CivilDate date)
    {
        if (date.Year is < 1 or > 9999)
        {
            return Year;
        }

        if (date.Month is < 1 or > 12)
        {
            return Month;
        }

        var days = CivilDate.DaysInMonth(date.Year, date.Month);
        return Create(Problems.Nonexistent, string.Create(
            CultureInfo.InvariantCulture, $"a day from 1 to {days} in {date.Year:0000}-{date.Month:00}"));
    }

    /// <summary>A week or a day number that the year does not have.</summary>
    public static ParseFailure NoSuchDayOfYear(string unit, int count, int year) => Create(
        Problems.Nonexistent,
        string.Create(CultureInfo.InvariantCulture, $"a {unit} from 1 to {count} in {year:0000}"));

    /// <summary>A stated weekday that the date does not fall on.</summary>
    public static ParseFailure WrongWeekday(int daysSinceEpoch)
    {
        var date = CivilDate.FromDaysSinceEpoch(daysSinceEpoch);
        return Create(Problems.Nonexistent, string.Create(
            CultureInfo.InvariantCulture,
            $"{CivilDate.WeekdayOf(daysSinceEpoch)}, the weekday of {date.Year:0000}-{date.Month:00}-{date.Day:00}"));
    }

    /// <summary>A numeric date in which day and month could change places.</summary>
    public static ParseFailure DayOrMonth(ParseResult<Instant> one, ParseResult<Instant> other) => Create(
        Problems.Ambiguous, "a date such as 2024-01-15, or a date order in the profile", Candidates(one, other));

    /// <summary>A numeric date in a year that another calendar shows now.</summary>
    public static ParseFailure OtherCalendar(ParseResult<Instant> reading) => Create(
        Problems.Ambiguous, "a year from 1900 to 2100 in a numeric date", Candidates(reading, reading));

    /// <summary>Digits that are both a number since the epoch and a date.</summary>
    public static ParseFailure EpochOrDate(ParseResult<Instant> one, ParseResult<Instant> other) =>
        Create(Problems.Ambiguous, OneReading, Candidates(one, other));

    /// <summary>Two offsets that contradict each other.</summary>
    public static ParseFailure TwoOffsets(ParseResult<Instant> one, ParseResult<Instant> other) =>
        Create(Problems.Ambiguous, "one offset such as +02:00", Candidates(one, other));

    /// <summary>A local time that the clocks of its zone show twice.</summary>
    public static ParseFailure Twice(ParseResult<Instant> earlier, ParseResult<Instant> later) => Create(
        Problems.Ambiguous,
        "an offset beside a local time that occurs twice, as clocks go back",
        Candidates(earlier, later));

    /// <summary>A local time that the clocks of its zone skip.</summary>
    public static ParseFailure Skipped(ParseResult<Instant> earlier, ParseResult<Instant> later) => Create(
        Problems.Nonexistent,
        "a local time that the clocks of its zone show; they go forward past this one",
        Candidates(earlier, later));

    private static ParseFailure Create(string problem, string expected) =>
        new() { Problem = problem, Expected = expected };

    private static ParseFailure Create(string problem, string expected, IReadOnlyList<string> candidates) =>
        new() { Problem = problem, Expected = expected, Candidates = candidates };

    /// <summary>The distinct readings that are instants, in order of time.</summary>
    private static string[] Candidates(ParseResult<Instant> one, ParseResult<Instant> other)
    {
        if (!one.IsSuccess || !other.IsSuccess)
        {
            return one.IsSuccess ? [Text(one.Value)] : other.IsSuccess ? [Text(other.Value)] : [];
        }

        return one.Value == other.Value ? [Text(one.Value)]
            : one.Value < other.Value ? [Text(one.Value), Text(other.Value)]
            : [Text(other.Value), Text(one.Value)];
    }

    private static string Text(Instant value)
    {
        Span<byte> buffer = stackalloc byte[InstantText.MaxLength];
        return Encoding.ASCII.GetString(buffer[..InstantText.Write(value, buffer)]);
    }
}
