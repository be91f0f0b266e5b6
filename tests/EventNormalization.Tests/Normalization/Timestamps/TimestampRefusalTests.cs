using EventNormalization.Normalization;
using Xunit;

namespace EventNormalization.Tests.Normalization.Timestamps;

/// <summary>What is refused, and in which words.</summary>
public class TimestampRefusalTests
{
    private const string Format = "timestamp.format: field 'timestamp': found ";

    private const string Form = ", expected a timestamp such as 2024-01-15T10:30:00Z or 1705314600";

    [Theory]
    [InlineData("2021", "a date with year, month and day such as 2024-01-15")]
    [InlineData("2021-03", "a date with year, month and day such as 2024-01-15")]
    [InlineData("202103", "a date with year, month and day such as 2024-01-15")]
    [InlineData("2021/03", "a date with year, month and day such as 2024-01-15")]
    [InlineData("03/2021", "a date with year, month and day such as 2024-01-15")]
    [InlineData("2021-W10", "a date with year, month and day such as 2024-01-15")]
    [InlineData("2021W10", "a date with year, month and day such as 2024-01-15")]
    [InlineData("Mar 2021", "a date with year, month and day such as 2024-01-15")]
    [InlineData("March", "a date with year, month and day such as 2024-01-15")]
    [InlineData("2021年3月", "a date with year, month and day such as 2024-01-15")]
    [InlineData("9 Mar", "a date with a year such as 2024-01-15")]
    [InlineData("Mar 9 14:05:06", "a date with a year such as 2024-01-15")]
    [InlineData("09/03", "a date with a year such as 2024-01-15")]
    [InlineData("Tuesday", "a date before the time such as 2024-01-15T10:30:00Z")]
    [InlineData("14:05:06", "a date before the time such as 2024-01-15T10:30:00Z")]
    public void A_text_that_names_less_than_a_day_is_incomplete(string text, string expected) =>
        Assert.Equal(
            "timestamp.incomplete: field 'timestamp': found \"" + text + "\", expected " + expected,
            TimestampReading.Of(text));

    [Theory]
    [InlineData("now")]
    [InlineData("yesterday")]
    [InlineData("noon")]
    [InlineData("2021-03-09T")]
    [InlineData("3rd of March 2021")]
    [InlineData("3th March 2021")]
    [InlineData("2021-03")]
    [InlineData("21-3")]
    [InlineData("令和3年3月9日")]
    [InlineData("٢٠٢١-٠٣-٠٩")]
    [InlineData("２０２１-03-09")]
    [InlineData("2021-03-09T14:05:06−02:00")]
    [InlineData("2021-03-09T14:05:06A")]
    [InlineData("2021-03-09 14:05 J")]
    [InlineData("2021-03-09T14:05:06 CET")]
    [InlineData("2021-03-09T14:05:06 MSK")]
    [InlineData("2021-03-09T14:05:06+01:00:30")]
    [InlineData("2021-03-09T14:05:06+010030")]
    [InlineData("2021-03-09T14:05:06+24:00")]
    [InlineData("2021-03-09T14:05.5Z")]
    [InlineData("2021-03-09T14,5Z")]
    [InlineData("2021-03-09T25:00Z")]
    [InlineData("2021-03-09T24:00:01Z")]
    [InlineData("2021-03-09T14:60Z")]
    [InlineData("2021-03-09T14:05:61Z")]
    [InlineData("2021-03-09 14-05")]
    [InlineData("2021-03-09, 14")]
    [InlineData("20210309, 1405")]
    [InlineData("13/03/2021T14")]
    [InlineData("2021-03-09 13:05 PM")]
    [InlineData("2021-03-09 00:05 AM")]
    [InlineData("2021-03-09T14:05:06Z tomorrow")]
    [InlineData("2021-03-09T14:05:06 +0100 ago")]
    [InlineData("0044-03-15 14:05 BC +00:00")]
    [InlineData("2021-03-09T14:05:06Z[!Europe/Atlantis]")]
    [InlineData("2021-03-09T14:05:06Z[!u-ca=hebrew]")]
    [InlineData("2021-03-09T14:05:06+01:00[+02:00]")]
    [InlineData("2021-03-09T14:05:06[Europe/Atlantis]")]
    [InlineData("2021-03-09T14:05:06Z[Europe/Paris")]
    [InlineData("2021-03-09T14:05:06 Europe/Atlantis")]
    [InlineData("+1615298706")]
    [InlineData("1615298706.")]
    [InlineData("0x6047825")]
    [InlineData("/Date()/")]
    [InlineData("/Date(12)")]
    [InlineData("P1D")]
    [InlineData("2021-03-09/2021-03-10")]
    [InlineData("")]
    public void What_no_form_allows_is_refused(string text) =>
        Assert.Matches("^timestamp\\.(format|incomplete): field 'timestamp': found ", TimestampReading.Of(text));

