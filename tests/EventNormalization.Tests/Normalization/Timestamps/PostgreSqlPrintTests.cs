using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using EventNormalization.Normalization;
using NodaTime;
using NodaTime.Text;
using Xunit;

namespace EventNormalization.Tests.Normalization.Timestamps;

/// <summary>What PostgreSQL prints for 1,000 seeded instants in its default forms, read back.</summary>
/// <remarks>
/// A database is made for the test and asked in single-user mode, so no server listens anywhere. PostgreSQL does not
/// run
/// as root; root runs it as Debian's user for it.
/// </remarks>
public sealed class PostgreSqlPrintTests
{
    private static readonly Instant[] Expected = Instants.Seeded(1_000, seed: 20240229);

    private static readonly string[] Forms =
    [
        "t AT TIME ZONE 'UTC'", "t", "to_json(t)", "to_json(t AT TIME ZONE 'UTC')", "extract(epoch FROM t)",
    ];

    [PostgreSqlFact]
    public void What_PostgreSQL_prints_reads_back()
    {
        using var database = new TemporaryDatabase();
        var values = string.Join(',', Expected.Select(
            (value, i) => string.Create(CultureInfo.InvariantCulture, $"({i},{value.ToUnixTimeMilliseconds()})")));

        var columns = string.Join(',', Forms.Select((form, i) => $"({form})::text AS f{i}"));
        var printed = database.Ask(
            "SET TimeZone = 'America/New_York'",
            $"SELECT {columns} FROM (SELECT i, to_timestamp(ms / 1000.0) AS t FROM (VALUES {values}) AS v(i, "
                + $"ms)) AS x ORDER BY i");

        // In this mode a line for each value: its number, its name, its text and what its type is.
        var texts = Regex.Matches(printed, "^\t [0-9]+: f[0-9]+ = \"(.*)\"\t\\(typeid", RegexOptions.Multiline)
            .Select(line => line.Groups[1].Value.Trim('"')).ToArray();
        Assert.Equal(Expected.Length * Forms.Length, texts.Length);
        Assert.Empty(texts.Select((text, i) => Offence(text, Expected[i / Forms.Length])).OfType<string>());
    }

    private static string? Offence(string text, Instant instant)
    {
        var expected = InstantPattern.ExtendedIso.Format(
            Instant.FromUnixTimeMilliseconds(instant.ToUnixTimeMilliseconds()));
        var found = TimestampReading.Of(text, TimestampRules.Default);
        return found == expected ? null : $"{text} is {found}, expected {expected}";
    }

    /// <summary>A test that needs PostgreSQL's programs; without them it is skipped and says so.</summary>
    private sealed class PostgreSqlFactAttribute : FactAttribute
    {
        public PostgreSqlFactAttribute()
        {
            Skip = TemporaryDatabase.FindPrograms() is null
                ? "PostgreSQL's initdb is not in /usr/lib/postgresql on this machine (Debian: postgresql)."
                : null;
        }
    }

    private sealed class TemporaryDatabase : IDisposable
    {
        private readonly string _programs = FindPrograms()!;
        private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("postgresql-print-");

        public TemporaryDatabase()
        {
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(_folder.FullName, (UnixFileMode)0b111_111_111);
            }

            Run("initdb", "", "-D", Data, "-A", "trust", "--no-sync", "--locale", "C", "-E", "UTF8");
        }

        private string Data => Path.Combine(_folder.FullName, "data");

        public static string? FindPrograms() => !Directory.Exists("/usr/lib/postgresql") ? null
            : Directory.GetDirectories("/usr/lib/postgresql").Select(version => Path.Combine(version, "bin"))
                .FirstOrDefault(programs => File.Exists(Path.Combine(programs, "initdb")));

        public string Ask(params string[] statements) =>
            Run(
            "postgres",
            string.Concat(statements.Select(statement => statement + "\n")),
            "--single", "-F", "-D", Data, "postgres");

        public void Dispose() => _folder.Delete(recursive: true);

        private string Run(string program, string input, params string[] arguments)
        {
            string[] command = [Path.Combine(_programs, program), .. arguments];
            command = Environment.IsPrivilegedProcess ? ["runuser", "-u", "postgres", "--", .. command] : command;
            var start = new ProcessStartInfo(command[0], command[1..]) { WorkingDirectory = _folder.FullName };
            var (exitCode, printed, error) = BoundedProcess.Run(start, input);
            Assert.True(exitCode == 0, $"'{program}' failed with {exitCode}: {error}");
            return printed;
        }
    }
}
