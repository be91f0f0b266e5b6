using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Text.Json;
using EventNormalization.Ingestion;
using EventNormalization.Normalization;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using NodaTime.Calendars;
using NodaTime.Text;
using Xunit;

namespace EventNormalization.Tests.Normalization.Timestamps;

public class TimestampProperties
{
    private const long Nanosecond = 1;
    private const long Microsecond = 1_000;
    private const long Millisecond = 1_000_000;
    private const long Second = 1_000_000_000;
    private const long Minute = 60 * Second;
    private const long Hour = 60 * Minute;
    private const long Day = 24 * Hour;

    /// <summary>Forms that hold every year from 1 to 9999.</summary>
    internal static readonly PrintedForm[] AllYears =
    [
        PrintedForm.OfPattern("uuuu'-'MM'-'dd'T'HH':'mm':'ss.FFFFFFFFF'Z'", Nanosecond),
        PrintedForm.OfPattern("uuuu'-'MM'-'dd'T'HH':'mm':'ss','fffffffff'Z'", Nanosecond),
        PrintedForm.OfPattern("uuuu'-'MM'-'dd' 'HH':'mm':'ss.ffffff'+00'", Microsecond),
        PrintedForm.OfPattern("uuuu'-'MM'-'dd't'HH':'mm':'ss.fff'z'", Millisecond),
        PrintedForm.OfPattern("uuuu'-'MM'-'dd'T'HH':'mm':'ss'+00:00[UTC]'", Second),
        PrintedForm.OfPattern("uuuu'-'MM'-'dd' 'HH':'mm':'ss.fffffffff' +0000 UTC'", Nanosecond),
        PrintedForm.OfPattern("uuuu'-'MM'-'dd'T'HH':'mm", Minute),
        PrintedForm.OfPattern("uuuu'-'MM'-'dd'T'HH'Z'", Hour),
        PrintedForm.OfPattern("uuuu'-'MM'-'dd", Day),
        PrintedForm.OfPattern("uuuu'-'MM'-'dd'-'HH'.'mm'.'ss.ffffff", Microsecond),
        PrintedForm.OfPattern("uuuuMMdd'T'HHmmss.fffffffff'Z'", Nanosecond),
        PrintedForm.OfPattern("uuuuMMdd'T'HHmm'+0000'", Minute),
        PrintedForm.OfPattern("uuuuMMdd'-'HH':'mm':'ss.fff", Millisecond),
        PrintedForm.OfPattern("uuuuMMddHHmmssfff", Millisecond),
        PrintedForm.OfPattern("uuuuMMddHHmmss", Second),
        PrintedForm.OfPattern("uuuuMMdd", Day),
        PrintedForm.OfPattern("ddd', 'dd' 'MMM' 'uuuu' 'HH':'mm':'ss' +0000'", Second),
        PrintedForm.OfPattern("ddd', 'd' 'MMM' 'uuuu' 'HH':'mm':'ss' GMT'", Second),
        PrintedForm.OfPattern("ddd' 'MMM' 'dd' 'HH':'mm':'ss' 'uuuu", Second),
        PrintedForm.OfPattern("ddd' 'MMM' 'dd' 'HH':'mm':'ss' UTC 'uuuu", Second),
        PrintedForm.OfPattern("ddd' 'MMM' 'dd' 'uuuu' 'HH':'mm':'ss' GMT+0000 (UTC)'", Second),
        PrintedForm.OfPattern("dddd', 'MMMM' 'd', 'uuuu' at 'h':'mm':'ss' 'tt' UTC'", Second),
        PrintedForm.OfPattern("MMM' 'd', 'uuuu', 'h':'mm':'ss'\u202F'tt", Second),
        PrintedForm.OfPattern("MMMM' 'd', 'uuuu", Day),
        PrintedForm.OfPattern("d' 'MMMM' 'uuuu' 'HH':'mm", Minute),
        PrintedForm.OfPattern("uuuu'-'MMM'-'dd' 'HH':'mm':'ss.fff", Millisecond),
        PrintedForm.OfPattern("'['dd'/'MMM'/'uuuu':'HH':'mm':'ss' +0000]'", Second),
        PrintedForm.OfPattern("'['ddd' 'MMM' 'dd' 'HH':'mm':'ss.ffffff' 'uuuu']'", Microsecond),
        PrintedForm.OfPattern("dd'-'MMM'-'uuuu' 'HH':'mm':'ss.fff' UTC'", Millisecond),
        PrintedForm.OfPattern("ddMMMuuuu':'HH':'mm':'ss", Second),
        PrintedForm.OfPattern("uuuu'年'M'月'd'日 'HH':'mm':'ss.fff", Millisecond),
        PrintedForm.OfPattern("uuuu'年'MM'月'dd'日'HH'时'mm'分'ss'秒'", Second),
        PrintedForm.OfPattern("uuuu'年'M'月'd'日 'H'時'mm'分'", Minute),
        new PrintedForm("ISO ordinal", Nanosecond, value => Of(value).ToString("uuuu", CultureInfo.InvariantCulture)
            + "-" + Of(value).DayOfYear.ToString("000", CultureInfo.InvariantCulture) + Time(value)),
        new PrintedForm("ISO week", Nanosecond, value => Week(value, "-") + Time(value)),
        new PrintedForm("ISO week, basic", Day, value => Week(value, "") + "T00Z"),
        new PrintedForm("Chinese with a half of the day", Millisecond, Chinese),
    ];