    [Theory]
    [InlineData("2021-03-09-14")]
    [InlineData("2021-03-09-1405")]
    [InlineData("2021-03-09 -14")]
    [InlineData("2021-03-09 -10:00")]
    [InlineData("2021-03-09+14")]
    [InlineData("2021-03-09+14:05")]
    [InlineData("2021-001-15")]
    [InlineData("2021-W10-2-10")]
    [InlineData("20210309-1405")]
    [InlineData("20210309-14")]
    [InlineData("9 Mar 2021 -0500")]
    [InlineData("2021.03.09-05:00")]
    [InlineData("13/03/2021 -05:00")]
    [InlineData("2021年3月9日-10")]
    [InlineData("2021-068+01:00")]
    [InlineData("2021-068 -05:00")]
    [InlineData("2021-W10-2+01:00")]
    [InlineData("2021W102+0100")]
    [InlineData("2021-3-9+01:00")]
    [InlineData("2021-03-9-05:00")]
    [InlineData("10/27/2021+10:30")]
    [InlineData("27.10.2021+10:30")]
    [InlineData("27 Oct 2021+10:30")]
    [InlineData("Jun 10, 2021+10:30")]
    [InlineData("10 Jun 2021 +05:30")]
    [InlineData("20210309-14:05")]
    public void An_offset_behind_a_date_is_refused_where_it_could_be_a_time_or_a_day(string text) => Assert.Equal(
        Format + "\"" + text + "\", "
        + "expected a time after the date, or after yyyy-MM-dd an offset such as +02:00, on a quarter hour "
        + "from -12:00 to +14:00",
        TimestampReading.Of(text));

    [Fact]
    public void The_words_of_a_refusal_say_what_was_wrong_with_the_part_that_was()
    {
        Assert.Equal(Format + "\"soon\"" + Form, TimestampReading.Of("soon"));
        Assert.Equal(
            Format + "\"2021-03-09T25:00Z\", expected a time of day from 00:00:00 to 24:00:00",
            TimestampReading.Of("2021-03-09T25:00Z"));
        Assert.Equal(
            Format + "\"2021-03-09 x\", expected an offset such as +02:00, UTC, an IANA zone id such as Europe/Paris, "
            + "or a zone name that the profile maps",
            TimestampReading.Of("2021-03-09 x"));
        Assert.Equal(
            Format + "\"2021-03-09T14:05.5Z\", "
            + "expected whole minutes, and a fraction only after the seconds, such as 10:30:00.5",
            TimestampReading.Of("2021-03-09T14:05.5Z"));
        Assert.Equal(
            Format + "\"2021-03-09T14:05:06+01:00:30\", "
            + "expected an offset in hours and minutes, such as +02:00, from -18:00 to +18:00",
            TimestampReading.Of("2021-03-09T14:05:06+01:00:30"));
        Assert.Equal(
            Format + "\"2021-03-09 13:05 PM\", expected an hour from 1 to 12 before AM or PM",
            TimestampReading.Of("2021-03-09 13:05 PM"));
        Assert.Equal(
            Format + "\"2021-03-09T14:05:06Z.\", expected the end of the text after the timestamp",
            TimestampReading.Of("2021-03-09T14:05:06Z."));
        Assert.Equal(
            Format + "\"2021-03-09T14:05:06Z[!u-ca=roc]\", expected zone suffixes of RFC 9557 such as [Europe/Paris], "
            + "with none that is critical and unknown",
            TimestampReading.Of("2021-03-09T14:05:06Z[!u-ca=roc]"));
    }

