using System;
using System.Collections.Immutable;
using EventNormalization.Normalization;
using NodaTime;
using Xunit;

namespace EventNormalization.Tests.Normalization.Timestamps;

/// <summary>What a profile decides.</summary>
public class TimestampRulesTests
{
    private static readonly DateTimeZone Paris = DateTimeZoneProviders.Tzdb["Europe/Paris"];

    private static readonly TimestampRules InParis = new() { Zone = Paris };

    [Fact]
    public void The_date_order_decides_between_day_and_month_and_nothing_else()
    {
        var dayFirst = new TimestampRules { DateOrder = DateOrder.DayFirst };
        var monthFirst = new TimestampRules { DateOrder = DateOrder.MonthFirst };

        Assert.Equal("2021-05-04T00:00:00Z", TimestampReading.Of("04/05/2021", dayFirst));
        Assert.Equal("2021-04-05T00:00:00Z", TimestampReading.Of("04/05/2021", monthFirst));
        Assert.Equal("2021-04-13T00:00:00Z", TimestampReading.Of("13/04/2021", monthFirst));
        Assert.Equal("2021-04-05T00:00:00Z", TimestampReading.Of("2021/04/05", dayFirst));
    }

    [Theory]
    [InlineData("2021-03-09T14:05:06", "2021-03-09T13:05:06Z")]
    [InlineData("2021-07-09T14:05:06", "2021-07-09T12:05:06Z")]
    [InlineData("2021-03-09", "2021-03-08T23:00:00Z")]
    [InlineData("2021-03-09T14:05:06Z", "2021-03-09T14:05:06Z")]
    [InlineData("2021-03-09T14:05:06 America/New_York", "2021-03-09T19:05:06Z")]
    [InlineData("1615298706", "2021-03-09T14:05:06Z")]
    public void The_zone_is_that_of_local_times_which_name_none(string text, string expected) =>
        Assert.Equal(expected, TimestampReading.Of(text, InParis));

    [Theory]
    [InlineData("2021-03-28T02:30:00", "timestamp.nonexistent: field 'timestamp': found \"2021-03-28T02:30:00\", "
        + "expected a local time that the clocks of its zone show; they go forward past this one; "
        + "it could be 2021-03-28T01:30:00+01:00 or 2021-03-28T03:30:00+02:00")]
    [InlineData("2021-10-31T02:30:00", "timestamp.ambiguous: field 'timestamp': found \"2021-10-31T02:30:00\", "
        + "expected an offset beside a local time that occurs twice, as clocks go back; "
        + "it could be 2021-10-31T02:30:00+02:00 or 2021-10-31T02:30:00+01:00")]
    [InlineData("2021-10-31T02:30:00+01:00", "2021-10-31T01:30:00Z")]
    [InlineData("2021-03-28T01:59:59", "2021-03-28T00:59:59Z")]
    [InlineData("2021-03-28T03:00:00", "2021-03-28T01:00:00Z")]
    [InlineData("2021-10-31T03:00:00", "2021-10-31T02:00:00Z")]
    public void A_local_time_at_a_change_of_clocks_is_refused_with_its_candidates(string text, string expected) =>
        Assert.Equal(expected, TimestampReading.Of(text, InParis));

    [Theory]
    [InlineData("2021-03-28T02:30:00", "2021-03-28T00:30:00Z", "2021-03-28T01:30:00Z")]
    [InlineData("2021-10-31T02:30:00", "2021-10-31T00:30:00Z", "2021-10-31T01:30:00Z")]
    public void A_profile_may_take_the_earlier_or_the_later(string text, string earlier, string later)
    {
        Assert.Equal(
            earlier, TimestampReading.Of(text, InParis with { LocalTimeResolution = LocalTimeResolution.Earlier }));
        Assert.Equal(
            later, TimestampReading.Of(text, InParis with { LocalTimeResolution = LocalTimeResolution.Later }));
    }

    [Fact]
    public void A_pivot_reads_the_short_years_of_numeric_dates()
    {
        var rules = new TimestampRules { TwoDigitYearPivot = 30, DateOrder = DateOrder.DayFirst };

        Assert.Equal("2030-04-13T00:00:00Z", TimestampReading.Of("13/04/30", rules));
        Assert.Equal("1931-04-13T00:00:00Z", TimestampReading.Of("13/04/31", rules));
        Assert.Equal("1955-03-09T00:00:00Z", TimestampReading.Of("9 Mar 55", rules));
        Assert.Equal(
            "timestamp.ambiguous: field 'timestamp': found \"21-04-13\", expected a date such as 2024-01-15, "
            + "or a date order in the profile; it could be 2013-04-21T00:00:00Z or 2021-04-13T00:00:00Z",
            TimestampReading.Of("21-04-13", rules with { DateOrder = DateOrder.Refuse }));
    }

