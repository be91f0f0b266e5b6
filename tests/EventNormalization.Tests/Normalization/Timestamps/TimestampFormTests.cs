using EventNormalization.Normalization;
using Xunit;

namespace EventNormalization.Tests.Normalization.Timestamps;

/// <summary>
/// One example or more for every form that the parser claims, by the standard or the tool that writes it.
/// </summary>
public class TimestampFormTests
{
    [Theory]
    [InlineData("2021-03-09T14:05:06Z", "2021-03-09T14:05:06Z")]
    [InlineData("2021-03-09t14:05:06z", "2021-03-09T14:05:06Z")]
    [InlineData("2021-03-09 14:05:06Z", "2021-03-09T14:05:06Z")]
    [InlineData("2021-03-09T14:05:06.5+01:00", "2021-03-09T13:05:06.5Z")]
    [InlineData("2021-03-09T14:05:06,5-0330", "2021-03-09T17:35:06.5Z")]
    [InlineData("2021-03-09T14:05:06+01", "2021-03-09T13:05:06Z")]
    [InlineData("2021-03-09T14:05:06-00:00", "2021-03-09T14:05:06Z")]
    [InlineData("2021-03-09T14:05:06.123456789Z", "2021-03-09T14:05:06.123456789Z")]
    [InlineData("2021-03-09T14:05:06.1234567890000Z", "2021-03-09T14:05:06.123456789Z")]
    [InlineData("2021-03-09T14:05Z", "2021-03-09T14:05:00Z")]
    [InlineData("2021-03-09T14Z", "2021-03-09T14:00:00Z")]
    [InlineData("2021-03-09T14", "2021-03-09T14:00:00Z")]
    [InlineData("2021-03-09T14-05", "2021-03-09T19:00:00Z")]
    [InlineData("2021-03-09 14", "2021-03-09T14:00:00Z")]
    [InlineData("2021-03-09T1405", "2021-03-09T14:05:00Z")]
    [InlineData("2021-03-09", "2021-03-09T00:00:00Z")]
    [InlineData("2021-03-09Z", "2021-03-09T00:00:00Z")]
    [InlineData("2021-03-09+02:00", "2021-03-08T22:00:00Z")]
    [InlineData("2021-3-9 4:05:06", "2021-03-09T04:05:06Z")]
    [InlineData("2021-03-09T24:00:00Z", "2021-03-10T00:00:00Z")]
    [InlineData("2021-12-31T24:00", "2022-01-01T00:00:00Z")]
    [InlineData("2016-12-31T23:59:60Z", "2017-01-01T00:00:00Z")]
    [InlineData("2017-01-01T00:59:60.5+01:00", "2017-01-01T00:00:00.5Z")]
    [InlineData("0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z")]
    [InlineData("9999-12-31T23:59:59.999999999Z", "9999-12-31T23:59:59.999999999Z")]
    [InlineData("2024-02-29", "2024-02-29T00:00:00Z")]
    public void The_extended_format_of_ISO_8601_is_read(string text, string expected) =>
        Assert.Equal(expected, TimestampReading.Of(text));

    [Theory]
    [InlineData("20210309T140506Z", "2021-03-09T14:05:06Z")]
    [InlineData("20210309T140506.25+0100", "2021-03-09T13:05:06.25Z")]
    [InlineData("20210309T1405", "2021-03-09T14:05:00Z")]
    [InlineData("20210309T14", "2021-03-09T14:00:00Z")]
    [InlineData("20210309 14:05:06", "2021-03-09T14:05:06Z")]
    [InlineData("20210309-14:05:06.789", "2021-03-09T14:05:06.789Z")]
    [InlineData("20210309+0200", "2021-03-08T22:00:00Z")]
    [InlineData("20210309", "2021-03-09T00:00:00Z")]
    [InlineData("20210309140506", "2021-03-09T14:05:06Z")]
    [InlineData("20210309140506789", "2021-03-09T14:05:06.789Z")]
    [InlineData("20210309140506Z", "2021-03-09T14:05:06Z")]
    [InlineData("20210309140506.789Z", "2021-03-09T14:05:06.789Z")]
    public void Dates_without_separators_are_read(string text, string expected) =>
        Assert.Equal(expected, TimestampReading.Of(text));

