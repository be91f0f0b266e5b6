using System;
using System.Collections.Generic;
using System.Globalization;
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
        Problems.Format, "an offset in hours and minutes, such as +02:00, from -18:00 to +18:00");

    public static readonly ParseFailure OffsetOfMinute = Create(
        Problems.Format,
        "an offset that a zone has, on a quarter hour from -12:00 to +14:00, after a time without seconds");

    public static readonly ParseFailure OffsetOfDate = Create(
        Problems.Format,
        "a time after the date, or after yyyy-MM-dd an offset such as +02:00, on a quarter hour from -12:00 to +14:00");

    public static readonly ParseFailure LostPlus = Create(
        Problems.Format,
        "a sign before the offset, as in 10:30:00+05:30; a + in a URL or a form was probably read as a blank");

    public static readonly ParseFailure Cut = Create(
        Problems.Format, "two digits at the end, as the other parts of the time have; the text was probably cut");

    public static readonly ParseFailure CommaFraction = Create(
        Problems.Format, "a fraction of at most nine digits after the comma, since more are probably another value");

    public static readonly ParseFailure Precision = Create(
        Problems.Precision, "at most nine digits after the point, since an instant is kept to the nanosecond");

    public static readonly ParseFailure TwoZones = Create(
        Problems.Ambiguous, "one zone, or an offset that the zone beside it has");

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

    public static readonly ParseFailure ShortYear = Create(
        Problems.Ambiguous, "a year of four digits, since two could be a day or an hour as well");

    public static readonly ParseFailure Century = Create(
        Problems.Ambiguous, "a year of four digits, since 50 to 69 could be 19xx or 20xx");

    public static readonly ParseFailure EpochDigits = Create(
        Problems.Ambiguous,
        "10 digits of seconds, 13 of milliseconds, 16 of microseconds or 19 of nanoseconds since 1970, "
        + "or an epoch unit in the profile");

    public static readonly ParseFailure NoEpoch = Create(
        Problems.Ambiguous, "seconds other than 0, which a timestamp that was never set has");

    public static readonly ParseFailure ExcelDay = Create(
        Problems.Nonexistent,
        "a day number from 1 to 2958465 other than 60, the 29th of February 1900 of spreadsheets");

    public static readonly ParseFailure ArrayNanoseconds = Create(
        Problems.Ambiguous, "nanoseconds that are 0 or at least 1000000, since fewer could be milliseconds");

    public static readonly ParseFailure SerializedObject = Create(
        Problems.Format,
        "an object of the form {\"$date\":..}, {\"seconds\":..,\"nanos\":..}, {\"seconds\":..,\"nanoseconds\":..}, "
        + "{\"_seconds\":..,\"_nanoseconds\":..}, {\"epochSecond\":..,\"nano\":..}, {\"date\":..,\"timezone\":..} "
        + "or {\"dateTime\":..,\"timeZone\":..}");

    /// <summary>
    /// Of an object that does not even begin as one of the forms does, so that it may be no timestamp.
    /// </summary>
    public static readonly ParseFailure UnknownObject = Create(Problems.Kind, SerializedObject.Expected);

    /// <summary>No event was a number in some unit before this; earlier readings are no help.</summary>
    private static readonly Instant NumbersFrom = Instant.FromUtc(2000, 1, 1, 0, 0);

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
    public static ParseFailure DayOrMonth(
        ParseResult<Instant> one, ParseResult<Instant> other, DateTimeZone zone) => Create(
        Problems.Ambiguous, "a date such as 2024-01-15, or a date order in the profile", Candidates(zone, one, other));

    /// <summary>A numeric date in a year that another calendar shows now.</summary>
    public static ParseFailure OtherCalendar(ParseResult<Instant> reading, DateTimeZone zone) => Create(
        Problems.Ambiguous, "a year from 1900 to 2100 in a numeric date", Candidates(zone, reading));

    /// <summary>Digits that are both a number since the epoch and a date, or a date in two ways.</summary>
    public static ParseFailure SeveralReadings(
        ParseResult<Instant> one, ParseResult<Instant> other, DateTimeZone zone) =>
        Create(Problems.Ambiguous, OneReading, Candidates(zone, one, other));

    /// <summary>A number whose digits tell another unit than the form around it.</summary>
    public static ParseFailure TwoUnits(ParseResult<Instant> one, ParseResult<Instant> other, DateTimeZone zone) =>
        Create(
            Problems.Ambiguous, "a number in the unit that the form around it names", Candidates(zone, one, other));

    /// <summary>A number of nine or twelve digits, with what it could mean.</summary>
    public static ParseFailure SeveralUnits(ReadOnlySpan<ParseResult<Instant>> readings, DateTimeZone zone)
    {
        var instants = Ordered(readings, NumbersFrom);
        return new ParseFailure
        {
            Problem = Problems.Ambiguous,
            Expected = "a number with one unit, or an epoch unit in the profile",
            Candidates = new InstantCandidates(instants, zone),
            CandidateInstants = instants,
        };
    }

    /// <summary>A local time that the clocks of its zone show twice.</summary>
    public static ParseFailure Twice(
        ParseResult<Instant> earlier, ParseResult<Instant> later, DateTimeZone zone) => Create(
        Problems.Ambiguous,
        "an offset beside a local time that occurs twice, as clocks go back",
        Candidates(zone, earlier, later));

    /// <summary>A local time that the clocks of its zone skip.</summary>
    public static ParseFailure Skipped(
        ParseResult<Instant> earlier, ParseResult<Instant> later, DateTimeZone zone) => Create(
        Problems.Nonexistent,
        "a local time that the clocks of its zone show; they go forward past this one",
        Candidates(zone, earlier, later));

    private static ParseFailure Create(string problem, string expected) =>
        new() { Problem = problem, Expected = expected };

    private static ParseFailure Create(string problem, string expected, IReadOnlyList<string> candidates) =>
        new() { Problem = problem, Expected = expected, Candidates = candidates };

    private static InstantCandidates Candidates(
        DateTimeZone zone, params ReadOnlySpan<ParseResult<Instant>> readings) =>
        new(Ordered(readings, Instant.MinValue), zone);

    /// <summary>The distinct readings that are instants, in order of time.</summary>
    private static Instant[] Ordered(ReadOnlySpan<ParseResult<Instant>> readings, Instant earliest)
    {
        var instants = new Instant[readings.Length];
        var count = 0;
        foreach (var reading in readings)
        {
            if (reading.IsSuccess && reading.Value >= earliest && !instants.AsSpan(0, count).Contains(reading.Value))
            {
                instants[count++] = reading.Value;
            }
        }

        Array.Resize(ref instants, count);
        Array.Sort(instants);
        return instants;
    }
}
