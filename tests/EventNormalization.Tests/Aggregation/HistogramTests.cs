using System;
using System.Linq;
using EventNormalization.Aggregation;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace EventNormalization.Tests.Aggregation;

public sealed class HistogramTests
{
    [Fact]
    public void A_value_lies_between_its_bound_and_the_next_one_which_is_not_in_it()
    {
        decimal[] amounts = [-5, -4.99m, -1, -0.99m, 0, 0.5m, 0.99m, 1, 1.99m, 2, 4.99m, 5, 9.99m, 10, 10];

        var bins = amounts.Aggregate(Aggregators.Histogram<decimal>(amount => amount));

        Assert.Equal(
            ["-5: 2", "-1: 2", "0: 1", "0.5: 2", "1: 2", "2: 2", "5: 2", "10: 2"],
            bins.Select(bin => bin.ToString()));
    }

    [Fact]
    public void The_outermost_decimals_have_bins()
    {
        decimal[] amounts =
            [decimal.MinValue, -5e28m, -1e-28m, -0.0m, 1e-28m, 1.9999e-24m, 5e28m, decimal.MaxValue];

        var bins = amounts.Aggregate(Aggregators.Histogram<decimal>(amount => amount));

        Assert.Equal(
            [
                (decimal.MinValue, 1L), (-5e28m, 1), (-1e-28m, 1), (0, 1), (1e-28m, 1), (1e-24m, 1), (5e28m, 2),
            ],
            bins.Select(bin => (bin.LowerBound, bin.Count)));
    }

    [Law(2_000)]
    public Property No_value_is_below_the_bound_of_its_bin_and_every_value_is_below_the_next() =>
        Prop.ForAll(Amounts.Any.ToArbitrary(), amount =>
        {
            var bin = HistogramBounds.BinOf(amount);

            Assert.True(HistogramBounds.LowerOf(bin) <= amount);
            Assert.True(bin == HistogramBounds.BinMax || amount < HistogramBounds.LowerOf(bin + 1));
        });

    [Fact]
    public void The_bounds_are_one_two_and_five_times_the_powers_of_ten()
    {
        var bounds = Enumerable.Range(HistogramBounds.BinMin, 2 * HistogramBounds.BinMax + 2)
            .Select(HistogramBounds.LowerOf).ToArray();

        Assert.Equal(bounds.Order(), bounds);
        Assert.Equal((2 * 3 * 57) + 2, bounds.Length);
        Assert.Subset(bounds.ToHashSet(), new[] { 1e-28m, 0.02m, 0.5m, 1, 2, 5, 10, -20, -5e28m }.ToHashSet());
        Assert.Throws<ArgumentOutOfRangeException>(() => new HistogramBin(1, -1));
    }
}
