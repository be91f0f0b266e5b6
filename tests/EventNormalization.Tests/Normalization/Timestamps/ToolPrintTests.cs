using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using EventNormalization.Normalization;
using NodaTime;
using Xunit;

namespace EventNormalization.Tests.Normalization.Timestamps;

/// <summary>What the tools of the machine print for 1,000 seeded instants in their default forms, read back.</summary>
/// <remarks>
/// A tool reads milliseconds since 1970 from a file, one number a line, and prints a line for each form: the unit to
/// which the form keeps the instant (ns, ms, s, min or day), the order of a numeric date (D or M), a tab and the text.
/// The tool runs in the zone of New York, so that an offset or a name must be printed and read.
/// </remarks>
public class ToolPrintTests
{
    private static readonly Instant[] Expected = Instants.Seeded(1_000, seed: 20240229);

    [ToolFact("node")]
    public void What_JavaScript_prints_reads_back() => ReadsBack("node", "print.mjs", """
        import fs from 'node:fs';
        const forms = [];
        const add = (mark, locale, options = {}) => {
          const form = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', ...options });
          forms.push(d => mark + '\t' + form.format(d));
        };
        const plain = { year: 'numeric', month: 'numeric', day: 'numeric',
          hour: 'numeric', minute: 'numeric', second: 'numeric' };
        for (const locale of ['en-US', 'en-GB', 'sv-SE', 'ja-JP', 'zh-CN', 'zh-TW'])
          add(locale === 'en-US' ? 'sM' : locale === 'en-GB' ? 'sD' : 's-', locale, plain);
        for (const locale of ['en-US', 'en-GB', 'ja-JP', 'zh-CN']) {
          add('s-', locale, { dateStyle: 'long', timeStyle: 'long' });
          add('s-', locale, { dateStyle: 'full', timeStyle: 'medium' });
        }
        add('min-', 'en-US', { dateStyle: 'medium', timeStyle: 'short' });
        forms.push(d => 'ms-\t' + d.toISOString(), d => 'ms-\t' + d.toJSON(), d => 'ms-\t' + d.getTime());
        forms.push(d => 's-\t' + d.toString(), d => 's-\t' + d.toUTCString());
        const lines = fs.readFileSync(process.argv[2], 'utf8').trim().split('\n');
        const out = lines.flatMap(line => forms.map(form => form(new Date(Number(line)))));
        fs.writeFileSync(process.argv[3], out.join('\n'));
        """);

    [ToolFact("python3")]
    public void What_Python_prints_reads_back() => ReadsBack("python3", "print.py", """
        import datetime as d, email.utils, sys, time
        out = []
        for line in open(sys.argv[1]):
            ms = int(line)
            t = d.datetime.fromtimestamp(ms // 1000, d.timezone.utc).replace(microsecond=ms % 1000 * 1000)
            e = t.astimezone(d.timezone(d.timedelta(hours=-5, minutes=-30)))
            z = t.replace(tzinfo=None)
            out += ['ms-\t' + x for x in (str(t), str(e), str(z), t.isoformat(), e.isoformat(), z.isoformat())]
            out += ['ms-\t%.3f' % (ms / 1000), 'ms-\t%d' % ms, 's-\t' + str(ms // 1000)]
            out += ['s-\t' + t.ctime(), 's-\t' + time.asctime(time.gmtime(ms // 1000)), 's-\t' + t.strftime('%c')]
            out += ['s-\t' + email.utils.format_datetime(e), 's-\t' + email.utils.formatdate(ms // 1000)]
            out += ['s-\t' + email.utils.formatdate(ms // 1000, usegmt=True)]
            out += ['s-\t' + email.utils.formatdate(ms // 1000, localtime=True)]
            out += ['ms-\t' + time.strftime('%Y-%m-%d %H:%M:%S', t.timetuple()) + ',%03d' % (ms % 1000)]
            out += ['day-\t' + str(t.date()), 's-\t' + t.strftime('%d/%b/%Y:%H:%M:%S +0000')]
        open(sys.argv[2], 'w').write('\n'.join(out))
        """);

    [ToolFact("java")]
    public void What_Java_prints_reads_back() => ReadsBack("java", "Print.java", """
        import java.nio.file.*;
        import java.text.*;
        import java.time.*;
        import java.time.format.*;
        import java.util.*;

        class Print {
            public static void main(String[] args) throws Exception {
                var out = new ArrayList<String>();
                var newYork = ZoneId.of("America/New_York");
                var styles = new ArrayList<DateFormat>();
                for (var style : new int[] { DateFormat.MEDIUM, DateFormat.LONG }) {
                    var format = DateFormat.getDateTimeInstance(style, style, Locale.US);
                    format.setTimeZone(TimeZone.getTimeZone("UTC"));
                    styles.add(format);
                }
                for (var line : Files.readAllLines(Path.of(args[0]))) {
                    var instant = Instant.ofEpochMilli(Long.parseLong(line));
                    var utc = instant.atZone(ZoneOffset.UTC);
                    out.add("ms-\t" + instant);
                    out.add("ms-\t" + utc);
                    out.add("ms-\t" + instant.atZone(newYork));
                    out.add("ms-\t" + instant.atZone(ZoneId.of("UTC+05:30")));
                    out.add("ms-\t" + instant.atOffset(ZoneOffset.ofHours(9)));
                    out.add("ms-\t" + utc.toLocalDateTime());
                    out.add("s-\t" + Date.from(instant));
                    out.add("s-\t" + DateTimeFormatter.RFC_1123_DATE_TIME.format(utc));
                    out.add("day-\t" + DateTimeFormatter.BASIC_ISO_DATE.format(utc.toLocalDate()));
                    out.add("day-\t" + DateTimeFormatter.ISO_WEEK_DATE.format(utc));
                    out.add("day-\t" + DateTimeFormatter.ISO_ORDINAL_DATE.format(utc));
                    out.add("ms-\t" + java.nio.file.attribute.FileTime.from(instant));
                    for (var style : styles) {
                        out.add("s-\t" + style.format(Date.from(instant)));
                    }
                }
                Files.write(Path.of(args[1]), out);
            }
        }
        """);