    [Theory]
    [InlineData("2021-02-29", "a day from 1 to 28 in 2021-02")]
    [InlineData("2021-04-31T10:00Z", "a day from 1 to 30 in 2021-04")]
    [InlineData("31/04/2021", "a day from 1 to 30 in 2021-04")]
    [InlineData("2021-13-01", "a month from 1 to 12")]
    [InlineData("2021-00-01", "a month from 1 to 12")]
    [InlineData("20211301", "a month from 1 to 12")]
    [InlineData("2021-366", "a day number from 1 to 365 in 2021")]
    [InlineData("2021-W53-1", "a week from 1 to 52 in 2021")]
    [InlineData("2021-W10-8", "a weekday number from 1 to 7 in 2021")]
    [InlineData("Mon, 09 Mar 2021 14:05:06 GMT", "Tuesday, the weekday of 2021-03-09")]
    [InlineData("2021年3月9日(月)", "Tuesday, the weekday of 2021-03-09")]
    [InlineData("2021-03-09T14:05:60Z", "the second 60 only in the last minute of a UTC day")]
    [InlineData("2021-03-09T14:05:06+05:00[!Europe/Paris]", "an offset that its zone had at that time")]
    [InlineData("2021-03-09T14:05:06+00:00[!Europe/Paris]", "an offset that its zone had at that time")]
    public void A_date_that_no_calendar_has_does_not_exist(string text, string expected) =>
        Assert.Equal(
            "timestamp.nonexistent: field 'timestamp': found \"" + text + "\", expected " + expected,
            TimestampReading.Of(text));

    [Theory]
    [InlineData("0000-01-01", "a year from 0001 to 9999")]
    [InlineData("9999-12-31T24:00Z", "an instant from 0001-01-01T00:00:00Z to 9999-12-31T23:59:59.999999999Z")]
    [InlineData("0001-01-01T00:00+01:00", "an instant from 0001-01-01T00:00:00Z to 9999-12-31T23:59:59.999999999Z")]
    [InlineData("9999-W52-7", "an instant from 0001-01-01T00:00:00Z to 9999-12-31T23:59:59.999999999Z")]
    [InlineData("/Date(999999999999999999)/", "an instant from 0001-01-01T00:00:00Z to 9999-12-31T23:59:59.999999999Z")]
    public void An_instant_outside_the_years_1_to_9999_is_out_of_range(string text, string expected) =>
        Assert.Equal(
            "timestamp.range: field 'timestamp': found \"" + text + "\", expected " + expected,
            TimestampReading.Of(text));