    /// <summary>Forms that hold the years which a numeric date may have.</summary>
    internal static readonly PrintedForm[] GregorianYears =
    [
        PrintedForm.OfPattern("uuuu'/'MM'/'dd' 'HH':'mm':'ss.fff", Millisecond),
        PrintedForm.OfPattern("uuuu'/'M'/'d", Day),
        PrintedForm.OfPattern("uuuu'.'MM'.'dd' 'HH':'mm':'ss", Second),
        PrintedForm.OfPattern("uuuu':'MM':'dd' 'HH':'mm':'ss", Second),
    ];

    /// <summary>Forms with a year of two digits.</summary>
    internal static readonly PrintedForm[] ShortYears =
    [
        PrintedForm.OfPattern("dddd', 'dd'-'MMM'-'yy' 'HH':'mm':'ss' GMT'", Second),
        PrintedForm.OfPattern("dd' 'MMM' 'yy' 'HH':'mm' UTC'", Minute),
        PrintedForm.OfPattern("dd'-'MMM'-'yy' 'hh'.'mm'.'ss.fffffffff' 'tt", Nanosecond),
    ];

    /// <summary>Forms whose digits tell the unit, from 1973 to 2286.</summary>
    internal static readonly PrintedForm[] Epochs =
    [
        new PrintedForm("seconds", Second, value => Epoch(value, Second)),
        new PrintedForm("seconds with a fraction", Nanosecond, value =>
            Epoch(value, Second) + "." + Nanoseconds(value)[^9..]),
        new PrintedForm("milliseconds", Millisecond, value => Epoch(value, Millisecond)),
        new PrintedForm("microseconds", Microsecond, value => Epoch(value, Microsecond)),
        new PrintedForm("nanoseconds", Nanosecond, Nanoseconds),
    ];

    /// <summary>Objects of serializers.</summary>
    private static readonly PrintedForm[] Objects =
    [
        new PrintedForm("$date", Millisecond, value => $$"""{"$date":{{Epoch(value, Millisecond)}}}"""),
        new PrintedForm("$numberLong", Millisecond, value =>
            $$$"""{"$date":{"$numberLong":"{{{Epoch(value, Millisecond)}}}"}}"""),
        new PrintedForm("nanos", Nanosecond, value =>
            $$"""{"seconds":{{value.ToUnixTimeSeconds()}},"nanos":{{NanosecondOf(value)}}}"""),
        new PrintedForm("_nanoseconds", Nanosecond, value =>
            $$"""{"_nanoseconds":{{NanosecondOf(value)}},"_seconds":"{{value.ToUnixTimeSeconds()}}"}"""),
        new PrintedForm("nano", Nanosecond, value =>
            $$"""{"epochSecond":{{value.ToUnixTimeSeconds()}},"nano":{{NanosecondOf(value)}}}"""),
    ];

    public static TheoryData<string> AllYearForms => Names(AllYears);

    [Law(10_000)]
    public Property What_is_printed_in_a_form_of_all_years_reads_back() =>
        Prop.ForAll(Instants.Any.ToArbitrary(), value => ReadsBack(AllYears, value, JsonKind.Text));