    [Theory]
    [InlineData("2021-W10-2", "2021-03-09T00:00:00Z")]
    [InlineData("2021-W10-2T14:05:06Z", "2021-03-09T14:05:06Z")]
    [InlineData("2021W102T140506Z", "2021-03-09T14:05:06Z")]
    [InlineData("2020-W53-5", "2021-01-01T00:00:00Z")]
    [InlineData("2021-068", "2021-03-09T00:00:00Z")]
    [InlineData("2021-068T14:05:06+01:00", "2021-03-09T13:05:06Z")]
    [InlineData("2021068T140506Z", "2021-03-09T14:05:06Z")]
    [InlineData("2024-366", "2024-12-31T00:00:00Z")]
    public void Week_and_ordinal_dates_are_read(string text, string expected) =>
        Assert.Equal(expected, TimestampReading.Of(text));

    [Theory]
    [InlineData("2021-03-09T14:05:06+01:00[Europe/Paris]", "2021-03-09T13:05:06Z")]
    [InlineData("2021-03-09T14:05:06[Europe/Paris]", "2021-03-09T13:05:06Z")]
    [InlineData("2021-03-09T14:05:06Z[Europe/Paris]", "2021-03-09T14:05:06Z")]
    [InlineData("2021-03-09T14:05:06-00:00[!Europe/Paris]", "2021-03-09T14:05:06Z")]
    [InlineData("2021-03-09T14:05:06+01:00[!Europe/Paris][!u-ca=gregory]", "2021-03-09T13:05:06Z")]
    [InlineData("2021-03-09T14:05:06+09:00[Europe/Paris]", "2021-03-09T05:05:06Z")]
    [InlineData("2021-03-09T14:05:06Z[u-ca=hebrew][x-vendor=1]", "2021-03-09T14:05:06Z")]
    [InlineData("2021-03-09T14:05:06[+02:00]", "2021-03-09T12:05:06Z")]
    [InlineData("2021-03-09T14:05:06+02:00[GMT+02:00]", "2021-03-09T12:05:06Z")]
    [InlineData("2021-03-09T14:05:06Z[UTC]", "2021-03-09T14:05:06Z")]
    public void The_suffixes_of_RFC_9557_are_read(string text, string expected) =>
        Assert.Equal(expected, TimestampReading.Of(text));

    [Theory]
    [InlineData("Tue, 09 Mar 2021 14:05:06 +0100", "2021-03-09T13:05:06Z")]
    [InlineData("9 Mar 2021 14:05 GMT", "2021-03-09T14:05:00Z")]
    [InlineData("Tue, 9 Mar 2021 14:05:06 -0500 (EST)", "2021-03-09T19:05:06Z")]
    [InlineData("Tue,09 Mar 2021 14:05:06 +0100", "2021-03-09T13:05:06Z")]
    [InlineData("Tue,9 Mar 2021 14:05:06 CST", "2021-03-09T20:05:06Z")]
    [InlineData("Tue,Mar 9, 2021 14:05:06", "2021-03-09T14:05:06Z")]
    [InlineData("Tue, 09 Mar 2021 14:05:06 CST", "2021-03-09T20:05:06Z")]
    [InlineData("Tue, 09 Mar 2021 14:05:06 UT", "2021-03-09T14:05:06Z")]
    [InlineData("Tue, 09 Mar 2021 14:05:06 GMT", "2021-03-09T14:05:06Z")]
    [InlineData("Tue, 09 Mar 21 14:05:06 GMT", "2021-03-09T14:05:06Z")]
    [InlineData("Tuesday, 09-Mar-21 14:05:06 GMT", "2021-03-09T14:05:06Z")]
    [InlineData("Tue, 09-Mar-2021 14:05:06 GMT", "2021-03-09T14:05:06Z")]
    public void Mail_and_web_dates_of_RFC_2822_and_7231_and_850_are_read(string text, string expected) =>
        Assert.Equal(expected, TimestampReading.Of(text));

    [Theory]
    [InlineData("Tue Mar  9 14:05:06 2021", "2021-03-09T14:05:06Z")]
    [InlineData("Tue Mar 9 14:05:06 2021 +0100", "2021-03-09T13:05:06Z")]
    [InlineData("Tue Mar  9 14:05:06 UTC 2021", "2021-03-09T14:05:06Z")]
    [InlineData("Tue Mar  9 02:05:06 PM UTC 2021", "2021-03-09T14:05:06Z")]
    [InlineData("Tue 09 Mar 2021 02:05:06 PM UTC", "2021-03-09T14:05:06Z")]
    [InlineData("Tue Mar 09 14:05:06 GMT+02:00 2021", "2021-03-09T12:05:06Z")]
    [InlineData("Tue Mar 09 14:05:06 -0700 2021", "2021-03-09T21:05:06Z")]
    [InlineData("Tue Mar 09 14:05:06 2021 UTC", "2021-03-09T14:05:06Z")]
    [InlineData("Mar  9 14:05:06 2021 GMT", "2021-03-09T14:05:06Z")]
    public void Forms_of_C_and_its_heirs_with_the_time_before_the_year_are_read(string text, string expected) =>
        Assert.Equal(expected, TimestampReading.Of(text));

