using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;
using EventNormalization.Cli.Workloads;
using EventNormalization.Identity;
using EventNormalization.Ingestion;
using EventNormalization.Normalization;
using NodaTime;
using Xunit;

namespace EventNormalization.Cli.Tests.Workloads;

/// <summary>A generated workload is the same everywhere, is what it says, and means what its truth says.</summary>
public sealed class WorkloadWriterTests
{
    private static readonly Instant Received = Instant.FromUtc(2025, 6, 1, 0, 0);

    [Fact]
    public async Task The_same_numbers_give_the_same_bytes_on_every_machine()
    {
        var (lines, truth) = await Generate(1000, 42);

        Assert.Equal(
            "ee65ba3172be8214b4f9a73352d3a4bc703588ec868aca87a1e1a288ad6a550a",
            Convert.ToHexStringLower(SHA256.HashData(lines)));
        Assert.Equal(
            "f7a71a7deb823d4bb47f6055ca9bcd1564a47f09a2dc67e3cd9a8bfa7dec7350",
            Convert.ToHexStringLower(SHA256.HashData(truth.ToJson().Span)));
    }

    [Fact]
    public async Task A_workload_without_currencies_has_the_truth_that_it_always_had()
    {
        using var lines = new MemoryStream();
        var truth = await WorkloadWriter.WriteAsync(new WorkloadLines(1000, 42, WorkloadCurrencies.None), lines);

        Assert.DoesNotContain("urrency", Encoding.UTF8.GetString(lines.ToArray()), StringComparison.Ordinal);
        Assert.DoesNotContain('$', Encoding.UTF8.GetString(lines.ToArray()));
        Assert.Equal(
            "7eff0f686904f7b8042ff9620e6dd7c07004bf35d5cdfa225ac2fd52c6092413",
            Convert.ToHexStringLower(SHA256.HashData(truth.ToJson().Span)));
    }

    [Fact]
    public async Task A_client_has_one_currency_or_none_in_every_spelling()
    {
        var (bytes, _) = await Generate(30_000, 5);
        var identifier = new EventIdentifier(EventSchema.Default);
        var currencies = new Dictionary<string, HashSet<string?>>();
        var sources = new HashSet<FieldSource>();
        foreach (var line in LinesOf(bytes))
        {
            var result = identifier.Explain(new RawEvent(Encoding.UTF8.GetBytes(line), Received));
            if (result.Event?.Record is { } record)
            {
                currencies.TryAdd(record.ClientId, []);
                currencies[record.ClientId].Add(record.Currency);
                sources.UnionWith(
                    result.Traces.Where(trace => trace.Field == FieldNames.Currency).Select(trace => trace.Source));
            }
        }

        Assert.All(currencies.Values, ofClient => Assert.Single(ofClient));
        Assert.Equal(CurrencySpelling.All.Order(), currencies.Values.Select(one => one.Single()).Distinct().Order());
        Assert.Equal([FieldSource.OwnName, FieldSource.Alias, FieldSource.OtherField], sources.Order());
    }

    [Fact]
    public async Task The_culture_of_the_host_changes_nothing()
    {
        var before = CultureInfo.CurrentCulture;
        var expected = await Generate(500, 3);

        CultureInfo.CurrentCulture = new CultureInfo("ar-SA")
        {
            NumberFormat = new NumberFormatInfo { NegativeSign = "~", NumberDecimalSeparator = "," },
        };
        var actual = await Generate(500, 3);
        CultureInfo.CurrentCulture = before;

        Assert.Equal(expected.Lines, actual.Lines);
        Assert.Equal(expected.Truth.ToJson().ToArray(), actual.Truth.ToJson().ToArray());
    }

