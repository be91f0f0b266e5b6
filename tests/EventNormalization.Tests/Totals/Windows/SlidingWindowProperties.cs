using System.Collections.Immutable;
using System.Linq;
using EventNormalization.Queries;
using EventNormalization.Testing;
using EventNormalization.Totals;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Xunit;
using static EventNormalization.Tests.Totals.WindowSamples;

namespace EventNormalization.Tests.Totals;

public class SlidingWindowProperties
{
    private static readonly Gen<(Duration Length, Duration Step)> Slides =
        from step in Gen.Elements(900, 3600, 21_600, 86_400, 25_200, 172_800)
        from count in Gen.Choose(1, 8)
        select (Duration.FromSeconds(step * count), Duration.FromSeconds(step));

    private static readonly ImmutableArray<Measure> AllMeasures =
    [
        .. Measures.Standard, Measures.First, Measures.Latest, Measures.QuantileOf(95),
        Measures.DistinctOf("client_id"), Measures.DistinctSketchOf("timestamp"),
    ];

    [Law(300)]
    public Property A_sliding_window_is_the_fold_of_its_own_events_to_the_last_bit() =>
        Prop.ForAll(Slides.ToArbitrary(), Gen.ArrayOf(Records).ToArbitrary(), (slide, records) =>
        {
            var window = GroupKey.Sliding(slide.Length, slide.Step, NewYork);
            var query = new TotalsQuery { GroupBy = [window, GroupKey.Metric], Measures = AllMeasures };

            var groups = GroupsOf(query, records);

            foreach (var ofWindow in groups.GroupBy(group => group.WindowOf(window)!))
            {
                var alone = new TotalsQuery
                {
                    GroupBy = [GroupKey.Metric],
                    Measures = AllMeasures,
                    Where = EventPredicate.Between(ofWindow.Key.Start, ofWindow.Key.End),
                };
                Assert.Equal(
                    GroupsOf(alone, records).Select(TotalsText.Of),
                    ofWindow.Select(group => WithoutWindow(alone, group)));
            }

            // No window is missing: each event is in one that begins with each of the steps.
            Assert.Equal(
                records.Length * (long)(slide.Length / slide.Step), groups.Sum(group => group.Count));
        });

    [Law(100)]
    public Property Windows_that_overlap_are_the_same_for_any_split_of_the_events() =>
        Prop.ForAll(Slides.ToArbitrary(), Gen.ArrayOf(Records).ToArbitrary(), (slide, records) =>
        {
            var query = new TotalsQuery { GroupBy = [GroupKey.Sliding(slide.Length, slide.Step, NewYork)] };

            Assert.Equal(Lines(query, records), Lines(query, records.Reverse()));
        });

    private static string WithoutWindow(TotalsQuery query, TotalsGroup group) => TotalsText.Of(
        new TotalsGroup(query, [group.Key[1]], group.Values)
        {
            ByCurrency =
            [
                .. group.ByCurrency.Select(
                    one => new TotalsGroup(query, [one.Key[1]], one.Values) { Currency = one.Currency }),
            ],
        });
}