    [Theory]
    [InlineData("2021/03/09", "2021-03-09T00:00:00Z")]
    [InlineData("2021/3/9 14:05:06.789", "2021-03-09T14:05:06.789Z")]
    [InlineData("2021.03.09 14:05", "2021-03-09T14:05:00Z")]
    [InlineData("2021:03:09 14:05:06", "2021-03-09T14:05:06Z")]
    [InlineData("2021/3/9 下午2:05:06", "2021-03-09T14:05:06Z")]
    [InlineData("2021/3/9 午前0:05", "2021-03-09T00:05:00Z")]
    [InlineData("13/04/2021", "2021-04-13T00:00:00Z")]
    [InlineData("4/13/2021, 2:05:06\u202FPM", "2021-04-13T14:05:06Z")]
    [InlineData("13.04.2021 14:05:06", "2021-04-13T14:05:06Z")]
    [InlineData("13-04-2021 14:05", "2021-04-13T14:05:00Z")]
    [InlineData("03/03/2021", "2021-03-03T00:00:00Z")]
    public void Numeric_dates_with_one_reading_are_read(string text, string expected) =>
        Assert.Equal(expected, TimestampReading.Of(text));

    [Theory]
    [InlineData("March 9, 2021", "2021-03-09T00:00:00Z")]
    [InlineData("Mar 9, 2021, 2:05 PM", "2021-03-09T14:05:00Z")]
    [InlineData("Tuesday, March 9, 2021 at 2:05:06 PM GMT+5:30", "2021-03-09T08:35:06Z")]
    [InlineData("March 9th, 2021 at 2 pm", "2021-03-09T14:00:00Z")]
    [InlineData("9 March 2021 14:05", "2021-03-09T14:05:00Z")]
    [InlineData("Tue Mar 09 2021 14:05:06 GMT+0100 (heure normale d’Europe centrale)", "2021-03-09T13:05:06Z")]
    [InlineData("Tue Mar 09 2021", "2021-03-09T00:00:00Z")]
    [InlineData("2021-Mar-09", "2021-03-09T00:00:00Z")]
    [InlineData("2021 Mar 9 14:05:06", "2021-03-09T14:05:06Z")]
    [InlineData("Mar  9 2021  2:05PM", "2021-03-09T14:05:00Z")]
    [InlineData("Mar  9 2021  2:05:06:789PM", "2021-03-09T14:05:06.789Z")]
    [InlineData("09-MAR-21 02.05.06.789000 PM +00:00", "2021-03-09T14:05:06.789Z")]
    [InlineData("09MAR2021:14:05:06", "2021-03-09T14:05:06Z")]
    [InlineData("12:05 PM 9 Mar 2021", "2021-03-09T12:05:00Z")]
    [InlineData("mar/09/2021", "2021-03-09T00:00:00Z")]
    [InlineData("Mar9, 2021", "2021-03-09T00:00:00Z")]
    [InlineData("March.9.2021", "2021-03-09T00:00:00Z")]
    [InlineData("9, March, 2021", "2021-03-09T00:00:00Z")]
    [InlineData("9Mar2021 14:05", "2021-03-09T14:05:00Z")]
    [InlineData("2021/Mar/09", "2021-03-09T00:00:00Z")]
    [InlineData("2021Mar09", "2021-03-09T00:00:00Z")]
    [InlineData("March   9 ,  2021   12:05:06   am", "2021-03-09T00:05:06Z")]
    [InlineData("Mar 9, 2021 @ 14:05:06.789", "2021-03-09T14:05:06.789Z")]
    [InlineData("9 Mar 2021 - 2:05 PM", "2021-03-09T14:05:00Z")]
    [InlineData("Mar-09-21 14:05:06 PST", "2021-03-09T22:05:06Z")]
    [InlineData("Mar-09-99", "1999-03-09T00:00:00Z")]
    [InlineData("09MAR21:14:05:06", "2021-03-09T14:05:06Z")]
    public void Dates_with_English_names_are_read_in_either_order(string text, string expected) =>
        Assert.Equal(expected, TimestampReading.Of(text));