    [Theory]
    [InlineData(EpochUnit.Seconds, "0", "1970-01-01T00:00:00Z")]
    [InlineData(EpochUnit.Seconds, "-1.5", "1969-12-31T23:59:58.5Z")]
    [InlineData(EpochUnit.Seconds, "17.5", "1970-01-01T00:00:17.5Z")]
    [InlineData(EpochUnit.Seconds, "12345.25", "1970-01-01T03:25:45.25Z")]
    [InlineData(EpochUnit.Milliseconds, "1615298706", "1970-01-19T16:41:38.706Z")]
    [InlineData(EpochUnit.Microseconds, "-1", "1969-12-31T23:59:59.999999Z")]
    [InlineData(EpochUnit.Nanoseconds, "1", "1970-01-01T00:00:00.000000001Z")]
    [InlineData(EpochUnit.AppleSeconds, "636991506.789", "2021-03-09T14:05:06.789Z")]
    [InlineData(EpochUnit.AppleSeconds, "0", "2001-01-01T00:00:00Z")]
    [InlineData(EpochUnit.AppleSeconds, "-0.5", "2000-12-31T23:59:59.5Z")]
    [InlineData(EpochUnit.Days, "18695", "2021-03-09T00:00:00Z")]
    [InlineData(EpochUnit.Days, "18695.5", "2021-03-09T12:00:00Z")]
    [InlineData(EpochUnit.Days, "-1.25", "1969-12-30T18:00:00Z")]
    [InlineData(EpochUnit.DotnetTicks, "637508955067890001", "2021-03-09T14:05:06.7890001Z")]
    [InlineData(EpochUnit.DotnetTicks, "0", "0001-01-01T00:00:00Z")]
    [InlineData(EpochUnit.WindowsFileTime, "132597723067890001", "2021-03-09T14:05:06.7890001Z")]
    [InlineData(EpochUnit.ExcelDays, "1", "1900-01-01T00:00:00Z")]
    [InlineData(EpochUnit.ExcelDays, "59", "1900-02-28T00:00:00Z")]
    [InlineData(EpochUnit.ExcelDays, "61", "1900-03-01T00:00:00Z")]
    [InlineData(EpochUnit.ExcelDays, "44264.5868841319", "2021-03-09T14:05:06.789Z")]
    [InlineData(EpochUnit.ExcelDays, "44264.9999999999", "2021-03-10T00:00:00Z")]
    public void A_declared_unit_reads_every_number(EpochUnit unit, string number, string expected)
    {
        var rules = new TimestampRules { EpochUnit = unit };

        Assert.Equal(expected, TimestampReading.Of(number, rules));
        Assert.Equal(expected, TimestampReading.OfJson(JsonKind.Number, number, rules));
    }

    [Theory]
    [InlineData(EpochUnit.ExcelDays, "60", "nonexistent")]
    [InlineData(EpochUnit.ExcelDays, "60.5", "nonexistent")]
    [InlineData(EpochUnit.ExcelDays, "59.9999999999", "nonexistent")]
    [InlineData(EpochUnit.ExcelDays, "0.5", "nonexistent")]
    [InlineData(EpochUnit.ExcelDays, "-1", "nonexistent")]
    [InlineData(EpochUnit.ExcelDays, "2958466", "nonexistent")]
    [InlineData(EpochUnit.Days, "18695.123456789012345", "precision")]
    [InlineData(EpochUnit.Days, "99999999", "range")]
    [InlineData(EpochUnit.DotnetTicks, "637508883067890001.123", "precision")]
    [InlineData(EpochUnit.Seconds, "1615298706.1234567891", "precision")]
    [InlineData(EpochUnit.WindowsFileTime, "9999999999999999999999", "range")]
    public void A_number_that_its_unit_does_not_have_is_refused(EpochUnit unit, string number, string problem) =>
        Assert.StartsWith(
            "timestamp." + problem,
            TimestampReading.OfJson(JsonKind.Number, number, new TimestampRules { EpochUnit = unit }),
            StringComparison.Ordinal);

