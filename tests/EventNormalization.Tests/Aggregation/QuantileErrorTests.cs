using System;
using System.Globalization;
using System.Linq;
using EventNormalization.Aggregation;
using Xunit;
using Xunit.Abstractions;

namespace EventNormalization.Tests.Aggregation;

/// <summary>Quantiles of many amounts against those of the sorted amounts.</summary>
/// <remarks>In small; <c>EN_FULL=1</c> takes one million amounts of each of a hundred seeds.</remarks>
public sealed class QuantileErrorTests(ITestOutputHelper output)
{
    private static readonly decimal[] Percents =
        [0, 0.01m, 0.1m, 1, 5, 10, 25, 33.3333m, 50, 75, 90, 95, 99, 99.9m, 99.99m, 100];

    private static bool IsFull => Environment.GetEnvironmentVariable("EN_FULL") == "1";

    [Fact]
    public void Quantiles_over_twelve_orders_of_magnitude_with_signs_mixed_are_within_half_a_percent()
    {
        var (seeds, count) = IsFull ? (100, 1_000_000) : (3, 30_000);
        var first = TestSeed.Draw(output, "quantiles");
        var worst = 0m;
        for (var seed = 0; seed < seeds; seed++)
        {
            var amounts = Make(new Random(unchecked(first + seed)), count);
            worst = Math.Max(worst, WorstOf(amounts));
        }

        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{seeds} seeds, {count} amounts each: the greatest relative error is {100 * worst:0.####} %"));
        Assert.InRange(worst, 0, 0.005m);
    }

    [Fact]
    public void Quantiles_of_up_to_a_thousand_different_amounts_are_exact()
    {
        var random = new Random(TestSeed.Draw(output, "exact quantiles"));
        var few = Make(random, QuantileState.ExactMax);
        var amounts = Enumerable.Range(0, 20_000).Select(_ => few[random.Next(few.Length)]).ToArray();

        Assert.Equal(0, WorstOf(amounts));
    }

    /// <summary>The greatest relative error of all percentages; the amounts are added in two merged parts.</summary>
    private static decimal WorstOf(decimal[] amounts)
    {
        var (left, right) = (new QuantileState(), new QuantileState());
        for (var i = 0; i < amounts.Length; i++)
        {
            (i % 3 == 0 ? left : right).Add(amounts[i], 1);
        }

        left.Merge(right);
        var sorted = amounts.Order().ToArray();
        return Percents.Max(percent => ErrorOf(
            NearestRank.Of(left, percent)!.Value,
            sorted[Math.Max(0, (int)Math.Ceiling(percent / 100 * sorted.Length) - 1)]));
    }

    private static decimal ErrorOf(decimal found, decimal exact) =>
        found == exact ? 0 : exact == 0 ? decimal.MaxValue : Math.Abs((found - exact) / exact);

    /// <summary>Two thirds positive, from 0.000001 to 1,000,000, as many in each order of magnitude.</summary>
    private static decimal[] Make(Random random, int count)
    {
        var amounts = new decimal[count];
        foreach (ref var amount in amounts.AsSpan())
        {
            var scale = (byte)random.Next(3, 15);
            var digits = random.Next(100_000_000, 1_000_000_000);
            amount = new decimal(digits, 0, 0, random.Next(3) == 0, scale);
        }

        return amounts;
    }
}