    [Theory]
    [InlineData("[09/Mar/2021:14:05:06 +0100]", "2021-03-09T13:05:06Z")]
    [InlineData("09/Mar/2021:14:05:06 +0100", "2021-03-09T13:05:06Z")]
    [InlineData("[Tue Mar 09 14:05:06.123456 2021]", "2021-03-09T14:05:06.123456Z")]
    [InlineData("[09-Mar-2021 14:05:06 UTC]", "2021-03-09T14:05:06Z")]
    [InlineData("2021-03-09 14:05:06,789", "2021-03-09T14:05:06.789Z")]
    [InlineData("2021/03/09 14:05:06", "2021-03-09T14:05:06Z")]
    [InlineData("2021-03-09-14.05.06.123456", "2021-03-09T14:05:06.123456Z")]
    [InlineData("2021-03-09 14:05:06.789 +0100 CET m=+0.000012345", "2021-03-09T13:05:06.789Z")]
    [InlineData("2021-03-09 14:05:06 +0300 +03", "2021-03-09T11:05:06Z")]
    [InlineData("Tue 2021-03-09 14:05:06 UTC", "2021-03-09T14:05:06Z")]
    public void Log_forms_and_the_default_output_of_databases_and_languages_are_read(string text, string expected) =>
        Assert.Equal(expected, TimestampReading.Of(text));

    [Theory]
    [InlineData("2021年3月9日", "2021-03-09T00:00:00Z")]
    [InlineData("2021年03月09日 14:05:06", "2021-03-09T14:05:06Z")]
    [InlineData("2021年3月9日(火) 14時05分", "2021-03-09T14:05:00Z")]
    [InlineData("2021年3月9日火曜日 14時05分06秒", "2021-03-09T14:05:06Z")]
    [InlineData("2021年3月9日星期二 下午2:05:06", "2021-03-09T14:05:06Z")]
    [InlineData("2021年3月9日 上午12:05", "2021-03-09T00:05:00Z")]
    [InlineData("2021年3月9日 午後0時05分", "2021-03-09T12:05:00Z")]
    [InlineData("2021年3月9日 GMT+8 14:05:06", "2021-03-09T06:05:06Z")]
    public void Chinese_and_Japanese_dates_are_read(string text, string expected) =>
        Assert.Equal(expected, TimestampReading.Of(text));

    [Theory]
    [InlineData("1615298706", "2021-03-09T14:05:06Z")]
    [InlineData("1615298706.789", "2021-03-09T14:05:06.789Z")]
    [InlineData("1615298706.1234567890", "2021-03-09T14:05:06.123456789Z")]
    [InlineData("1615298706789", "2021-03-09T14:05:06.789Z")]
    [InlineData("1615298706789.5", "2021-03-09T14:05:06.7895Z")]
    [InlineData("1615298706789012", "2021-03-09T14:05:06.789012Z")]
    [InlineData("1615298706789012345", "2021-03-09T14:05:06.789012345Z")]
    public void Numbers_since_1970_are_read_by_their_digits_alike_as_number_and_as_text(string digits, string expected)
    {
        Assert.Equal(expected, TimestampReading.Of(digits));
        Assert.Equal(expected, TimestampReading.OfJson(JsonKind.Number, digits));
    }

    [Theory]
    [InlineData("1.615298706e9", "2021-03-09T14:05:06Z")]
    [InlineData("1.615298706789E+12", "2021-03-09T14:05:06.789Z")]
    [InlineData("1.6152987065E9", "2021-03-09T14:05:06.5Z")]
    public void A_number_with_an_exponent_is_what_it_is_without(string number, string expected)
    {
        Assert.Equal(expected, TimestampReading.OfJson(JsonKind.Number, number));
        Assert.Equal(expected, TimestampReading.Of(number));
    }

    [Theory]
    [InlineData("16:23:34 May 05, 2021 PDT", "2021-05-05T23:23:34Z")]
    [InlineData("14:05:06.789 UTC Tue Mar 9 2021", "2021-03-09T14:05:06.789Z")]
    [InlineData("14:05:06 +0100 Tue Mar 9 2021", "2021-03-09T13:05:06Z")]
    [InlineData("14:05 13.04.2021", "2021-04-13T14:05:00Z")]
    [InlineData("2:05 PM, Mar. 9, 2021", "2021-03-09T14:05:00Z")]
    [InlineData("2:05PM March 9th, 2021", "2021-03-09T14:05:00Z")]
    [InlineData("10:30 15/01/2021", "2021-01-15T10:30:00Z")]
    [InlineData("14:05:06 2021-03-09", "2021-03-09T14:05:06Z")]
    public void The_time_may_stand_before_the_date(string text, string expected) =>
        Assert.Equal(expected, TimestampReading.Of(text));

