using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Numerics;
using System.Text.RegularExpressions;
using NodaTime;
using NodaTime.Text;

namespace EventNormalization.Tests.Normalization.Timestamps;

/// <summary>
/// Says whether a text is a full spelling of an instant, by printing the instant and comparing: nothing is parsed here.
/// </summary>
/// <remarks>
/// A spelling is made of a weekday or none, a whole date, a separator, a clock whose last part is not cut, and a zone
/// or
/// none, in one of the orders of the tools; or it is a number in the unit of its digits. What stands in brackets and
/// parentheses after an offset is set aside.
/// </remarks>
internal static partial class FullForms
{
    private static readonly string[] DatePatterns =
    [
        "uuuu-MM-dd", "uuuu-M-d", "uuuu-MM-d", "uuuu-M-dd", "uuuuMMdd",
        "uuuu/MM/dd", "uuuu/M/d", "uuuu/MM/d", "uuuu/M/dd",
        "uuuu.MM.dd", "uuuu.M.d", "uuuu.MM.d", "uuuu.M.dd", "uuuu:MM:dd", "uuuu:M:d", "uuuu:MM:d", "uuuu:M:dd",
        "uuuu'年'M'月'd'日'", "uuuu'年'MM'月'dd'日'", "uuuu'年'MM'月'd'日'", "uuuu'年'M'月'dd'日'",
    ];

    private static readonly string[] Marks = ["", " ", ",", ", ", ".", ". ", "/", "-", " ,", " , "];

    private static readonly string[] Separators =
        ["", " ", "T", "t", ", ", " at ", ", at ", " @ ", "@", " @", "@ ", " - ", "-", "/", ":", ",", " ,"];

    private static readonly string[] EndOfDay = ["24:00", "24:00:00", "2400", "240000", "24"];

    private static readonly string[] ClockPatterns =
    [
        "HH:mm:ss", "HH:mm:s", "HH:m",
        "H:mm:ss", "H:m:ss", "HH:m:ss", "H:m:s", "H:mm:s", "HH:m:s", "HHmmss", "HH.mm.ss", "H.mm.ss",
        "HH:mm", "H:mm", "H:m", "HHmm", "HH", "HH'時'mm'分'ss'秒'", "HH'时'mm'分'ss'秒'", "H'時'mm'分'", "HH'時'mm'分'",
        "H'时'mm'分'ss'秒'", "H'時'mm'分'ss'秒'", "HH'時'", "H'時'", "H'時'm'分'", "H'时'm'分's'秒'", "HH'时'mm'分'", "HH'时'", "H'时'",
        "HH'时'm'分'ss'秒'", "HH'时'mm'分's'秒'", "H'時'm'分'", "HH'时'm'分's'秒'", "H'时'mm'分's'秒'", "H'时'm'分'ss'秒'",
        "HH'時'm'分'", "HH'时'm'分'", "H'时'mm'分'", "H'时'm'分'", "HH'時'm'分's'秒'", "HH'時'm'分'ss'秒'", "HH'時'mm'分's'秒'",
        "H'時'm'分's'秒'", "H'時'mm'分's'秒'", "H'時'm'分'ss'秒'",
    ];

    /// <summary>Whether the text spells the instant in full, in UTC or in an offset that it names.</summary>
    public static bool Spell(string text, Instant instant)
    {
        var plain = Blanks().Replace(text, " ").Trim();
        plain = plain.Length > 1 && plain[0] == '[' && plain[^1] == ']' ? plain[1..^1] : plain;
        plain = ColonBlanks().Replace(Suffixes().Replace(plain, ""), ":");
        plain = CjkBlanks().Replace(plain, "");
        if (CutClock().IsMatch(plain))
        {
            return false;
        }

        return IsNumber(plain, instant) || OffsetsIn(plain).Any(offset => IsSpelling(plain, instant, offset));
    }