    [ToolFact("date")]
    public void What_date_prints_reads_back()
    {
        var forms = new (string Mark, string Arguments)[]
        {
            ("s-", ""),
            ("s-", "-R"),
            ("s-", "-Iseconds"),
            ("ms-", "-Ins"),
            ("ms-", "--rfc-3339=ns"),
            ("s-", "-u"),
            ("day-", "-u -I"),
            ("s-", "+%c %z"),
            ("s-", "+%s"),
        };

        foreach (var (mark, arguments) in forms)
        {
            using var folder = new TemporaryFolder();
            folder.Write("in", string.Join('\n', Expected.Select(
                value => "@" + value.ToUnixTimeSeconds() + "." + Milliseconds(value)[^3..])));
            var options = arguments.StartsWith('+')
                ? [arguments]
                : arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var printed = Run("date", ["-f", folder.PathOf("in"), .. options]);

            AssertReadsBack([.. printed.TrimEnd('\n').Split('\n').Select(line => mark + "\t" + line)]);
        }
    }

    [Fact]
    public void What_NET_prints_reads_back() => AssertReadsBack([.. Expected.SelectMany(instant =>
    {
        var value = instant.ToDateTimeOffset();
        var english = CultureInfo.GetCultureInfo("en-US");
        return new[]
        {
            "ms-\t" + value.ToString("o", CultureInfo.InvariantCulture),
            "s-\t" + value.ToString("r", CultureInfo.InvariantCulture),
            "s-\t" + value.ToString("u", CultureInfo.InvariantCulture),
            "s-\t" + value.ToString("s", CultureInfo.InvariantCulture),
            "s-\t" + value.UtcDateTime.ToString("F", CultureInfo.InvariantCulture),
            "s-\t" + value.UtcDateTime.ToString("F", english),
            "min-\t" + value.UtcDateTime.ToString("f", english),
            "sM\t" + value.ToString(CultureInfo.InvariantCulture),
            "sM\t" + value.UtcDateTime.ToString(english),
            "s-\t" + value.UtcDateTime.ToString(CultureInfo.GetCultureInfo("ja-JP")),
            "ms-\t" + System.Text.Json.JsonSerializer.SerializeToElement(value.UtcDateTime).GetString(),
        };
    })]);

    private static void ReadsBack(string tool, string scriptName, string script)
    {
        using var folder = new TemporaryFolder();
        folder.Write(scriptName, script);
        folder.Write("in", string.Join('\n', Expected.Select(Milliseconds)));
        Run(tool, [folder.PathOf(scriptName), folder.PathOf("in"), folder.PathOf("out")]);

        AssertReadsBack(File.ReadAllLines(folder.PathOf("out"), Encoding.UTF8));
    }

    private static string Run(string tool, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(tool, arguments);
        start.Environment["TZ"] = "America/New_York";
        start.Environment["LC_ALL"] = "C";
        var (exitCode, printed, error) = BoundedProcess.Run(start);
        Assert.True(exitCode == 0, $"The tool '{tool}' failed with {exitCode}: {error}");
        return printed;
    }

    /// <summary>Checks that the lines, as many for each instant, read back to the instants in order.</summary>
    private static void AssertReadsBack(string[] lines)
    {
        Assert.Equal(0, lines.Length % Expected.Length);
        var forms = lines.Length / Expected.Length;
        var offences = new List<string>();
        for (var i = 0; i < lines.Length; i++)
        {
            var parts = lines[i].Split('\t', 2);
            var (mark, text) = (parts[0], parts[1]);
            var order = mark[^1] switch
            {
                'D' => DateOrder.DayFirst,
                'M' => DateOrder.MonthFirst,
                _ => DateOrder.Refuse,
            };
            var expected = Cut(Expected[i / forms], mark[..^1]);
            var found = TimestampReading.Of(text, new TimestampRules { DateOrder = order });
            if (found != expected)
            {
                offences.Add($"{text} is {found}, expected {expected}");
            }
        }

        Assert.Empty(offences);
    }

    private static string Cut(Instant value, string unit)
    {
        var milliseconds = value.ToUnixTimeMilliseconds();
        var size = unit switch { "ms" => 1, "s" => 1_000, "min" => 60_000, _ => 86_400_000 };
        return NodaTime.Text.InstantPattern.ExtendedIso.Format(
            Instant.FromUnixTimeMilliseconds(milliseconds - (milliseconds % size)));
    }

    private static string Milliseconds(Instant value) =>
        value.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);

    private sealed class TemporaryFolder : IDisposable
    {
        private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tool-print-");

        public string PathOf(string name) => Path.Combine(_folder.FullName, name);

        public void Write(string name, string content) => File.WriteAllText(PathOf(name), content);

        public void Dispose() => _folder.Delete(recursive: true);
    }
}