    [Law(10_000)]
    public Property What_is_printed_as_a_numeric_date_reads_back() =>
        Prop.ForAll(
            Instants.Between(Instant.FromUtc(1900, 1, 1, 0, 0), Instant.FromUtc(2100, 12, 31, 23, 59)).ToArbitrary(),
            value => ReadsBack(GregorianYears, value, JsonKind.Text));

    [Law(10_000)]
    public Property A_numeric_date_reads_back_by_the_order_of_the_profile() =>
        Prop.ForAll(
            Instants.Between(Instant.FromUtc(1900, 1, 1, 0, 0), Instant.FromUtc(2100, 12, 31, 23, 59)).ToArbitrary(),
            value =>
            {
                ReadsBack([PrintedForm.OfPattern("M'/'d'/'uuuu', 'h':'mm':'ss' 'tt", Second)], value, MonthFirst);
                ReadsBack([PrintedForm.OfPattern("dd'.'MM'.'uuuu' 'HH':'mm':'ss", Second)], value, DayFirst);
            });

    [Law(10_000)]
    public Property What_is_printed_with_a_short_year_reads_back() =>
        Prop.ForAll(
            Instants.Between(Instant.FromUtc(1970, 1, 1, 0, 0), Instant.FromUtc(2049, 12, 31, 23, 59)).ToArbitrary(),
            value => ReadsBack(ShortYears, value, JsonKind.Text));

    [Law(10_000)]
    public Property A_number_since_1970_reads_back_alike_as_number_and_as_text() =>
        Prop.ForAll(
            Instants.Between(Instant.FromUtc(2001, 9, 9, 1, 47), Instant.FromUtc(2286, 11, 20, 17, 0)).ToArbitrary(),
            value =>
            {
                ReadsBack(Epochs.Where(form => !IsDate(form.Print(form.Cut(value)))), value, JsonKind.Text);
                ReadsBack(Epochs, value, JsonKind.Number);
            });

    [Law(10_000)]
    public Property An_object_of_a_serializer_reads_back() =>
        Prop.ForAll(WithoutShortNumbers().ToArbitrary(), value => ReadsBack(Objects, value, JsonKind.Object));

    [Law(10_000)]
    public Property A_date_constructor_reads_back() =>
        Prop.ForAll(WithoutShortNumbers().ToArbitrary(), value => ReadsBack(
            [new PrintedForm("/Date()/", Millisecond, shown => $"/Date({Epoch(shown, Millisecond)})/")],
            value,
            JsonKind.Text));

    [Law(10_000)]
    public Property An_offset_shifts_the_text_and_not_the_instant() =>
        Prop.ForAll(
            Instants.Between(Instant.FromUtc(1, 1, 3, 0, 0), Instant.FromUtc(9999, 12, 29, 0, 0)).ToArbitrary(),
            Gen.Choose(-(18 * 60), 18 * 60).ToArbitrary(),
            (value, minutes) =>
            {
                var local = value.WithOffset(Offset.FromSeconds(60 * minutes));

                Assert.Equal(Canonical(value), TimestampReading.Of(local.ToString(
                    "uuuu'-'MM'-'dd'T'HH':'mm':'ss.FFFFFFFFFo<+HH:mm>", CultureInfo.InvariantCulture)));
                Assert.Equal(Canonical(value), TimestampReading.Of(local.ToString(
                    "uuuuMMdd'T'HHmmss.FFFFFFFFFo<+HHmm>", CultureInfo.InvariantCulture)));
            });

    [Law(10_000)]
    public Property A_local_time_means_in_its_zone_what_NodaTime_says() =>
        Prop.ForAll(LocalTimes().ToArbitrary(), place =>
        {
            var (zone, local) = place;
            var mapping = zone.MapLocal(local);
            var refuse = new TimestampRules { Zone = zone };
            var text = local.ToString("uuuu'-'MM'-'dd'T'HH':'mm':'ss", CultureInfo.InvariantCulture);
            var earlier = TimestampReading.Of(
                text, refuse with { LocalTimeResolution = LocalTimeResolution.Earlier });
            var later = TimestampReading.Of(text, refuse with { LocalTimeResolution = LocalTimeResolution.Later });
            var byDefault = TimestampReading.Of(text, refuse);

            // A skipped time is read by the offset after the change, which gives the earlier instant, or before it.
            var before = local.WithOffset(mapping.EarlyInterval.WallOffset).ToInstant();
            var after = local.WithOffset(mapping.LateInterval.WallOffset).ToInstant();
            Assert.Equal(Canonical(Instant.Min(before, after)), earlier);
            Assert.Equal(Canonical(Instant.Max(before, after)), later);
            Assert.Equal(mapping.Count == 1, byDefault == earlier);
            Assert.Equal(mapping.Count == 0, byDefault.StartsWith("timestamp.nonexistent", StringComparison.Ordinal));
            Assert.Equal(mapping.Count == 2, byDefault.StartsWith("timestamp.ambiguous", StringComparison.Ordinal));
        });