    [Theory]
    [InlineData("D:20210309140506+01'00'", "2021-03-09T13:05:06Z")]
    [InlineData("D:20210309140506-05'00", "2021-03-09T19:05:06Z")]
    [InlineData("D:20210309140506Z", "2021-03-09T14:05:06Z")]
    [InlineData("D:20210309140506Z00'00'", "2021-03-09T14:05:06Z")]
    [InlineData("D:202103091405", "2021-03-09T14:05:00Z")]
    [InlineData("D:20210309", "2021-03-09T00:00:00Z")]
    [InlineData("20210309090506.789[-5:EST]", "2021-03-09T14:05:06.789Z")]
    [InlineData("20210309140506[0:GMT]", "2021-03-09T14:05:06Z")]
    [InlineData("20210309193506[+5.5]", "2021-03-09T14:05:06Z")]
    [InlineData("202103091405[0]", "2021-03-09T14:05:00Z")]
    [InlineData("20210309[-8:PST]", "2021-03-09T08:00:00Z")]
    [InlineData("20210309150506.123456+060", "2021-03-09T14:05:06.123456Z")]
    [InlineData("20210309090506.000000-300", "2021-03-09T14:05:06Z")]
    [InlineData("202103091405Z", "2021-03-09T14:05:00Z")]
    [InlineData("2021030914Z", "2021-03-09T14:00:00Z")]
    [InlineData("202103090905-0500", "2021-03-09T14:05:00Z")]
    [InlineData("20210309090506.1234-0500", "2021-03-09T14:05:06.1234Z")]
    [InlineData("TZID=America/New_York:20210309T090506", "2021-03-09T14:05:06Z")]
    [InlineData("TZID=\"W. Europe Standard Time\":20210309T150506", "2021-03-09T14:05:06Z")]
    [InlineData("20210309+02:00", "2021-03-08T22:00:00Z")]
    [InlineData("@1615298706", "2021-03-09T14:05:06Z")]
    [InlineData("@1615298706.789", "2021-03-09T14:05:06.789Z")]
    [InlineData("[1615298706]", "2021-03-09T14:05:06Z")]
    public void Forms_of_PDF_OFX_WMI_ASN1_HL7_iCalendar_and_shells_are_read(string text, string expected) =>
        Assert.Equal(expected, TimestampReading.Of(text));

    [Theory]
    [InlineData("2021-03-09 14:05:06-5", "2021-03-09T19:05:06Z")]
    [InlineData("2021-03-09 14:05:06 -5", "2021-03-09T19:05:06Z")]
    [InlineData("2021-03-09T14:05:06+4:30", "2021-03-09T09:35:06Z")]
    [InlineData("2021-03-09 14:05 +09:00 Asia/Tokyo", "2021-03-09T05:05:00Z")]
    [InlineData("2021-03-09/14:05 GMT+03:30", "2021-03-09T10:35:00Z")]
    [InlineData("2021:03:09-14:05:06", "2021-03-09T14:05:06Z")]
    [InlineData("March 9, 2021, 14:05:06 (UTC+01:00)", "2021-03-09T13:05:06Z")]
    [InlineData("2021-03-09T14:05:06 Europe/Paris (+01)", "2021-03-09T13:05:06Z")]
    [InlineData("2021-03-09T14:05:06 (Europe/Paris)", "2021-03-09T13:05:06Z")]
    [InlineData("2021-03-09 14:05:06 +0800 CST", "2021-03-09T06:05:06Z")]
    [InlineData("2021-03-09 14:05:06 -0500 EST", "2021-03-09T19:05:06Z")]
    [InlineData("Tue , 9 Mar 2021 14 : 05 : 06 -0500 (a (nested) one) (and another)", "2021-03-09T19:05:06Z")]
    [InlineData("20 07 2021 17:15:00 -0700", "2021-07-21T00:15:00Z")]
    [InlineData("2021-03-09T14:05:6-07:00", "2021-03-09T21:05:06Z")]
    public void Zones_side_by_side_in_parentheses_and_with_one_digit_are_read(string text, string expected) =>
        Assert.Equal(expected, TimestampReading.Of(text));