    private static bool IsSpelling(string text, Instant instant, Offset offset)
    {
        var local = instant.WithOffset(offset).LocalDateTime;
        var zones = Zones(offset);

        // The end of a day may be 24:00, and a leap second is the one before the next.
        (LocalDate Date, IEnumerable<string> Clocks)[] readings =
        [
            (local.Date, Clocks(local)),
            (local.Date.PlusDays(-1), local.TimeOfDay == LocalTime.Midnight ? EndOfDay : []),
            (local.PlusSeconds(-1).Date, local.Second == 0
                ? Clocks(local.PlusSeconds(-1)).Select(clock => Sixty().Replace(clock, "60$1"))
                : []),
        ];
        return readings.Any(reading => Orders(reading.Date, reading.Clocks, zones)
            .Any(order => order.Aggregate<IEnumerable<string>, IEnumerable<string>>([text], After).Contains("")));
    }

    private static IEnumerable<IEnumerable<string>[]> Orders(
        LocalDate date, IEnumerable<string> clocks, IReadOnlyCollection<string> zones)
    {
        string[] weekdays =
        [
            "", .. new[] { Print(date, "dddd"), Print(date, "ddd") }
                .SelectMany(
                    name => new[] { name + " ", name + ", ", name + ". ", name + " , ", name + "., ", name + ",",
                        name + " ," }),
        ];
        string[] ctimeDays =
        [
            .. from month in MonthNames(date) from mark in Marks from day in Days(date) select month + mark + day,
            .. from month in MonthNames(date) from mark in Marks from day in Days(date) select day + mark + month,
        ];
        string[] optional = ["", .. zones];
        string[] year = [Print(date, "uuuu")];
        string[] clocksOrNone = [.. clocks, .. clocks.Contains("00:00:00") ? [""] : Array.Empty<string>()];
        yield return [weekdays, Dates(date), Separators, clocksOrNone, optional];
        yield return [weekdays, Dates(date), Separators, optional, Separators, clocks];
        yield return [weekdays, ctimeDays, Marks, clocks, optional, [" ", ""], year, optional];
        string[] commas = [" ", ", ", ""];
        yield return [weekdays, clocks, commas, optional, commas, weekdays, Dates(date), [",", ""], optional];
    }

    private static IEnumerable<string> After(IEnumerable<string> texts, IEnumerable<string> options) =>
        texts.SelectMany(text => options
            .Where(option => text.StartsWith(option, StringComparison.OrdinalIgnoreCase))
            .Select(option => text[option.Length..])).Distinct();

    private static IEnumerable<string> Dates(LocalDate date)
    {
        var years = new[] { Print(date, "uuuu") };
        var shortYears = date.Year is >= 1970 and <= 2049 ? years.Append(Print(date, "yy")) : years;
        var named = from month in MonthNames(date)
                    from day in Days(date)
                    from first in Marks
                    from second in Marks
                    from year in shortYears
                    from spelled in new[] { day + first + month + second + year, month + first + day + second + year }
                    select spelled;
        var yearFirst = from month in MonthNames(date)
                        from mark in Marks
                        from day in Days(date)
                        select years[0] + mark + month + mark + day;
        var numeric = from pair in new[] { ("d", "M"), ("M", "d") }
                      from first in new[] { Print(date, "%" + pair.Item1), Print(date, pair.Item1 + pair.Item1) }
                      from second in new[] { Print(date, "%" + pair.Item2), Print(date, pair.Item2 + pair.Item2) }
                      from mark in new[] { "/", ".", "-", " " }
                      select first + mark + second + mark + years[0];
        var week = NodaTime.Calendars.WeekYearRules.Iso;
        var weekText = string.Create(CultureInfo.InvariantCulture, $"W{week.GetWeekOfWeekYear(date):00}");
        var weekYear = week.GetWeekYear(date).ToString("0000", CultureInfo.InvariantCulture);
        var weekday = ((int)date.DayOfWeek).ToString(CultureInfo.InvariantCulture);
        var ordinal = date.DayOfYear.ToString("000", CultureInfo.InvariantCulture);
        return
        [
            .. DatePatterns.Select(pattern => Print(date, pattern)), .. named, .. yearFirst, .. numeric,
            weekYear + "-" + weekText + "-" + weekday, weekYear + weekText + weekday,
            years[0] + "-" + ordinal, years[0] + ordinal,
        ];
    }

    private static string[] MonthNames(LocalDate date)
    {
        var (full, name) = (Print(date, "MMMM"), Print(date, "MMM"));
        return [full, name, name + ".", .. date.Month == 9 ? new[] { "Sept", "Sept." } : []];
    }