    [Theory]
    [InlineData("04/05/2021", "a date such as 2024-01-15, or a date order in the profile; "
        + "it could be 2021-04-05T00:00:00Z or 2021-05-04T00:00:00Z")]
    [InlineData("4.5.2021 10:00", "a date such as 2024-01-15, or a date order in the profile; "
        + "it could be 2021-04-05T10:00:00Z or 2021-05-04T10:00:00Z")]
    [InlineData("04-05-2021", "a date such as 2024-01-15, or a date order in the profile; "
        + "it could be 2021-04-05T00:00:00Z or 2021-05-04T00:00:00Z")]
    [InlineData("2564/03/09", "a year from 1900 to 2100 in a numeric date; it could be 2564-03-09T00:00:00Z")]
    [InlineData("1403.03.09", "a year from 1900 to 2100 in a numeric date; it could be 1403-03-09T00:00:00Z")]
    [InlineData("13/04/1899", "a year from 1900 to 2100 in a numeric date; it could be 1899-04-13T00:00:00Z")]
    [InlineData("13/04/2101", "a year from 1900 to 2100 in a numeric date; it could be 2101-04-13T00:00:00Z")]
    [InlineData("13/04/21", "a year of four digits, or a pivot for two-digit years in the profile")]
    [InlineData("21-04-13", "a year of four digits, or a pivot for two-digit years in the profile")]
    [InlineData("9 Mar 50", "a year of four digits, since 50 to 69 could be 19xx or 20xx")]
    [InlineData("09-Mar-69", "a year of four digits, since 50 to 69 could be 19xx or 20xx")]
    [InlineData("202103091405", "a number with one unit, or an epoch unit in the profile; "
        + "it could be 2021-03-09T14:05:00Z")]
    [InlineData("202103091405.06", "a number with one unit, or an epoch unit in the profile; "
        + "it could be 2021-03-09T14:05:06Z")]
    [InlineData("2021030914", "a date with one reading such as 2024-01-15T10:30:00Z; "
        + "it could be 2021-03-09T14:00:00Z or 2034-01-16T13:28:34Z")]
    [InlineData("2021030914050678", "a date with one reading such as 2024-01-15T10:30:00Z; "
        + "it could be 2021-03-09T14:05:06.78Z or 2034-01-16T13:28:34.050678Z")]
    [InlineData("999999999999", "a number with one unit, or an epoch unit in the profile; "
        + "it could be 2001-09-09T01:46:39.999Z")]
    [InlineData("999999999", "a number with one unit, or an epoch unit in the profile; "
        + "it could be 2001-09-09T01:46:39Z or 2032-09-09T01:46:39Z")]
    [InlineData("636991506.5", "a number with one unit, or an epoch unit in the profile; "
        + "it could be 2021-03-09T14:05:06.5Z")]
    [InlineData("/Date(1615298706)/", "a number in the unit that the form around it names; "
        + "it could be 1970-01-19T16:41:38.706Z or 2021-03-09T14:05:06Z")]
    [InlineData("@1615298706789", "a number in the unit that the form around it names; "
        + "it could be 2021-03-09T14:05:06.789Z")]
    [InlineData("201112101530Z", "a date with one reading such as 2024-01-15T10:30:00Z; "
        + "it could be 2011-12-10T15:30:00Z or 2020-11-12T10:15:30Z")]
    [InlineData("15 Jan 10", "a year of four digits, since two could be a day or an hour as well")]
    [InlineData("Jan 15 10", "a year of four digits, since two could be a day or an hour as well")]
    [InlineData("Nov 10-12", "a year of four digits, since two could be a day or an hour as well")]
    [InlineData("Nov 10-12 09:00", "a year of four digits, since two could be a day or an hour as well")]
    [InlineData("Feb-29-24", "a year of four digits, since two could be a day or an hour as well")]
    [InlineData("28NOV14:05:09", "a year of four digits, since two could be a day or an hour as well")]
    [InlineData("9 Mar 2021 14:05:06,789 CST",
        "an offset such as -06:00, since CST and CDT are zones of three countries")]
    [InlineData("9 Mar 2021, 14:05 CST", "an offset such as -06:00, since CST and CDT are zones of three countries")]
    [InlineData("9 Mar 2021 at 14:05 CST", "an offset such as -06:00, since CST and CDT are zones of three countries")]
    [InlineData("2021-03-09 14:05:06 +00:00 PST", "one zone, or an offset that the zone beside it has")]
    [InlineData("2021-03-09 14:05:06 +0100 UTC", "one zone, or an offset that the zone beside it has")]
    [InlineData("Tue Mar 9 2021 14:05:06 PST-0700", "one zone, or an offset that the zone beside it has")]
    [InlineData("2021-03-09 14:05:06 +0800 (GMT+09:00)", "one zone, or an offset that the zone beside it has")]
    [InlineData("20210309140506[-4:EST]", "one zone, or an offset that the zone beside it has")]
    [InlineData("Mar 9, 2021 14:05 CST", "an offset such as -06:00, since CST and CDT are zones of three countries")]
    [InlineData("Tue Mar 09 14:05:06 CST 2021",
        "an offset such as -06:00, since CST and CDT are zones of three countries")]
    [InlineData("2021年3月9日 午後12時",
        "an hour from 0 to 11 after 午前 or 午後, since 12 is noon to some and midnight to others")]
    public void A_text_with_several_readings_is_ambiguous(string text, string expected) =>
        Assert.Equal(
            "timestamp.ambiguous: field 'timestamp': found \"" + text + "\", expected " + expected,
            TimestampReading.Of(text));

