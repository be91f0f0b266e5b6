using System.Linq;
using System.Numerics;
using EventNormalization.Aggregation;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace EventNormalization.Tests.Aggregation;

/// <summary>The bins that quantiles are counted in, for any decimals.</summary>
public sealed class QuantileBinsProperties
{
    [Law(5_000)]
    public Property What_stands_for_a_bin_is_less_than_half_a_percent_away_from_each_of_its_values() =>
        Prop.ForAll(Amounts.Any.ToArbitrary(), amount =>
        {
            var units = Amounts.UnitsOf(amount);

            var middle = QuantileBins.MiddleOf(QuantileBins.BinOf(amount));

            Assert.True(units.IsZero ? middle.IsZero : BigInteger.Abs(middle - units) * 200 < BigInteger.Abs(units));
        });

    [Law(5_000)]
    public Property Bins_are_ordered_like_their_values() =>
        Prop.ForAll(Amounts.Any.ToArbitrary(), Amounts.Any.ToArbitrary(), (left, right) =>
        {
            var order = QuantileBins.BinOf(left).CompareTo(QuantileBins.BinOf(right));

            Assert.True(order == 0 || order == left.CompareTo(right));
        });

    [Law(2_000)]
    public Property The_bin_does_not_depend_on_trailing_zeros() =>
        Prop.ForAll(Amounts.Any.ToArbitrary(), amount => Assert.Equal(
            QuantileBins.BinOf(amount), QuantileBins.BinOf(amount / 1.0000000000000000000000000000m)));

    [Fact]
    public void The_least_and_the_greatest_decimals_have_bins_of_their_own()
    {
        decimal[] amounts =
        [
            decimal.MinValue, -1, -1e-28m, 0, 1e-28m, 2e-28m, 127e-28m, 128e-28m, 129e-28m, 1, decimal.MaxValue,
        ];

        var bins = amounts.Select(QuantileBins.BinOf).ToArray();

        Assert.Equal(bins.Order(), bins);
        Assert.Equal(bins.Length, bins.Distinct().Count());
        Assert.True(bins[^1] <= QuantileBins.BinMax);
        Assert.Equal(128, QuantileBins.MiddleOf(bins[7]));
        Assert.Equal(129, QuantileBins.MiddleOf(bins[8]));
    }
}