    private static string[] Days(LocalDate date)
    {
        var suffix = (date.Day % 10, date.Day is >= 11 and <= 13) switch
        {
            (1, false) => "st",
            (2, false) => "nd",
            (3, false) => "rd",
            _ => "th",
        };
        return [Print(date, "dd"), Print(date, "%d"), Print(date, "dd") + suffix, Print(date, "%d") + suffix];
    }

    /// <summary>The clock in all spellings that show the whole time: with what is not zero, and without what
    /// is.</summary>
    private static List<string> Clocks(LocalDateTime local)
    {
        var time = local.TimeOfDay;
        var fraction = time.NanosecondOfSecond.ToString("000000000", CultureInfo.InvariantCulture);
        var shown = fraction.TrimEnd('0').Length;
        var clocks = new List<string>();
        foreach (var pattern in ClockPatterns)
        {
            var hasSeconds = pattern.Contains('s', StringComparison.Ordinal);
            var hasMinutes = pattern.Contains('m', StringComparison.Ordinal);
            if ((!hasSeconds && (time.Second != 0 || shown > 0)) || (!hasMinutes && time.Minute != 0))
            {
                continue;
            }

            var clock = Print(time, pattern);
            if (shown == 0)
            {
                clocks.Add(clock);
            }

            for (var digits = Math.Max(1, shown); hasSeconds && digits <= 12; digits++)
            {
                var part = digits <= 9 ? fraction[..digits] : fraction + new string('0', digits - 9);
                clocks.AddRange(digits <= 9 ? [clock + "." + part, clock + "," + part] : [clock + "." + part]);
                clocks.AddRange(digits == 3 ? [clock + ":" + part, clock + part] : []);
            }
        }

        return [.. clocks, .. HalfDays(time, clocks)];
    }

    private static IEnumerable<string> HalfDays(LocalTime time, List<string> clocks)
    {
        // The clocks of twelve hours are those of 24 with another hour.
        var hour = ((time.Hour + 11) % 12) + 1;
        var mark = time.Hour < 12 ? "AM" : "PM";
        var chinese = time.Hour < 12 ? "上午" : "下午";
        var japanese = time.Hour < 12 ? "午前" : "午後";
        foreach (var clock in clocks)
        {
            var length = clock.TakeWhile(char.IsAsciiDigit).Count();
            var rest = clock[Math.Min(length, 2)..];
            foreach (var padded in new[] { "%h", "hh" })
            {
                var twelve = Print(new LocalTime(hour % 24, 0), padded == "hh" ? "HH" : "%H") + rest;
                foreach (var spelled in new[] { mark, mark[..1] + "." + mark[1..] + "." })
                {
                    yield return twelve + spelled;
                    yield return twelve + " " + spelled;
                }

                yield return chinese + twelve;
                yield return japanese + twelve;
            }

            yield return chinese + clock;
            yield return japanese + clock;
        }
    }

    private static List<string> Zones(Offset offset)
    {
        string[] signs = offset == Offset.Zero ? ["+", "-"] : offset > Offset.Zero ? ["+"] : ["-"];
        var minutes = Math.Abs(offset.Seconds / 60);
        var (hour, minute) = Math.DivRem(minutes, 60);
        var invariant = CultureInfo.InvariantCulture;
        string[] digits =
        [
            string.Create(invariant, $"{hour:00}:{minute:00}"), string.Create(invariant, $"{hour:00}{minute:00}"),
            string.Create(invariant, $"{hour}:{minute:00}"), .. minute == 0 ? new[] { $"{hour:00}", $"{hour}" } : [],
        ];
        var offsets = signs.SelectMany(sign => digits.Select(text => sign + text)).ToArray();
        string[] names = (offset.Seconds / 3600) switch
        {
            0 when offset == Offset.Zero => ["Z", "UTC", "GMT", "UT"],
            -4 => ["EDT"],
            -5 => ["EST", "CDT"],
            -6 => ["MDT", "CST"],
            -7 => ["PDT", "MST"],
            -8 => ["PST"],
            _ => [],
        };
        string[] combined =
        [
            .. offsets, .. names,
            .. offsets.SelectMany(text => new[] { "GMT" + text, "UTC" + text, "UT" + text }),
            .. offsets.SelectMany(text => names.SelectMany(name => new[] { text + " " + name, name + " " + text })),
            .. offsets.SelectMany(text => offsets.Select(again => text + " " + again)),
        ];
        return [.. combined, .. combined.Select(zone => " " + zone)];
    }

