using System;
using System.Collections.Generic;
using System.Linq;
using EventNormalization.Aggregation;
using EventNormalization.Normalization;
using EventNormalization.Queries;
using EventNormalization.Testing;
using EventNormalization.Tests.Queries;
using EventNormalization.Totals;
using EventNormalization.Totals.Authoring;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace EventNormalization.Tests.Totals;

public class TotalsFoldProperties
{
    private static readonly Gen<TotalsQuery> Queries =
        from predicate in Predicates.Any
        from names in Gen.SubListOf(
            "client_id", "metric", "amount", "timestamp", "region", "rate", "colour", "currency")
        from shuffled in Gen.Shuffle(names.ToArray())
        select new TotalsQuery { Where = predicate, GroupBy = [.. shuffled.Select(GroupKey.Field)] };

    private const string NoTotal =
        "sum aggregate.currencies, aggregate.currencies to aggregate.currencies, mean aggregate.currencies";

    private static readonly Gen<TotalsQuery> RollUpQueries =
        from clients in Gen.SubListOf("a", "b", "ä", "nobody")
        from currencies in Gen.SubListOf("EUR", "$")
        from isNot in Gen.Elements(true, false)
        from keys in Gen.SubListOf(GroupKey.ClientId, GroupKey.Metric, GroupKey.Field("currency"), GroupKey.Hour)
        from measures in Gen.SubListOf<Measure>(Measures.Standard)
        let currency = EventPredicate.TextIn("currency", [.. currencies])
        select new TotalsQuery
        {
            Where = EventPredicate.TextIn("client_id", [.. clients]).Or(isNot ? currency.Not() : currency),
            GroupBy = [.. keys],
            Measures = [.. measures],
        };

    [Law(500)]
    public Property However_events_are_split_among_folds_the_totals_are_the_same_to_the_last_bit() =>
        Prop.ForAll(
            Queries.ToArbitrary(),
            Gen.ArrayOf(Gen.ArrayOf(TotalsRecords.Any), 3).ToArbitrary(),
            (query, parts) =>
            {
                var whole = TotalsText.Of(FoldOf(query, parts.SelectMany(part => part)).ToGroups());
                var folds = parts.Select(part => FoldOf(query, part)).ToArray();

                folds[1].Merge(folds[0]);
                folds[2].Merge(folds[1]);

                Assert.Equal(whole, TotalsText.Of(folds[2].ToGroups()));
                Assert.Equal(whole, TotalsText.Of(FoldOf(query, parts.SelectMany(part => part).Reverse()).ToGroups()));
            });

    [Law(500)]
    public Property A_merged_fold_stays_as_it_is() =>
        Prop.ForAll(
            Queries.ToArbitrary(),
            Gen.ArrayOf(Gen.ArrayOf(TotalsRecords.Any), 2).ToArbitrary(),
            (query, parts) =>
            {
                var merged = FoldOf(query, parts[0]);
                var before = TotalsText.Of(merged.ToGroups());

                var fold = new TotalsFold(query);
                fold.Merge(merged);
                AddAll(fold, parts[1]);

                Assert.Equal(before, TotalsText.Of(merged.ToGroups()));
            });

    [Law(500)]
    public Property A_fold_equals_the_aggregators_combined() =>
        Prop.ForAll(
            Queries.ToArbitrary(),
            Gen.ArrayOf(TotalsRecords.Any).ToArbitrary(),
            (query, records) =>
            {
                var expected = Combine(query, records);

                var found = TotalsText.Of(FoldOf(query, records).ToGroups());

                var isTotalOfNothing = query.GroupBy.IsEmpty && expected.Length == 0;
                Assert.Equal(
                    isTotalOfNothing ? ["[] 0: sum 0,  to , mean "] : expected,
                    found.Order(StringComparer.Ordinal));
            });

    [Law(500)]
    public Property States_that_were_kept_give_the_totals_of_their_events() =>
        Prop.ForAll(
            RollUpQueries.ToArbitrary(),
            Gen.ArrayOf(TotalsRecords.Any).ToArbitrary(),
            (query, records) =>
            {
                var fold = new TotalsFold(query);
                foreach (var kept in records.GroupBy(one => (one.ClientId, one.Metric, one.Currency, one.Timestamp)))
                {
                    fold.AddStates(kept.First(), [.. fold.Parts.Select(part => StateOf(part, kept))]);
                }

                Assert.Equal(TotalsText.Of(FoldOf(query, records).ToGroups()), TotalsText.Of(fold.ToGroups()));
            });

    private static MeasureState StateOf(Measure part, IEnumerable<NormalizedEvent> records)
    {
        var state = part.NewState();
        foreach (var record in records)
        {
            state.Add(record, default);
        }

        return state;
    }

    /// <summary>The same totals, by the aggregators and by keys made of the records' own texts.</summary>
    private static string[] Combine(TotalsQuery query, NormalizedEvent[] records)
    {
        var range = Aggregators.Min<NormalizedEvent>(e => e.Amount).Both(
            Aggregators.Max<NormalizedEvent>(e => e.Amount), (min, max) => Invariant($"{min} to {max}"));
        var totals = Aggregators.Count<NormalizedEvent>()
            .Both(Aggregators.Sum<NormalizedEvent>(e => e.Amount), (count, sum) => $"{count}: sum {sum}")
            .Both(range, (first, second) => $"{first}, {second}")
            .Both(Aggregators.Mean<NormalizedEvent>(e => e.Amount),
                (first, mean) => Invariant($"{first}, mean {mean}"));
        var groups =
            from record in records.Where(record => query.Where.Matches(record))
            group record by string.Join(", ", query.GroupBy.SelectMany(key => KeyTexts(record, key.Name))) into ofKey
            let currencies = ofKey.GroupBy(record => record.Currency).OrderBy(one => one.Key, StringComparer.Ordinal)
                .ToList()
            select currencies.Count == 1 || query.GroupBy.Contains(GroupKey.Field("currency"))
                ? $"[{ofKey.Key}] {ofKey.Aggregate(totals)}"
                : $"[{ofKey.Key}] {ofKey.Count()}: {NoTotal}" + string.Concat(currencies.Select(
                    one => $" {{{one.Key ?? "none"} {one.Aggregate(totals)}}}"));
        return [.. groups.Order(StringComparer.Ordinal)];
    }

    private static IEnumerable<string> KeyTexts(NormalizedEvent record, string name) => name switch
    {
        "client_id" => ["client_id=" + record.ClientId],
        "metric" => ["metric=" + record.Metric],
        "currency" => record.Currency is null ? [] : ["currency=" + record.Currency],
        "amount" => [Invariant($"amount={record.Amount / 1.0000000000000000000000000000m}")],
        "timestamp" => [$"timestamp={record.Timestamp}"],
        "rate" => record.Fields.Where(field => field.Name == name)
            .Select(field => Invariant($"rate={field.Value.AsDecimal():0.##}")),
        _ => record.Fields.Where(field => field.Name == name).Select(field => $"{name}={field.Value}"),
    };

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);

    private static TotalsFold FoldOf(TotalsQuery query, IEnumerable<NormalizedEvent> records)
    {
        var fold = new TotalsFold(query);
        AddAll(fold, records);
        return fold;
    }

    private static void AddAll(TotalsFold fold, IEnumerable<NormalizedEvent> records)
    {
        foreach (var record in records)
        {
            fold.Add(record, default);
        }
    }
}