    [Theory]
    [InlineData("09-Mar-00", "2000-03-09T00:00:00Z")]
    [InlineData("9 Mar 49", "2049-03-09T00:00:00Z")]
    [InlineData("09-Mar-70", "1970-03-09T00:00:00Z")]
    [InlineData("Mar 9, '99", "1999-03-09T00:00:00Z")]
    [InlineData("1900/03/09", "1900-03-09T00:00:00Z")]
    [InlineData("2100.03.09", "2100-03-09T00:00:00Z")]
    public void The_last_text_that_has_one_reading_is_read(string text, string expected) =>
        Assert.Equal(expected, TimestampReading.Of(text));

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("-1615298706")]
    [InlineData("16152987")]
    [InlineData("20210309")]
    [InlineData("16152987067")]
    [InlineData("16152987067890")]
    [InlineData("161529870678901")]
    [InlineData("16152987067890123")]
    [InlineData("161529870678901234")]
    [InlineData("16152987067890123456")]
    [InlineData("1e40")]
    [InlineData("1e999999999")]
    [InlineData("0.5")]
    public void A_JSON_number_with_another_count_of_digits_needs_a_unit(string number) =>
        Assert.Equal(
            "timestamp.ambiguous: field 'timestamp': found " + number + ", expected "
            + "10 digits of seconds, 13 of milliseconds, 16 of microseconds or 19 of nanoseconds "
            + "since 1970, or an epoch unit in the profile",
            TimestampReading.OfJson(JsonKind.Number, number));

    [Theory]
    [InlineData("""{"$date":null}""")]
    [InlineData("""{"$date":[]}""")]
    [InlineData("""{"$date":"2021-03-09T14:05:06Z","x":1}""")]
    [InlineData("""{"$date":{"$numberLong":1.5}}""")]
    [InlineData("""{"$date":{"$numberLong":"+1"}}""")]
    [InlineData("""{"$date":"\ud800"}""")]
    [InlineData("""{"nanos":1}""")]
    [InlineData("""{"date":"2021-03-09 14:05:06"}""")]
    [InlineData("""{"date":"2021-03-09 14:05:06","timezone":"Atlantis"}""")]
    [InlineData("""{"date":"2021-03-09 14:05:06","timezone":null}""")]
    [InlineData("""{"seconds":1615298706,"nanos":1000000000}""")]
    [InlineData("""{"seconds":1615298706,"nanos":-1}""")]
    [InlineData("""{"seconds":1615298706,"seconds":1615298706}""")]
    [InlineData("""{"seconds":1615298706,"_nanoseconds":0}""")]
    [InlineData("""{"seconds":1615298706.5,"nanos":0}""")]
    [InlineData("""{"seconds":1615298706,"nanos":0}x""")]
    [InlineData("""{"seconds":1615298706""")]
    public void An_object_of_another_form_is_refused(string json) =>
        Assert.StartsWith(
            "timestamp.format: field 'timestamp': found {",
            TimestampReading.OfJson(JsonKind.Object, json),
            System.StringComparison.Ordinal);

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"epoch":1615298706}""")]
    public void An_object_of_no_form_at_all_is_of_another_kind(string json) =>
        Assert.StartsWith(
            "timestamp.kind: field 'timestamp': found {",
            TimestampReading.OfJson(JsonKind.Object, json),
            System.StringComparison.Ordinal);

    [Fact]
    public void Truth_values_and_arrays_are_no_timestamps()
    {
        const string Expected =
            ", expected a text such as \"2024-01-15T10:30:00Z\" or a number of seconds or milliseconds since 1970";

        Assert.Equal(
            "timestamp.kind: field 'timestamp': found true" + Expected, TimestampReading.OfJson(JsonKind.True, "true"));
        Assert.Equal(
            "timestamp.kind: field 'timestamp': found [1]" + Expected, TimestampReading.OfJson(JsonKind.Array, "[1]"));
    }

    [Fact]
    public void A_text_of_more_than_128_characters_is_refused_unread()
    {
        var longest = "Tue Mar 09 2021 14:05:06 GMT+0000 (" + new string('é', 92) + ")";
        var tooLong = "Tue Mar 09 2021 14:05:06 GMT+0000 (" + new string('é', 93) + ")";

        Assert.Equal(128, longest.Length);
        Assert.Equal("2021-03-09T14:05:06Z", TimestampReading.Of(longest));
        Assert.Equal(
            "timestamp.too_long: field 'timestamp': found \"" + tooLong[..64]
            + "\"…, expected a timestamp of at most 128 characters",
            TimestampReading.Of(tooLong));
    }

    [Theory]
    [InlineData("2021-10-27 09:00-17:00")]
    [InlineData("Oct 27, 2021 09:00-17:00")]
    [InlineData("10/27/2021 13:00-15:30")]
    [InlineData("20211027 1300-1600")]
    [InlineData("2021-10-27T09-17")]
    [InlineData("2021-10-27 09:00+05:20")]
    [InlineData("2021-10-27 09:00+14:15")]
    public void Two_times_of_a_day_are_no_time_and_offset(string text) => Assert.Equal(
        Format + "\"" + text + "\", "
        + "expected an offset that a zone has, on a quarter hour from -12:00 to +14:00, after a time without seconds",
        TimestampReading.Of(text));

    [Theory]
    [InlineData("2021-10-27 9:00-5")]
    [InlineData("09:00-11:00 Oct 27, 2021")]
    [InlineData("2021-04-18 13:00 - 16:00")]
    [InlineData("17 August 2021 to 19 August 2021")]
    [InlineData("2021-10-27/2021-10-28")]
    public void Other_ranges_are_refused_as_well(string text) =>
        Assert.Matches("^timestamp\\.(format|incomplete)", TimestampReading.Of(text));

    [Theory]
    [InlineData("2021-10-27T12:0")]
    [InlineData("2021-10-27T14:05:0")]
    [InlineData("27/Oct/2021:14:05:0")]
    [InlineData("Wed 2021-10-27 23:59:5")]
    public void A_text_that_was_cut_inside_a_number_is_refused(string text) => Assert.Equal(
        Format + "\"" + text + "\", "
        + "expected two digits at the end, as the other parts of the time have; the text was probably cut",
        TimestampReading.Of(text));

    [Theory]
    [InlineData("2021-10-27T10:30:00 05:30")]
    [InlineData("2021-10-27 10:30 05:30")]
    [InlineData("2021-10-27T10:30:00 0530")]
    public void A_plus_that_a_URL_made_a_blank_is_named(string text) => Assert.Equal(
        Format + "\"" + text + "\", expected a sign before the offset, as in 10:30:00+05:30; "
        + "a + in a URL or a form was probably read as a blank",
        TimestampReading.Of(text));

    [Theory]
    [InlineData("2021-10-27T10:00:00 Europe/Paris[UTC]")]
    [InlineData("2021-10-27T10:00:00 Europe/Paris[America/New_York]")]
    [InlineData("2021-10-27T10:00:00 Europe/Paris[+05:00]")]
    [InlineData("2021-10-27T10:00:00 EST[Europe/Paris]")]
    [InlineData("2021-10-27 10:00 +05:00 Asia/Tokyo")]
    [InlineData("2021-10-27 10:30:00 +0000 NOON")]
    [InlineData("2021-10-27 10:30:00 +0000 NOT")]
    [InlineData("0044-03-15 12:00:00+00 BCE")]
    [InlineData("2021-10-27 10:30:00 NOON+0000")]
    [InlineData("2021-10-27 10:30:00 (JST)")]
    [InlineData("2021-10-27 10:30:00,1635330600")]
    [InlineData("000910121936.6923983")]
    [InlineData("1615e6")]
    public void What_contradicts_or_is_a_value_of_its_own_is_refused(string text) =>
        Assert.StartsWith("timestamp.", TimestampReading.Of(text), System.StringComparison.Ordinal);

    [Theory]
    [InlineData(JsonKind.Text, "2021-10-27T10:30:00.1234567891Z")]
    [InlineData(JsonKind.Number, "1635330600.1234567891")]
    [InlineData(JsonKind.Number, "1635330600123456789.1")]
    public void What_nanoseconds_do_not_hold_is_refused(JsonKind kind, string text) => Assert.EndsWith(
        ", expected at most nine digits after the point, since an instant is kept to the nanosecond",
        TimestampReading.OfJson(kind, text),
        System.StringComparison.Ordinal);

    [Theory]
    [InlineData("""{"seconds":0}""")]
    [InlineData("""{"seconds":"0","nanos":"0"}""")]
    [InlineData("""{"_seconds":0,"_nanoseconds":0}""")]
    [InlineData("""{"seconds":1615298706789}""")]
    [InlineData("""{"epochSecond":1615298706789012,"nano":0}""")]
    [InlineData("""{"$date":1615298706}""")]
    [InlineData("""{"$date":{"$numberLong":"1615298706"}}""")]
    public void An_unset_object_or_one_whose_number_reads_as_another_unit_is_ambiguous(string json) =>
        Assert.StartsWith(
            "timestamp.ambiguous", TimestampReading.OfJson(JsonKind.Object, json), System.StringComparison.Ordinal);

    [Theory]
    [InlineData("[2021,3,9,14,5,6,789]", "timestamp.ambiguous")]
    [InlineData("[2021,2,29]", "timestamp.nonexistent")]
    [InlineData("[2021,3,9,24,0]", "timestamp.format")]
    [InlineData("[2021,3]", "timestamp.kind")]
    [InlineData("[2021,3,9,14]", "timestamp.kind")]
    [InlineData("[2021,3,9,14,5,6,0,0]", "timestamp.kind")]
    [InlineData("[2021,3,9.5]", "timestamp.kind")]
    [InlineData("[]", "timestamp.kind")]
    public void An_array_that_is_no_local_time_is_refused(string json, string code) =>
        Assert.StartsWith(code + ":", TimestampReading.OfJson(JsonKind.Array, json), System.StringComparison.Ordinal);
}