    private static IEnumerable<Offset> OffsetsIn(string text) =>
        OffsetTexts().Matches(text)
            .Select(match => (match.Groups[1].Value == "-" ? -60 : 60) * (
                (60 * int.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture))
                + (match.Groups[3].Success ? int.Parse(match.Groups[3].Value, CultureInfo.InvariantCulture) : 0)))
            .Where(seconds => Math.Abs(seconds) <= 18 * 3600)
            .Concat([0, -4 * 3600, -5 * 3600, -6 * 3600, -7 * 3600, -8 * 3600])
            .Distinct()
            .Select(Offset.FromSeconds);

    private static bool IsNumber(string text, Instant instant)
    {
        var exponent = Exponents().Match(text);
        if (exponent.Success)
        {
            var fraction = exponent.Groups[2].Value;
            var power = int.Parse(exponent.Groups[3].Value, CultureInfo.InvariantCulture);
            var all = exponent.Groups[1].Value + fraction + new string('0', Math.Clamp(power - fraction.Length, 0, 40));
            text = power + 1 < all.Length ? all[..(power + 1)] + "." + all[(power + 1)..] : all;
        }

        var number = Numbers().Match(text);
        var digits = number.Groups[1].Value.Length;
        if (!number.Success || digits is not (10 or 13 or 16 or 19) || text[0] == '0')
        {
            return false;
        }

        var nanoseconds = number.Groups[1].Value + number.Groups[2].Value.PadRight(19 - digits, '0');
        var padding = nanoseconds.Length - 19;
        return nanoseconds[19..].All(digit => digit == '0')
            && BigInteger.Parse(nanoseconds[..(nanoseconds.Length - padding)], CultureInfo.InvariantCulture)
                == ((BigInteger)instant.ToUnixTimeSeconds() * 1_000_000_000)
                    + instant.InUtc().NanosecondOfSecond;
    }

    private static string Print(LocalDate date, string pattern) =>
        LocalDatePattern.CreateWithInvariantCulture(pattern).Format(date);

    private static string Print(LocalTime time, string pattern) =>
        LocalTimePattern.CreateWithInvariantCulture(pattern).Format(time);

    [GeneratedRegex("[ \u00A0\u2009\u202F]+", RegexOptions.CultureInvariant)]
    private static partial Regex Blanks();

    [GeneratedRegex("(\\[[^\\]]*\\]| ?\\([^()]*\\))+$", RegexOptions.CultureInvariant)]
    private static partial Regex Suffixes();

    [GeneratedRegex("(?<=[年月時时分]) | (?=[年月日時时分秒])", RegexOptions.CultureInvariant)]
    private static partial Regex CjkBlanks();

    [GeneratedRegex("(?<=[0-9]) ?: ?(?=[0-9]{2})", RegexOptions.CultureInvariant)]
    private static partial Regex ColonBlanks();

    [GeneratedRegex("(?:^|[^0-9:])[0-9]{2}(?::[0-9]{2})?:[0-9]$", RegexOptions.CultureInvariant)]
    private static partial Regex CutClock();

    [GeneratedRegex("59([.,:秒]\\d*|)$", RegexOptions.CultureInvariant)]
    private static partial Regex Sixty();

    [GeneratedRegex("([+-])(\\d\\d?)(?::?(\\d\\d))?", RegexOptions.CultureInvariant)]
    private static partial Regex OffsetTexts();

    [GeneratedRegex("^(\\d+)(?:\\.(\\d+))?$", RegexOptions.CultureInvariant)]
    private static partial Regex Numbers();

    [GeneratedRegex("^([1-9])(?:\\.(\\d+))?[eE]\\+?(\\d{1,2})$", RegexOptions.CultureInvariant)]
    private static partial Regex Exponents();
}
