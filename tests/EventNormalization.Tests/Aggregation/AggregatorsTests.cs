using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using EventNormalization.Aggregation;
using Xunit;

namespace EventNormalization.Tests.Aggregation;

public class AggregatorsTests
{
    private static readonly Order[] Orders =
    [
        new(10.50m, "EUR", true),
        new(4.00m, "USD", true),
        new(-0.50m, "EUR", true),
        new(99m, "JPY", false),
        new(7m, "USD", false),
    ];

    [Fact]
    public void Combinators_read_as_a_sentence()
    {
        var revenue = Aggregators.Sum<Order>(o => o.Amount).Where(o => o.IsPaid).GroupBy(o => o.Currency);

        var byCurrency = Orders.Where(o => o.Currency != "JPY").Aggregate(revenue);

        Assert.Equal(
            new Dictionary<string, AggregateResult<decimal>> { ["EUR"] = 10m, ["USD"] = 4m },
            byCurrency);
    }

    [Fact]
    public void A_key_whose_inputs_are_all_left_out_inside_has_the_total_of_nothing()
    {
        var paid = Aggregators.Count<Order>().Where(o => o.IsPaid).GroupBy(o => o.Currency);

        Assert.Equal(new Dictionary<string, long> { ["EUR"] = 2, ["USD"] = 1, ["JPY"] = 0 }, Orders.Aggregate(paid));
    }

    [Fact]
    public void A_filter_outside_the_groups_leaves_out_keys()
    {
        var paid = Aggregators.Count<Order>().GroupBy(o => o.Currency).Where(o => o.IsPaid);

        Assert.Equal(new Dictionary<string, long> { ["EUR"] = 2, ["USD"] = 1 }, Orders.Aggregate(paid));
    }

    [Fact]
    public void Two_totals_come_from_one_pass()
    {
        var span = Aggregators.Min<Order>(o => o.Amount)
            .Both(Aggregators.Max<Order>(o => o.Amount), (min, max) => max - min);

        Assert.Equal(99.5m, Once(Orders).Aggregate(span));
    }

    [Fact]
    public void Inputs_and_results_can_be_made_of_others()
    {
        var digits = Aggregators.Sum<decimal>(value => value).SelectInput((Order o) => o.Amount)
            .Select(total => total.ToString());

        Assert.Equal("120", Orders.Aggregate(digits));
    }

    [Fact]
    public void Of_nothing_the_count_and_the_sum_are_zero_and_there_is_no_min_max_or_mean()
    {
        Order[] none = [];

        Assert.Equal(0, none.Aggregate(Aggregators.Count<Order>()));
        Assert.Equal(0m, none.Aggregate(Aggregators.Sum<Order>(o => o.Amount)));
        Assert.Null(none.Aggregate(Aggregators.Min<Order>(o => o.Amount)));
        Assert.Null(none.Aggregate(Aggregators.Max<Order>(o => o.Amount)));
        Assert.Null(none.Aggregate(Aggregators.Mean<Order>(o => o.Amount)));
    }

    [Theory]
    [InlineData("1 2", "1.5")]
    [InlineData("1 1 2", "1.3333333333333333333333333333")]
    [InlineData("1 2 2", "1.6666666666666666666666666667")]
    [InlineData("-1 -2 -2", "-1.6666666666666666666666666667")]
    [InlineData("10.00 20.00", "15")]
    [InlineData("1e-28 0", "0")]
    [InlineData("-1e-28 0", "0")]
    [InlineData("3e-28 0", "0.0000000000000000000000000002")]
    [InlineData("5e-28 0", "0.0000000000000000000000000002")]
    [InlineData("79228162514264337593543950335 79228162514264337593543950335", "79228162514264337593543950335")]
    [InlineData("79228162514264337593543950335 79228162514264337593543950334", "79228162514264337593543950334")]
    [InlineData("79228162514264337593543950333 79228162514264337593543950332", "79228162514264337593543950332")]
    [InlineData("100 100 101", "100.33333333333333333333333333")]
    public void A_mean_is_rounded_once_half_to_even(string inputs, string expected)
    {
        var values = inputs.Split(' ').Select(text => decimal.Parse(
            text, NumberStyles.Float, CultureInfo.InvariantCulture));

        var mean = values.Aggregate(Aggregators.Mean<decimal>(value => value));

        Assert.Equal(expected, mean?.ToString(CultureInfo.InvariantCulture));
    }

    [Fact]
    public void A_mean_is_rounded_from_the_true_quotient_and_not_from_a_rounded_one()
    {
        const decimal least = 0.0000000000000000000000000001m;
        var values = Enumerable.Repeat(least, 51).Concat(Enumerable.Repeat(0m, 50));

        // 51 / 101 is 0.505 of the last place: rounded to one digit first, it would look like a tie.
        Assert.Equal(least, values.Aggregate(Aggregators.Mean<decimal>(value => value)));
    }

    [Fact]
    public void A_sum_beyond_the_range_is_the_error_of_its_group_alone()
    {
        Order[] orders = [new(decimal.MaxValue, "EUR", true), new(1m, "EUR", true), new(1.0m, "USD", true)];

        var sums = orders.Aggregate(Aggregators.Sum<Order>(o => o.Amount).GroupBy(o => o.Currency));

        Assert.Equal("aggregate.range", sums["EUR"].ToString());
        Assert.Equal("1", sums["USD"].ToString());
        var failure = Assert.Throws<InvalidOperationException>(() => sums["EUR"].Value);
        Assert.Equal(sums["EUR"].Error?.ToString(), failure.Message);
    }

    private static IEnumerable<Order> Once(IEnumerable<Order> orders)
    {
        var rest = new Queue<Order>(orders);
        while (rest.TryDequeue(out var order))
        {
            yield return order;
        }
    }
}
