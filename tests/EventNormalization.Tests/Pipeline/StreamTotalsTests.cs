using System;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Identity;
using EventNormalization.Ingestion;
using EventNormalization.Normalization;
using EventNormalization.Pipeline;
using EventNormalization.Queries;
using EventNormalization.Storage;
using EventNormalization.Testing;
using EventNormalization.Totals;
using NodaTime;
using Xunit;

namespace EventNormalization.Tests.Pipeline;

public sealed class StreamTotalsTests
{
    private static readonly EventSchema WithSite = EventSchema.Default with
    {
        FurtherFields = [new FieldDefinition<string>("site", TextParser.Kept) { Presence = FieldPresence.Optional }],
    };

    private static readonly EventSchema WithKey = EventSchema.Default with
    {
        Key = new FieldDefinition<string>(FieldNames.Key, TextParser.Kept) { IsIdentity = true },
    };

    private static readonly EventSchema OfAnyAmount = EventSchema.Default with
    {
        Amount = new FieldDefinition<decimal>(FieldNames.Amount, new AmountParser()),
    };

    public static TheoryData<int, int> LanesAndSeeds
    {
        get
        {
            var cases = new TheoryData<int, int>();
            foreach (var laneCount in (int[])[1, 2, 5])
            {
                foreach (var seed in Enumerable.Range(1, 8))
                {
                    cases.Add(laneCount, seed);
                }
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(LanesAndSeeds))]
    public async Task Whatever_the_lanes_and_batches_the_totals_are_those_of_a_store(int laneCount, int seed)
    {
        var random = new Random(seed);
        var lines = Enumerable.Range(0, 2_000).Select(_ => AnyLine(random)).ToArray();
        var schema = new[] { EventSchema.Default, WithSite, WithKey }[random.Next(3)];
        var query = AnyQuery(random, schema);
        var (expected, expectedCounts) = await StoredAsync(schema, query, lines);
        var totals = Totals(schema, query, laneCount);

        await totals.AddAsync(StreamOf(lines[..1_200]), new() { BatchBytes = random.Next(1, 4_000) });
        await totals.AddAsync(StreamOf(lines[800..]), new() { BatchBytes = random.Next(1, 100_000) });

        Assert.Equal(expected, TotalsText.Of(totals.ToGroups()));
        Assert.Equal(
            (2_400L, expectedCounts.Accepted),
            (totals.Counts.Received, totals.Counts.Accepted));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public async Task Of_several_deliveries_the_first_decides_about_fields_that_are_not_of_the_identity(int laneCount)
    {
        var lines = Enumerable.Range(0, 3_000).Select(i => Line(i % 500, site: "s" + (i / 500))).ToArray();
        var totals = Totals(WithSite, new() { GroupBy = [GroupKey.Field("site")] }, laneCount);

        await totals.AddAsync(StreamOf(lines), new() { BatchBytes = 2_000 });

        Assert.Equal(["[site=s0] 500: sum 124750, 0 to 499, mean 249.5"], TotalsText.Of(totals.ToGroups()));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public async Task Of_several_deliveries_the_first_amount_counts_where_it_is_not_of_the_identity(int laneCount)
    {
        var lines = Enumerable.Range(0, 3_000).Select(i => Line(i)).ToArray();
        var totals = Totals(OfAnyAmount, TotalsQuery.All with { GroupBy = [GroupKey.Metric] }, laneCount);

        await totals.AddAsync(StreamOf(lines), new() { BatchBytes = 2_000 });

        Assert.Equal(
            [
                "[metric=m0] 1: sum 0, 0 to 0, mean 0",
                "[metric=m1] 1: sum 1, 1 to 1, mean 1",
                "[metric=m2] 1: sum 2, 2 to 2, mean 2",
            ],
            TotalsText.Of(totals.ToGroups()));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public async Task Conflicts_count_nothing(int laneCount)
    {
        var lines = Enumerable.Range(0, 3_000).Select(i => Line(i, key: "k" + (i % 100))).ToArray();
        var totals = Totals(WithKey, TotalsQuery.All, laneCount);

        await totals.AddAsync(StreamOf(lines), new() { BatchBytes = 2_000 });

        Assert.Equal(["[] 100: sum 4950, 0 to 99, mean 49.5"], TotalsText.Of(totals.ToGroups()));
        Assert.Equal((100L, 2_900L), (totals.Counts.Accepted, totals.Counts.Conflicts));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task After_a_cancellation_the_counts_are_those_of_the_groups(int laneCount)
    {
        using var cancellation = new CancellationTokenSource();
        var lines = Enumerable.Range(0, 5_000).Select(i => Line(i)).ToArray();
        var totals = Totals(EventSchema.Default, TotalsQuery.All, laneCount);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await totals.AddAsync(
            new CancellingStream(StreamOf(lines), cancellation), new() { BatchBytes = 2_000 }, cancellation.Token));

        var counted = Assert.Single(totals.ToGroups()).Count;
        Assert.InRange(counted, 1, 4_999);
        Assert.Equal((counted, counted), (totals.Counts.Accepted, totals.Counts.Received));
    }

    [Fact]
    public async Task Many_groups_are_told_apart_by_all_their_bytes()
    {
        var lines = Enumerable.Range(0, 20_000).Select(i => Line(1, client: $"c{i / 2}", metric: $"m{i % 7}"))
            .ToArray();
        var query = new TotalsQuery { GroupBy = [GroupKey.ClientId, GroupKey.Metric] };
        var totals = Totals(EventSchema.Default, query, laneCount: 1);

        await totals.AddAsync(StreamOf(lines));

        var (expected, _) = await StoredAsync(EventSchema.Default, query, lines);
        Assert.Equal(expected, TotalsText.Of(totals.ToGroups()));
    }

    [Fact]
    public async Task An_event_of_a_known_group_allocates_nothing()
    {
        var bytes = StreamOf(Enumerable.Range(0, 50_000).Select(i => Line(i % 5_000)).ToArray()).ToArray();
        var totals = Totals(
            EventSchema.Default, new() { GroupBy = [GroupKey.ClientId, GroupKey.Metric] }, laneCount: 1);
        var least = long.MaxValue;

        // Another test's collection may empty the pools of buffers just then, so the least of several passes counts.
        for (var pass = 0; pass < 6; pass++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            await totals.AddAsync(new MemoryStream(bytes));
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.InRange(least, 0, 50_000);
    }

    [Fact]
    public void A_typo_in_a_field_is_an_error_that_names_the_fields_of_the_schema()
    {
        var failure = Assert.Throws<ArgumentException>(
            () => Totals(WithSite, new() { GroupBy = [GroupKey.Field("sight")] }, laneCount: 1));

        Assert.Equal(
            "The totals name the field 'sight', which is not known; known are client_id, metric, amount, timestamp, "
            + "currency, site.",
            failure.Message);
    }

    private static StreamTotals Totals(EventSchema schema, TotalsQuery query, int laneCount) =>
        new(new EventIdentifier(schema), query, new EventPipelineOptions { LaneCount = laneCount });

    private static async Task<(string[] Groups, IngestCounts Counts)> StoredAsync(
        EventSchema schema, TotalsQuery query, string[] lines)
    {
        var events = new InMemoryEventStore();
        var pipeline = new EventPipeline(new EventIdentifier(schema), events, new InMemoryFailedEventStore());
        var counts = new IngestCounts();
        var raws = lines.Select(line => new RawEvent(Encoding.UTF8.GetBytes(line), Instant.FromUtc(2024, 6, 1, 0, 0)));
        foreach (var result in await pipeline.IngestBatchAsync(raws.ToArray()))
        {
            counts.Add(result.Outcome);
        }

        return (TotalsText.Of(await events.ReadTotalsAsync(query)), counts);
    }

    private static TotalsQuery AnyQuery(Random random, EventSchema schema) => new()
    {
        GroupBy = new ImmutableArray<GroupKey>[]
        {
            [], [GroupKey.ClientId], [GroupKey.Metric], [GroupKey.Metric, GroupKey.ClientId],
            [GroupKey.Field(schema.RecordFieldNames[^1])],
            [GroupKey.ClientId, GroupKey.Field("amount")], [GroupKey.Hour],
        }[random.Next(7)],
        Measures = random.Next(4) == 0 ? [Measures.Max, LongestMetric.Measure] : Measures.Standard,
        Where = EventPredicate.AllOf(
            random.Next(2) == 0 ? EventPredicate.Everything : EventPredicate.TextIn("client_id", "c1", "c3", "é"),
            random.Next(2) == 0 ? EventPredicate.Everything : EventPredicate.TextIn("metric", "m1").Not(),
            random.Next(6) == 0 ? EventPredicate.RawContains("é") : EventPredicate.Everything,
            EventPredicate.Between(
                random.Next(2) == 0 ? null : Instant.FromUnixTimeSeconds(1_705_314_605),
                random.Next(2) == 0 ? null : Instant.FromUnixTimeSeconds(1_705_314_615))),
    };

    private static string AnyLine(Random random) => random.Next(20) == 0
        ? "{\"client\":"
        : Line(
            random.Next(10) - 2,
            random.Next(8) == 0 ? "é" : "c" + random.Next(4),
            "m" + random.Next(3),
            "s" + random.Next(3),
            "k" + random.Next(300),
            random.Next(20));

    private static string Line(
        int amount, string client = "c", string? metric = null, string site = "", string key = "k", int second = 0) =>
        $$"""{"client":"{{client}}","metric":"{{metric ?? "m" + (amount % 3)}}","amount":"{{amount}}","""
        + $$"""
        "ts":{{1_705_314_600 + second}},"site":"{{site}}","key":"{{key}}"}
        """;

    private static MemoryStream StreamOf(string[] lines) => new(Encoding.UTF8.GetBytes(string.Join('\n', lines)));

    /// <summary>Asks for an end in the middle of a stream.</summary>
    private sealed class CancellingStream(MemoryStream inner, CancellationTokenSource cancellation) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => inner.Length;

        public override long Position
        {
            get => inner.Position;
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count) => inner.Read(buffer, offset, count);

        public override async ValueTask<int> ReadAsync(
            Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (inner.Position > inner.Length / 2)
            {
                await cancellation.CancelAsync();
                cancellationToken.ThrowIfCancellationRequested();
            }

            return await inner.ReadAsync(buffer, cancellationToken);
        }

        public override void Flush() => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
