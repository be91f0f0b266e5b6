using System;
using System.Collections.Generic;
using System.Linq;
using EventNormalization.Normalization;
using EventNormalization.Queries;
using EventNormalization.Testing;
using EventNormalization.Totals;
using EventNormalization.Totals.Authoring;
using NodaTime;
using Xunit;

namespace EventNormalization.Tests.Totals;

/// <summary>Totals that are written, carried to another machine and merged there.</summary>
public sealed class TotalsFoldBytesTests
{
    private static readonly TotalsQuery Query = new()
    {
        Where = EventPredicate.TextIn("metric", "sales"),
        GroupBy = [GroupKey.ClientId, GroupKey.Field("region"), GroupKey.Hour],
        Measures = [.. Measures.Standard, Measures.Latest, Measures.QuantileOf(95), Measures.DistinctOf("metric")],
    };

    /// <summary>Queries that ask something else than <see cref="Query"/>, each in one respect.</summary>
    private static readonly TotalsQuery[] Others =
    [
        Query with { Where = EventPredicate.Everything },
        Query with { Where = EventPredicate.TextIn("metric", "sale") },
        Query with { Where = EventPredicate.TextIn("client_id", "sales") },
        Query with { Where = Query.Where.Not() },
        Query with { Where = Query.Where.And(EventPredicate.Between(null, Instant.FromUnixTimeSeconds(1))) },
        Query with { GroupBy = [GroupKey.ClientId, GroupKey.Field("region")] },
        Query with { GroupBy = [GroupKey.Field("region"), GroupKey.ClientId, GroupKey.Hour] },
        Query with { GroupBy = [GroupKey.ClientId, GroupKey.Field("region"), GroupKey.Field("hour")] },
        Query with { Measures = [Measures.Count] },
    ];

    [Fact]
    public void A_fold_reads_what_another_wrote_and_gives_the_same_groups()
    {
        var (left, right) = (FoldOf(Query, 0, 20), FoldOf(Query, 20, 50));
        var whole = FoldOf(Query, 0, 50);

        var merged = new TotalsFold(Query);
        merged.Merge(FoldBytes.Of(right));
        merged.Merge(FoldBytes.Of(left));

        Assert.Equal(TotalsText.Of(whole.ToGroups()), TotalsText.Of(merged.ToGroups()));
        Assert.Equal(FoldBytes.Of(whole), FoldBytes.Of(merged));
    }

    [Fact]
    public void Groups_by_client_metric_and_currency_are_read_too()
    {
        var query = new TotalsQuery { GroupBy = [GroupKey.Metric, GroupKey.ClientId], Measures = [Measures.Mean] };
        var whole = FoldOf(query, 0, 50);

        var merged = new TotalsFold(query);
        merged.Merge(FoldBytes.Of(whole));

        Assert.Equal(TotalsText.Of(whole.ToGroups()), TotalsText.Of(merged.ToGroups()));
        Assert.Equal(FoldBytes.Of(whole), FoldBytes.Of(merged));
    }

    [Fact]
    public void Totals_of_another_query_are_refused()
    {
        var bytes = FoldBytes.Of(FoldOf(Query, 0, 20));

        Assert.All(Others, other => Assert.Equal(
            "The bytes are totals of another query.",
            Assert.Throws<FormatException>(() => new TotalsFold(other).Merge(bytes)).Message));
        Assert.Equal(
            Others.Length,
            Others.Select(other => Convert.ToHexString(FoldBytes.Of(new TotalsFold(other)))).Distinct().Count());
    }

    [Fact]
    public void A_day_in_another_zone_is_another_query()
    {
        static TotalsQuery In(string zone) => new()
        {
            GroupBy = [GroupKey.Calendar(CalendarUnit.Day, DateTimeZoneProviders.Tzdb[zone])],
        };

        var bytes = FoldBytes.Of(FoldOf(In("Europe/Berlin"), 0, 20));

        Assert.Throws<FormatException>(() => new TotalsFold(In("Europe/Paris")).Merge(bytes));
        new TotalsFold(In("Europe/Berlin")).Merge(bytes);
    }

    [Fact]
    public void Damaged_bytes_are_refused_and_the_fold_stays_as_it_was()
    {
        var bytes = FoldBytes.Of(FoldOf(Query, 0, 20));
        var fold = FoldOf(Query, 20, 30);
        var before = TotalsText.Of(fold.ToGroups());

        for (var length = 0; length < bytes.Length; length++)
        {
            Assert.Throws<FormatException>(() => fold.Merge(bytes.AsSpan(0, length)));
        }

        Assert.Throws<FormatException>(() => fold.Merge([.. bytes, 0]));
        Assert.Equal(before, TotalsText.Of(fold.ToGroups()));
    }

    [Fact]
    public void Bytes_with_any_one_byte_changed_are_read_or_refused_and_nothing_else()
    {
        var bytes = FoldBytes.Of(FoldOf(Query, 0, 20));
        var refused = 0;
        for (var i = 0; i < bytes.Length; i++)
        {
            foreach (var mask in new byte[] { 1, 0x80, 0xFF })
            {
                byte[] changed = [.. bytes];
                changed[i] ^= mask;
                var failure = Record.Exception(() => new TotalsFold(Query).Merge(changed));
                Assert.True(failure is null or FormatException, $"byte {i}, mask {mask}: {failure}");
                refused += failure is null ? 0 : 1;
            }
        }

        Assert.True(refused > bytes.Length, $"Only {refused} changes were refused.");
    }

    private static TotalsFold FoldOf(TotalsQuery query, int start, int end)
    {
        var fold = new TotalsFold(query);
        foreach (var record in Records().Take(end).Skip(start))
        {
            fold.Add(record, TotalsRecords.IdOf(record));
        }

        return fold;
    }

    private static IEnumerable<NormalizedEvent> Records() => Enumerable.Range(0, 50).Select(i => TotalsRecords.Of(
        "client " + (i % 3),
        i % 7 == 0 ? "visits" : "sales",
        (i * 1.25m) - 20,
        i % 4,
        i % 5 == 0 ? [] : [new EventField("region", i % 2 == 0 ? FieldValue.FromText("EU") : FieldValue.FromText(""))],
        (i % 4) switch { 0 => null, 1 => "USD", _ => "EUR" }));
}
