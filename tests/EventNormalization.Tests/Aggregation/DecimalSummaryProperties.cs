using System.Linq;
using EventNormalization.Aggregation;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace EventNormalization.Tests.Aggregation;

/// <summary>A summary is its four aggregators side by side.</summary>
public class DecimalSummaryProperties
{
    [Law(1_000)]
    public Property A_summary_gives_what_its_aggregators_give_however_the_decimals_are_split() =>
        Prop.ForAll(Gen.ArrayOf(Amounts.Any).ToArbitrary(), Gen.ArrayOf(Amounts.Any).ToArbitrary(), (left, right) =>
        {
            var summary = Of(left);
            var other = Of(right);
            summary.Merge(other);

            Assert.Equal(Expected([.. left, .. right]), Text(summary));
            Assert.Equal(Expected(right), Text(other));
            Assert.Equal(Expected([.. left, .. right]), Text(Of([.. right, .. left])));
        });

    [Fact]
    public void Ordinary_decimals_and_those_that_need_more_room_compare_by_value()
    {
        decimal[] values = [92233720368.54775807m, 92233720368.54775808m, -92233720368.54775808m, 0.000000001m, -0.0m];

        foreach (var (first, second) in values.SelectMany(first => values.Select(second => (first, second))))
        {
            Assert.Equal(Expected([first, second]), Text(Of([first, second])));
        }
    }

    [Fact]
    public void No_decimal_has_the_default_summary() => Assert.Equal("0 0 none none", Text(default));

    private static DecimalSummary Of(decimal[] values)
    {
        var summary = default(DecimalSummary);
        foreach (var value in values)
        {
            summary.Add(value);
        }

        return summary;
    }

    private static string Expected(decimal[] values) => string.Join(
        ' ',
        values.Length,
        values.Aggregate(default(ExactSum), (sum, value) => sum.Add(value)),
        Amounts.BitsOf(values.Length == 0 ? null : DecimalPowers.Reduce(values.Min())),
        Amounts.BitsOf(values.Length == 0 ? null : DecimalPowers.Reduce(values.Max())));

    private static string Text(DecimalSummary summary) => string.Join(
        ' ',
        summary.Count,
        summary.Sum,
        Amounts.BitsOf(default(MinAggregator).Result(summary.Min)),
        Amounts.BitsOf(default(MaxAggregator).Result(summary.Max)));
}