    [Law(10_000)]
    public Property The_fixed_layouts_read_what_the_grammar_reads() =>
        Prop.ForAll(Mutants().ToArbitrary(), text =>
        {
            var utf8 = Encoding.UTF8.GetBytes(text);
            var isFixed = FastTimestamps.TryRead(utf8, TimestampRules.Default, out var instant);
            var byGrammar = TimestampGrammar.Read(utf8, new TimestampText(utf8, TimestampRules.Default));

            Assert.True(!isFixed || (byGrammar.IsSuccess && byGrammar.Value == instant), text);
        });

    [Law(10_000)]
    public Property Numbers_of_the_usual_lengths_are_what_all_numbers_are() =>
        Prop.ForAll(EpochMutants().ToArbitrary(), text =>
        {
            foreach (var unit in Enum.GetValues<EpochUnit>())
            {
                var utf8 = Encoding.UTF8.GetBytes(text);
                var isFixed = FastTimestamps.TryReadEpoch(utf8, unit, out var instant);
                var byDigits = EpochForms.ReadJsonNumber(
                    utf8, new TimestampText(utf8, new TimestampRules { EpochUnit = unit }));

                Assert.True(!isFixed || (byDigits.IsSuccess && byDigits.Value == instant), text);
            }
        });

    [Theory]
    [InlineData("2015-07-03T17:04:07Z")]
    [InlineData("2015-07-03T17:04:07.123Z")]
    [InlineData("2015-07-03T17:04:07+02:00")]
    [InlineData("2015-07-03T17:04:07.123456789-0730")]
    [InlineData("2015-07-03 17:04:07")]
    [InlineData("2015/07/03 17:04:07")]
    [InlineData("2015-07-03T17:04")]
    [InlineData("2015-07-03T17:04Z")]
    [InlineData("2015-07-03T17:04+02:00")]
    [InlineData("Fri, 03 Jul 2015 17:04:07 GMT")]
    [InlineData("1435943047")]
    [InlineData("1435943047123")]
    public void The_usual_forms_have_fixed_layouts(string text)
    {
        var isFixed = FastTimestamps.TryRead(Encoding.UTF8.GetBytes(text), TimestampRules.Default, out var instant);

        Assert.True(isFixed);
        Assert.Equal(TimestampReading.Of(text), Canonical(instant));
    }

    [Law(10_000)]
    public Property A_text_is_read_or_refused_and_no_exception_escapes() =>
        Prop.ForAll(Mutants().ToArbitrary(), text => ParsesWithoutAnException(Encoding.UTF8.GetBytes(text)));

    [Law(10_000)]
    public Property Random_bytes_of_every_kind_never_throw() =>
        Prop.ForAll(
            Gen.ArrayOf(Gen.Frequency((3, Gen.Elements(Alphabet)), (1, Gen.Choose(0, 255).Select(i => (byte)i))))
                .ToArbitrary(),
            ParsesWithoutAnException);

    [Law(2_000)]
    public Property Blanks_around_a_text_change_neither_the_instant_nor_the_reason() =>
        Prop.ForAll(Mutants().ToArbitrary(), text =>
        {
            var plain = Normalize(text);
            var padded = Normalize(" \t" + text + "\u00A0\r\n");

            Assert.Equal(plain.Record?.Timestamp, padded.Record?.Timestamp);
            Assert.Equal(
                plain.Errors.Select(error => error.ToString()), padded.Errors.Select(error => error.ToString()));
        });

    [Law(2_000)]
    public Property The_culture_and_the_zone_of_the_machine_change_nothing() =>
        Prop.ForAll(Mutants().ToArbitrary(), text =>
        {
            var expected = TimestampReading.Of(text);
            var found = Elsewhere(() => TimestampReading.Of(text));

            Assert.Equal(expected, found);
        });