    [Theory]
    [InlineData("/Date(1615298706789)/", "2021-03-09T14:05:06.789Z")]
    [InlineData("/Date(1615298706789+0100)/", "2021-03-09T14:05:06.789Z")]
    [InlineData("\\/Date(-1)\\/", "1969-12-31T23:59:59.999Z")]
    [InlineData("/Date(0)/", "1970-01-01T00:00:00Z")]
    public void The_date_constructor_of_the_NET_Framework_is_read(string text, string expected) =>
        Assert.Equal(expected, TimestampReading.Of(text));

    [Theory]
    [InlineData("""{"$date":"2021-03-09T14:05:06.789Z"}""", "2021-03-09T14:05:06.789Z")]
    [InlineData("""{"$date":1615298706789}""", "2021-03-09T14:05:06.789Z")]
    [InlineData("""{ "$date" : { "$numberLong" : "-1" } }""", "1969-12-31T23:59:59.999Z")]
    [InlineData("""{"\u0024date":"2021-03-09T14:05:06\u005A"}""", "2021-03-09T14:05:06Z")]
    [InlineData("""{"seconds":1615298706,"nanos":789000000}""", "2021-03-09T14:05:06.789Z")]
    [InlineData("""{"nanos":0,"seconds":"1615298706"}""", "2021-03-09T14:05:06Z")]
    [InlineData("""{"_seconds":-1,"_nanoseconds":1}""", "1969-12-31T23:59:59.000000001Z")]
    [InlineData("""{"epochSecond":1615298706,"nano":0}""", "2021-03-09T14:05:06Z")]
    [InlineData("""{"seconds":1615298706}""", "2021-03-09T14:05:06Z")]
    [InlineData("""{"seconds":"1615298706","nanoseconds":"789000000"}""", "2021-03-09T14:05:06.789Z")]
    [InlineData("""{"date":"2021-07-09 14:05:06.000000","timezone_type":3,"timezone":"Europe/Paris"}""",
        "2021-07-09T12:05:06Z")]
    [InlineData("""{"timezone":"+02:00","timezone_type":1,"date":"2021-07-09 14:05:06"}""", "2021-07-09T12:05:06Z")]
    [InlineData("""{"dateTime":"2021-07-09T14:05:06.0000000","timeZone":"Pacific Standard Time"}""",
        "2021-07-09T21:05:06Z")]
    [InlineData("""{"dateTime":"2021-07-09T14:05:06Z","timeZone":"Europe/Paris"}""", "2021-07-09T14:05:06Z")]
    public void Objects_that_serializers_write_are_read(string json, string expected) =>
        Assert.Equal(expected, TimestampReading.OfJson(JsonKind.Object, json));

    [Theory]
    [InlineData("[2021,3,9,14,5,6,789000000]", "2021-03-09T14:05:06.789Z")]
    [InlineData("[2021, 3, 9, 14, 5, 6, 0]", "2021-03-09T14:05:06Z")]
    [InlineData("[2021,3,9,14,5,6]", "2021-03-09T14:05:06Z")]
    [InlineData("[2021,3,9,14,5]", "2021-03-09T14:05:00Z")]
    [InlineData("[2021,3,9]", "2021-03-09T00:00:00Z")]
    public void Arrays_that_Jackson_writes_are_read(string json, string expected) =>
        Assert.Equal(expected, TimestampReading.OfJson(JsonKind.Array, json));

    [Theory]
    [InlineData(JsonKind.Object, """{"seconds":"x"}""", true)]
    [InlineData(JsonKind.Object, """{"date":1,"timezone":"UTC"}""", true)]
    [InlineData(JsonKind.Object, """{"date":"2021-03-09"}""", false)]
    [InlineData(JsonKind.Object, """{"value":1,"currency":"EUR"}""", false)]
    [InlineData(JsonKind.Array, "[2021,99,99]", true)]
    [InlineData(JsonKind.Array, "[2021]", false)]
    [InlineData(JsonKind.Array, "[{}]", false)]
    [InlineData(JsonKind.Text, "2021", false)]
    public void An_object_or_array_is_of_a_form_by_its_names_and_not_by_its_values(
        JsonKind kind, string json, bool isForm) =>
        Assert.Equal(
            isForm, TimestampParser.HasForm(new FieldInput(kind, System.Text.Encoding.UTF8.GetBytes(json))));
}