    [Fact]
    public void The_days_of_a_spreadsheet_are_local_times_of_the_profile()
    {
        var rules = InParis with { EpochUnit = EpochUnit.ExcelDays };

        Assert.Equal("2021-03-09T13:05:06Z", TimestampReading.OfJson(JsonKind.Number, "44264.5868750", rules));
        Assert.StartsWith(
            "timestamp.nonexistent: field 'timestamp': found 44283.104166667, expected a local time that the clocks",
            TimestampReading.OfJson(JsonKind.Number, "44283.104166667", rules),
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_zone_beside_the_text_is_that_of_a_local_time_and_has_no_say_in_another()
    {
        var profile = ClientProfile.Default;

        Assert.Equal(Instant.FromUtc(2021, 3, 9, 13, 5), ParseIn("2021-03-09 14:05", Paris));
        Assert.Equal(Instant.FromUtc(2021, 3, 9, 14, 5), ParseIn("2021-03-09 14:05Z", Paris));
        Assert.Equal(Instant.FromUtc(2021, 3, 9, 13, 5), ParseIn("[09/Mar/2021:14:05]", Paris));
        Assert.Equal(Instant.FromUtc(2021, 3, 9, 13, 5), ParseIn("20210309140500", Paris));

        Instant ParseIn(string text, DateTimeZone zone) => TimestampParser.ParseIn(
            new FieldInput(JsonKind.Text, System.Text.Encoding.UTF8.GetBytes(text)), profile, zone).Value;
    }

    [Theory]
    [InlineData("Europe/Paris", true)]
    [InlineData("europe/paris", true)]
    [InlineData("W. Europe Standard Time", true)]
    [InlineData("+05:30", true)]
    [InlineData("EST", true)]
    [InlineData("UTC", true)]
    [InlineData("Z", true)]
    [InlineData("Atlantis", false)]
    [InlineData("+25:00", false)]
    [InlineData("", false)]
    public void A_member_that_names_a_zone_is_read_or_refused_but_never_taken_for_UTC(string text, bool isZone) =>
        Assert.Equal(
            isZone,
            ZoneTexts.Find(System.Text.Encoding.UTF8.GetBytes(text), TimestampRules.Default) is not null);

    [Fact]
    public void Digits_that_are_a_date_as_well_stay_ambiguous_under_a_declared_unit_and_numbers_do_not()
    {
        var rules = new TimestampRules { EpochUnit = EpochUnit.Seconds };

        Assert.Equal(
            "timestamp.ambiguous: field 'timestamp': found \"20210309\", expected a date with one reading such as "
            + "2024-01-15T10:30:00Z; it could be 1970-08-22T21:58:29Z or 2021-03-09T00:00:00Z",
            TimestampReading.Of("20210309", rules));
        Assert.Equal("1970-08-22T21:58:29Z", TimestampReading.OfJson(JsonKind.Number, "20210309", rules));
    }

    [Fact]
    public void A_zone_name_that_the_profile_maps_is_read_in_any_case()
    {
        var rules = new TimestampRules
        {
            ZoneNames = ImmutableDictionary<string, DateTimeZone>.Empty.Add("CET", Paris).Add("B", Paris),
        };

        Assert.Equal("2021-07-09T12:05:06Z", TimestampReading.Of("2021-07-09 14:05:06 cet", rules));
        Assert.Equal("2021-07-09T12:05:06Z", TimestampReading.Of("2021-07-09 14:05:06B", rules));
    }

    [Theory]
    [InlineData("EST", 5)]
    [InlineData("EDT", 4)]
    [InlineData("MST", 7)]
    [InlineData("MDT", 6)]
    [InlineData("PST", 8)]
    [InlineData("PDT", 7)]
    [InlineData("UTC", 0)]
    [InlineData("gmt", 0)]
    [InlineData("UT", 0)]
    [InlineData("Z", 0)]
    public void The_zone_names_of_RFC_5322_mean_their_offsets(string name, int hoursBehind) =>
        Assert.Equal(
            $"2021-03-09T{12 + hoursBehind:00}:05:06Z",
            TimestampReading.Of("2021-03-09 12:05:06 " + name));

    [Fact]
    public void The_rules_check_what_they_are_given()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new TimestampRules { TwoDigitYearPivot = 100 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new TimestampRules { TwoDigitYearPivot = -1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new PlausibleRange { Ahead = Duration.FromTicks(-1) });
    }

    [Fact]
    public void The_plausible_range_includes_both_ends_and_does_not_end_behind_the_last_instant()
    {
        var receivedAt = Instant.FromUtc(2021, 3, 9, 14, 5);
        var latest = receivedAt + Duration.FromDays(1);

        var earliest = Instant.FromUtc(2000, 1, 1, 0, 0);
        Assert.True(PlausibleRange.Default.Contains(earliest, receivedAt));
        Assert.False(PlausibleRange.Default.Contains(earliest - Duration.Epsilon, receivedAt));
        Assert.True(PlausibleRange.Default.Contains(latest, receivedAt));
        Assert.False(PlausibleRange.Default.Contains(latest + Duration.Epsilon, receivedAt));
        Assert.Equal(Instant.MaxValue, new PlausibleRange { Ahead = Duration.MaxValue }.LatestFor(receivedAt));
        Assert.Equal(Instant.MaxValue, PlausibleRange.Default.LatestFor(Instant.MaxValue));
    }
}