    [Theory]
    [MemberData(nameof(AllYearForms))]
    public void Every_form_is_printed_as_a_text_of_its_own(string name)
    {
        var form = AllYears.Single(form => form.Name == name);
        var value = form.Cut(Instant.FromUtc(2021, 3, 9, 14, 5, 6).PlusNanoseconds(123_456_789));

        Assert.Equal(Canonical(value), TimestampReading.Of(form.Print(value)));
    }

    private static readonly JsonSerializerOptions PlainJson =
        new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly EventNormalizer Normalizer = new(EventSchema.Default);

    private static readonly LocalDateTimePattern HourPattern =
        LocalDateTimePattern.CreateWithInvariantCulture("uuuuMMddHH");

    private static readonly LocalDateTimePattern HundredthsPattern =
        LocalDateTimePattern.CreateWithInvariantCulture("uuuuMMddHHmmssff");

    private static readonly TimestampRules MonthFirst = new() { DateOrder = DateOrder.MonthFirst };

    private static readonly TimestampRules DayFirst = new() { DateOrder = DateOrder.DayFirst };

    private static readonly byte[] Alphabet =
        [.. "0123456789-/.:+,TZtzW ()[]{}\"'JanFebPMUTC$date年月日時上午"u8];

    /// <summary>Instants whose milliseconds are not so few that they could be seconds.</summary>
    private static Gen<Instant> WithoutShortNumbers() =>
        Gen.Where(Instants.Any, value => value.InUtc().Year != 1970);

    /// <summary>Local times in all zones, half of them close to a change of the clocks.</summary>
    private static Gen<(DateTimeZone Zone, LocalDateTime Local)> LocalTimes() =>
        from id in Gen.Elements<string>([.. DateTimeZoneProviders.Tzdb.Ids])
        from value in Instants.Between(Instant.FromUtc(1900, 1, 1, 0, 0), Instant.FromUtc(2100, 1, 1, 0, 0))
        from minutes in Gen.Choose(-180, 180)
        from isNearChange in Gen.Elements(true, false)
        let zone = DateTimeZoneProviders.Tzdb[id]
        let interval = zone.GetZoneInterval(value)
        let center = isNearChange && interval.HasStart
            ? interval.Start
            : Instant.FromUnixTimeSeconds(value.ToUnixTimeSeconds())
        select (zone, center.InZone(zone).LocalDateTime.PlusMinutes(minutes));

    /// <summary>Texts of the forms with some characters changed, gone, doubled or with blanks around.</summary>
    private static Gen<string> Mutants() =>
        from form in Gen.Elements<PrintedForm>([.. AllYears, .. GregorianYears, .. Epochs])
        from value in Instants.Between(Instant.FromUtc(1973, 3, 4, 0, 0), Instant.FromUtc(2100, 1, 1, 0, 0))
        from places in Gen.ArrayOf(Gen.Choose(0, 1000), 2)
        from characters in Gen.ArrayOf(Gen.Elements("0123456789-/.:+,TZtzW ()[]aPM'é年　\u0000".ToCharArray()), 2)
        from change in Gen.Choose(0, 4)
        select Mutate(form.Print(form.Cut(value)), places, characters, change);

    /// <summary>Numbers of ten and thirteen digits, some with another character.</summary>
    private static Gen<string> EpochMutants() =>
        from digits in Gen.Elements("0123456789".ToCharArray()).ArrayOf(13)
        from length in Gen.Elements(10, 13)
        from place in Gen.Choose(0, 40)
        from character in Gen.Elements("-.eE/:0é".ToCharArray())
        let text = new string(digits, 0, length)
        select place < length ? text.Remove(place, 1).Insert(place, character.ToString()) : text;

    private static string Mutate(string text, int[] places, char[] characters, int change)
    {
        var first = places[0] % text.Length;
        var second = places[1] % text.Length;
        return change switch
        {
            0 => text,
            1 => text.Remove(first, 1),
            2 => text.Insert(first, characters[0].ToString()),
            3 => text.Remove(first, 1).Insert(first, characters[0].ToString()),
            _ => text.Remove(second, 1).Insert(second, characters[1].ToString())
                .Insert(first, characters[0].ToString()),
        };
    }