    [Fact]
    public async Task Another_seed_gives_other_events()
    {
        var first = await Generate(1000, 1);
        var second = await Generate(1000, 2);

        Assert.Empty(LinesOf(first.Lines).Where(line => line[0] == '{').Intersect(LinesOf(second.Lines)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(65)]
    public async Task A_few_lines_are_as_many_as_asked_for(int deliveries)
    {
        var (lines, truth) = await Generate(deliveries, 5);

        Assert.Equal(deliveries, LinesOf(lines).Length);
        Assert.Equal(deliveries, truth.Deliveries);
    }

    [Fact]
    public async Task The_shares_are_those_of_real_deliveries()
    {
        var (bytes, truth) = await Generate(50_000, 7);
        var lines = LinesOf(bytes);
        var copies = lines.Length - lines.Distinct().Count();

        Assert.Equal(50_000, truth.Deliveries);
        Assert.InRange(truth.Broken / 50_000.0, 0.008, 0.012);
        Assert.InRange(truth.Duplicates / (double)(truth.Deliveries - truth.Broken), 0.34, 0.36);
        Assert.InRange(copies / (double)truth.Duplicates, 0.28, 0.33);
        Assert.InRange(lines.Average(Encoding.UTF8.GetByteCount), 150, 175);
        Assert.InRange(lines.Count(line => line.Any(code => code > 127)) / 50_000.0, 0.05, 0.3);
    }

    [Fact]
    public async Task Every_event_has_a_time_of_its_own_within_two_years()
    {
        var events = new WorkloadEvents(10_000, 9);
        var (_, truth) = await Generate(10_000, 9);

        var seconds = Enumerable.Range(0, (int)truth.Distinct)
            .Select(number => events.Create(number).UnixSeconds).ToArray();

        Assert.Equal(seconds.Length, seconds.Distinct().Count());
        Assert.InRange(seconds.Min(), UnixSecondsOf(2023, 1, 1), UnixSecondsOf(2023, 1, 10));
        Assert.InRange(seconds.Max(), UnixSecondsOf(2024, 10, 1), UnixSecondsOf(2025, 1, 1) - 1);
    }

    [Theory]
    [InlineData(20_000, 11)]
    [InlineData(3_000, ulong.MaxValue)]
    public async Task The_truth_is_what_the_library_finds(int deliveries, ulong seed)
    {
        var (lines, truth) = await Generate(deliveries, seed);
        var identifier = new EventIdentifier(EventSchema.Default);
        var records = new Dictionary<RecordId, NormalizedEvent>();
        var broken = 0;

        foreach (var line in LinesOf(lines))
        {
            var result = identifier.Identify(new RawEvent(Encoding.UTF8.GetBytes(line), Received));
            broken += result.IsSuccess ? 0 : 1;
            if (result.IsSuccess)
            {
                records[result.Event.Id] = result.Event.Record;
            }
        }

        Assert.Equal((truth.Distinct, truth.Broken), (records.Count, broken));
        Assert.Equal(ReadClients(truth), TotalsOf(records.Values));
    }

    [Fact]
    public async Task Memory_does_not_grow_with_the_number_of_lines()
    {
        await WorkloadWriter.WriteAsync(1000, 1, Stream.Null);
        var before = GC.GetAllocatedBytesForCurrentThread();

        // Nothing is waited for here, so that all of it runs on this thread.
        var writing = WorkloadWriter.WriteAsync(100_000, 1, Stream.Null);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.True(writing.IsCompletedSuccessfully);
        Assert.InRange(allocated, 0, 1_000_000);
    }

    [Fact]
    public async Task More_lines_than_there_are_times_are_refused()
    {
        var error = await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            () => WorkloadWriter.WriteAsync(WorkloadLines.DeliveriesMax + 1, 1, Stream.Null));

        Assert.Equal("deliveries", error.ParamName);
    }

    private static async Task<(byte[] Lines, WorkloadTruth Truth)> Generate(int deliveries, ulong seed)
    {
        using var lines = new MemoryStream();
        var truth = await WorkloadWriter.WriteAsync(deliveries, seed, lines);
        return (lines.ToArray(), truth);
    }

    private static string[] LinesOf(byte[] utf8) =>
        Encoding.UTF8.GetString(utf8).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private static long UnixSecondsOf(int year, int month, int day) =>
        Instant.FromUtc(year, month, day, 0, 0).ToUnixTimeSeconds();

    private static (string Client, string? Currency, long Count, decimal Sum)[] ReadClients(WorkloadTruth truth)
    {
        using var json = JsonDocument.Parse(truth.ToJson());
        return
        [
            .. json.RootElement.GetProperty("clients").EnumerateArray().Select(client => (
                client.GetProperty("client_id").GetString()!,
                client.TryGetProperty("currency", out var currency) ? currency.GetString() : null,
                client.GetProperty("count").GetInt64(),
                client.GetProperty("sum").GetDecimal())),
        ];
    }

    private static (string Client, string? Currency, long Count, decimal Sum)[] TotalsOf(
        IEnumerable<NormalizedEvent> records) =>
    [
        .. records.GroupBy(record => (record.ClientId, record.Currency))
            .OrderBy(group => group.Key.ClientId, StringComparer.Ordinal)
            .Select(group => (group.Key.ClientId, group.Key.Currency, group.LongCount(),
                group.Sum(record => record.Amount))),
    ];
}
