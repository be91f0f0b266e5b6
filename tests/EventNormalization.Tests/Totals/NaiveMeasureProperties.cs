using System;
using System.Collections.Generic;
using System.Linq;
using EventNormalization.Normalization;
using EventNormalization.Testing;
using EventNormalization.Totals;
using EventNormalization.Totals.Authoring;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace EventNormalization.Tests.Totals;

/// <summary>Every shipped measure of values against what a loop over sorted lists says.</summary>
public sealed class NaiveMeasureProperties
{
    private static readonly TotalsQuery Query = new()
    {
        GroupBy = [GroupKey.ClientId, GroupKey.Field("currency")],
        Measures =
        [
            Measures.First, Measures.Latest, Measures.LatestOf("rate"), Measures.QuantileOf(50),
            Measures.QuantileOf(95), Measures.QuantileOf(12.5m, "rate"), Measures.DistinctOf("amount"),
            Measures.DistinctSketchOf("region"), Measures.TopOf(2, "metric"), Measures.TopOf(2, "rate"),
        ],
    };

    [Law(300)]
    public Property Measures_equal_a_naive_recomputation_group_by_group() =>
        Prop.ForAll(Gen.ArrayOf(TotalsRecords.Any).ToArbitrary(), records =>
        {
            var fold = new TotalsFold(Query);
            foreach (var record in records)
            {
                fold.Add(record, TotalsRecords.IdOf(record));
            }

            var expected = records.GroupBy(record => (record.ClientId, record.Currency)).SelectMany(Recompute);
            var found = fold.ToGroups().SelectMany(group => group.Values.Select(
                (value, i) => $"{group.Key[0]} {group.Key[1]} {Query.Measures[i].Name}: {value}"));

            Assert.Equal(expected.Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal));
        });

    [Law(200)]
    public Property Folds_that_travelled_as_bytes_equal_the_fold_of_all_events() =>
        Prop.ForAll(Gen.ArrayOf(Gen.ArrayOf(TotalsRecords.Any), 3).ToArbitrary(), parts =>
        {
            var (whole, merged) = (new TotalsFold(Query), new TotalsFold(Query));
            foreach (var part in parts)
            {
                var one = new TotalsFold(Query);
                Array.ForEach(part, record => one.Add(record, TotalsRecords.IdOf(record)));
                Array.ForEach(part, record => whole.Add(record, TotalsRecords.IdOf(record)));
                merged.Merge(FoldBytes.Of(one));
            }

            Assert.Equal(TotalsText.Of(whole.ToGroups()), TotalsText.Of(merged.ToGroups()));
            Assert.Equal(FoldBytes.Of(whole), FoldBytes.Of(merged));
        });

    private static IEnumerable<string> Recompute(
        IGrouping<(string ClientId, string? Currency), NormalizedEvent> group)
    {
        var ordered = group.OrderBy(one => one.Timestamp).ThenBy(TotalsRecords.IdOf).ToList();
        var amounts = ordered.Select(one => one.Amount).Order().ToList();
        var rates = ordered.SelectMany(one => RatesOf(one)).ToList();
        var values = new (string Name, string Value)[]
        {
            ("first", Text(ordered[0].Amount)),
            ("latest", Text(ordered[^1].Amount)),
            ("latest:rate", rates.Count == 0 ? "" : Text(rates[^1])),
            ("p50", Text(RankOf(amounts, 50))),
            ("p95", Text(RankOf(amounts, 95))),
            ("p12.5:rate", rates.Count == 0 ? "" : Text(RankOf([.. rates.Order()], 12.5m))),
            ("distinct:amount", $"{amounts.Distinct().Count()}"),
            ("distinct~:region", $"{ordered.SelectMany(RegionsOf).Distinct().Count()}"),
            ("top:2:metric", TopOf(ordered.Select(one => one.Metric).Order(StringComparer.Ordinal))),
            ("top:2:rate", TopOf(rates.Order().Select(Text))),
        };
        return values.Select(value => $"{group.Key.ClientId} {group.Key.Currency} {value.Name}: {value.Value}");
    }

    private static string TopOf(IEnumerable<string> ordered) => "[" + string.Join(", ", ordered.GroupBy(value => value)
        .OrderByDescending(same => same.Count()).Take(2).Select(same => $"{same.Key}={same.Count()}")) + "]";

    private static decimal RankOf(List<decimal> sorted, decimal percent) =>
        sorted.First(value => 100m * sorted.Count(one => one <= value) >= percent * sorted.Count);

    private static IEnumerable<decimal> RatesOf(NormalizedEvent record) =>
        record.Fields.Where(field => field.Name == "rate").Select(field => field.Value.AsDecimal());

    private static IEnumerable<string> RegionsOf(NormalizedEvent record) =>
        record.Fields.Where(field => field.Name == "region").Select(field => field.Value.AsText());

    private static string Text(decimal value) =>
        FormattableString.Invariant($"{value / 1.0000000000000000000000000000m}");
}