    private static NormalizationResult Normalize(string text) => Normalizer.Normalize(new RawEvent(
        JsonSerializer.SerializeToUtf8Bytes(
            new { client_id = "c", metric = "m", amount = 1, timestamp = text }, PlainJson),
        Instant.FromUtc(2199, 1, 1, 0, 0)));

    private static string Elsewhere(Func<string> read)
    {
        var culture = CultureInfo.CurrentCulture;
        var zone = Environment.GetEnvironmentVariable("TZ");
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("ar-SA");
            Environment.SetEnvironmentVariable("TZ", "Asia/Kathmandu");
            TimeZoneInfo.ClearCachedData();
            return read();
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
            Environment.SetEnvironmentVariable("TZ", zone);
            TimeZoneInfo.ClearCachedData();
        }
    }

    private static void ParsesWithoutAnException(byte[] utf8)
    {
        var parser = new TimestampParser();
        var rules = new[]
        {
            TimestampRules.Default,
            new TimestampRules { EpochUnit = EpochUnit.Nanoseconds, TwoDigitYearPivot = 50 },
            new TimestampRules { DateOrder = DateOrder.DayFirst, Zone = DateTimeZoneProviders.Tzdb["Asia/Tehran"] },
        };
        foreach (var kind in Enum.GetValues<JsonKind>())
        {
            foreach (var rule in rules)
            {
                var result = parser.Parse(new FieldInput(kind, utf8), ClientProfile.Default with { Timestamp = rule });

                Assert.True(result.IsSuccess || result.Failure.Expected.Length > 0);
            }
        }
    }

    private static void ReadsBack(IEnumerable<PrintedForm> forms, Instant value, JsonKind kind)
    {
        foreach (var form in forms)
        {
            var shown = form.Cut(value);
            var text = form.Print(shown);

            Assert.Equal(text + " is " + Canonical(shown), text + " is " + TimestampReading.OfJson(kind, text));
        }
    }

    private static void ReadsBack(IEnumerable<PrintedForm> forms, Instant value, TimestampRules rules)
    {
        foreach (var form in forms)
        {
            var shown = form.Cut(value);
            var text = form.Print(shown);

            Assert.Equal(text + " is " + Canonical(shown), text + " is " + TimestampReading.Of(text, rules));
        }
    }

    private static string Canonical(Instant value)
    {
        var canonical = new byte[InstantText.MaxLength];
        return Encoding.ASCII.GetString(canonical, 0, InstantText.Write(value, canonical));
    }

    /// <summary>Whether digits are also a date with the hour, or with hundredths of a second.</summary>
    private static bool IsDate(string digits) =>
        (digits.StartsWith("19", StringComparison.Ordinal) || digits.StartsWith("20", StringComparison.Ordinal))
        && (HourPattern.Parse(digits.Split('.')[0]).Success || HundredthsPattern.Parse(digits).Success);

    private static LocalDateTime Of(Instant value) => value.InUtc().LocalDateTime;

    private static string Time(Instant value) =>
        Of(value).ToString("'T'HH':'mm':'ss.FFFFFFFFF'Z'", CultureInfo.InvariantCulture);

    private static string Week(Instant value, string separator)
    {
        var date = Of(value).Date;
        var rule = WeekYearRules.Iso;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{rule.GetWeekYear(date):0000}{separator}W{rule.GetWeekOfWeekYear(date):00}") + separator
            + ((int)date.DayOfWeek).ToString(CultureInfo.InvariantCulture);
    }

    private static string Chinese(Instant value)
    {
        var local = Of(value);
        return local.ToString("uuuu'年'M'月'd'日 '", CultureInfo.InvariantCulture)
            + (local.Hour < 12 ? "上午" : "下午")
            + local.ToString("h':'mm':'ss.fff", CultureInfo.InvariantCulture);
    }

    private static int NanosecondOf(Instant value) => Of(value).NanosecondOfSecond;

    private static string Epoch(Instant value, long unit)
    {
        var perSecond = Second / unit;
        return ((value.ToUnixTimeSeconds() * perSecond) + (NanosecondOf(value) / unit))
            .ToString(CultureInfo.InvariantCulture);
    }

    private static string Nanoseconds(Instant value) =>
        (((Int128)value.ToUnixTimeSeconds() * Second) + NanosecondOf(value)).ToString(CultureInfo.InvariantCulture);

    private static TheoryData<string> Names(IEnumerable<PrintedForm> forms) => [.. forms.Select(form => form.Name)];
}
