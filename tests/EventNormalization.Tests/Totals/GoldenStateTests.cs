using System;
using System.Buffers;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using EventNormalization.Normalization;
using EventNormalization.Testing;
using EventNormalization.Totals;
using EventNormalization.Totals.Authoring;
using NodaTime;
using Xunit;

namespace EventNormalization.Tests.Totals;

/// <summary>
/// States that an earlier build wrote are read by every later one. The files are never written again but on purpose.
/// </summary>
/// <remarks>
/// With EVENTNORM_WRITE_GOLDEN=1 the tests write the files of the present version before they read them. A line is the
/// measure, the value of the state, and its bytes (base 64).
/// </remarks>
public sealed class GoldenStateTests
{
    private const string StatesPath = "tests/EventNormalization.Tests/Totals/Golden/states-v1.txt";
    private const string FoldPath = "tests/EventNormalization.Tests/Totals/Golden/fold-v1.txt";

    /// <summary>One of each shipped measure, of the amount and of further fields.</summary>
    private static readonly string[] Names =
    [
        "count", "sum", "min", "max", "mean", "first", "latest", "p50", "p99.9", "histogram",
        "count:fee", "sum:fee", "min:fee", "max:fee", "mean:fee", "first:fee", "latest:fee", "p95:fee", "histogram:fee",
        "distinct:client_id", "distinct:amount", "distinct:fee", "distinct:timestamp", "distinct:paid", "distinct:seat",
        "distinct~:client_id", "distinct~:fee", "distinct~:timestamp", "top:3:client_id", "top:2:paid", "top:1:fee",
    ];

    /// <summary>How many events a state is of: none, a few, and more than are kept one by one.</summary>
    private static readonly int[] Counts = [0, 7, 1_500];

    private static bool IsWriting => Environment.GetEnvironmentVariable("EVENTNORM_WRITE_GOLDEN") == "1";

    [Fact]
    public void States_of_every_shipped_measure_read_as_they_were_written()
    {
        var path = Repository.PathOf(StatesPath);
        if (IsWriting)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllLines(path, Names.SelectMany(name => Counts.Select(count => LineOf(name, count))));
        }

        var lines = File.ReadAllLines(path).Select(line => line.Split('\t')).ToArray();

        Assert.Equal(Names.Length * Counts.Length, lines.Length);
        Assert.All(lines, line =>
        {
            var state = Find(line[0]).NewState();
            state.Merge(Convert.FromBase64String(line[2]));
            Assert.Equal((line[0], line[1]), (line[0], ValueOf(state)));
            Assert.Equal(line[2], Base64Of(state));
        });
    }

    [Fact]
    public void What_is_written_today_is_what_was_written_before() => Assert.Equal(
        Names.SelectMany(name => Counts.Select(count => LineOf(name, count))),
        File.ReadAllLines(Repository.PathOf(StatesPath)));

    [Fact]
    public void Totals_of_a_query_read_as_they_were_written()
    {
        var query = new TotalsQuery
        {
            GroupBy = [GroupKey.ClientId, GroupKey.Calendar(CalendarUnit.Day, DateTimeZone.Utc)],
            Measures = [.. Names.Select(Find)],
        };
        var path = Repository.PathOf(FoldPath);
        if (IsWriting)
        {
            var written = new TotalsFold(query);
            foreach (var (record, number) in Records(40).Select((record, number) => (record, number)))
            {
                written.Add(record, TotalsRecords.IdOf(record));
            }

            File.WriteAllLines(
                path, [Convert.ToBase64String(FoldBytes.Of(written)), .. TotalsText.Of(written.ToGroups())]);
        }

        var lines = File.ReadAllLines(path);
        var fold = new TotalsFold(query);
        fold.Merge(Convert.FromBase64String(lines[0]));

        Assert.Equal(lines[1..], TotalsText.Of(fold.ToGroups()));
        Assert.Equal(lines[0], Convert.ToBase64String(FoldBytes.Of(fold)));
    }

    private static string LineOf(string name, int count)
    {
        var state = Find(name).NewState();
        foreach (var record in Records(count))
        {
            state.Add(record, TotalsRecords.IdOf(record));
        }

        return string.Join('\t', name, ValueOf(state), Base64Of(state));
    }

    private static Measure Find(string name)
    {
        Assert.True(Measures.TryFind(name, out var measure));
        Assert.Equal((name, 1), (measure.Name, measure.Version));
        return measure;
    }

    private static string ValueOf(MeasureState state) => state.ToValue().ToString();

    private static string Base64Of(MeasureState state)
    {
        var bytes = new ArrayBufferWriter<byte>();
        state.Write(bytes);
        return Convert.ToBase64String(bytes.WrittenSpan);
    }

    /// <summary>The same events in every build, made without chance.</summary>
    private static IEnumerable<NormalizedEvent> Records(int count) =>
        Enumerable.Range(0, count).Select(i => new NormalizedEvent
        {
            ClientId = "client ü" + (i * i % 29),
            Metric = i % 2 == 0 ? "sales" : "visits",
            Amount = i % 13 == 12 ? 0 : ((i % 2 == 0 ? 1 : -1) * (i * i) + (0.01m * i)) * (i % 50 == 7 ? 1e20m : 1),
            Timestamp = Instant.FromUnixTimeSeconds(1_705_314_600 + (i * 7_001 % 90_000)).PlusNanoseconds(i),
            Currency = null,
            Fields =
            [
                new EventField("fee", FieldValue.FromDecimal(i % 40 * 0.05m)),
                new EventField("paid", FieldValue.FromBoolean(i % 3 == 0)),
                new EventField("seat", FieldValue.FromInteger(i % 2_000)),
            ],
        });
}
