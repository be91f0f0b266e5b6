using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using EventNormalization.Aggregation;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace EventNormalization.Tests.Aggregation;

/// <summary>The laws of IAggregator, for each aggregator and combinator that is shipped.</summary>
public class AggregatorLaws
{
    private static readonly IAggregator<Order, SumState, AggregateResult<decimal>> Sum =
        Aggregators.Sum<Order>(o => o.Amount);

    private static readonly IAggregator<Order, MeanState, decimal?> Mean = Aggregators.Mean<Order>(o => o.Amount);

    [Law]
    public Property Laws_of_count() => Laws(Aggregators.Count<Order>(), count => $"{count}");

    [Law]
    public Property Laws_of_sum() => Laws(Sum, BitsOf);

    [Law]
    public Property Laws_of_min() => Laws(Aggregators.Min<Order>(o => o.Amount), Amounts.BitsOf);

    [Law]
    public Property Laws_of_max() => Laws(Aggregators.Max<Order>(o => o.Amount), Amounts.BitsOf);

    [Law]
    public Property Laws_of_mean() => Laws(Mean, Amounts.BitsOf);

    [Law]
    public Property Laws_of_where() => Laws(Sum.Where(o => o.IsPaid), BitsOf);

    [Law]
    public Property Laws_of_select() => Laws(Mean.Select(mean => mean > 0), isPositive => $"{isPositive}");

    [Law]
    public Property Laws_of_select_input() => Laws(
        Aggregators.Max<decimal>(value => value).SelectInput((Order o) => o.Amount), Amounts.BitsOf);

    [Law]
    public Property Laws_of_group_by() => Laws(Sum.GroupBy(o => o.Currency), sums => BitsOf(sums, BitsOf));

    [Law]
    public Property Laws_of_groups_in_groups() => Laws(
        Mean.GroupBy(o => o.Currency).GroupBy(o => o.IsPaid),
        groups => BitsOf(groups, means => BitsOf(means, Amounts.BitsOf)));

    [Law]
    public Property Laws_of_both() => Laws(
        Sum.Both(Mean.GroupBy(o => o.Currency), (sum, means) => BitsOf(sum) + ";" + BitsOf(means, Amounts.BitsOf)),
        text => text);

    [Law(1_000)]
    public Property Count_min_and_max_are_those_of_the_framework() =>
        Prop.ForAll(Gen.ArrayOf(Order.Any).ToArbitrary(), orders =>
        {
            decimal?[] amounts = [.. orders.Select(o => o.Amount)];

            Assert.Equal(amounts.Length, orders.Aggregate(Aggregators.Count<Order>()));
            Assert.Equal(amounts.Min(), orders.Aggregate(Aggregators.Min<Order>(o => o.Amount)));
            Assert.Equal(amounts.Max(), orders.Aggregate(Aggregators.Max<Order>(o => o.Amount)));
        });

    [Law(2_000)]
    public Property The_mean_is_the_true_quotient_rounded_half_to_even_to_what_a_decimal_holds() =>
        Prop.ForAll(Gen.NonEmptyListOf(Order.Any).ToArbitrary(), orders =>
        {
            var units = orders.Aggregate(BigInteger.Zero, (total, order) => total + Amounts.UnitsOf(order.Amount));

            var mean = orders.Aggregate(Mean);

            var scale = Enumerable.Range(0, 29).Last(scale => BigInteger.Abs(
                Round(units, orders.Count, scale)) < BigInteger.One << 96);
            var expected = Round(units, orders.Count, scale) * BigInteger.Pow(10, 28 - scale);
            Assert.Equal(expected, Amounts.UnitsOf(mean!.Value));
        });

    /// <summary>Merge is associative and commutative with the seed as identity, and any split gives the same.</summary>
    private static Property Laws<TState, TResult>(
        IAggregator<Order, TState, TResult> aggregator, Func<TResult, string> bitsOf) =>
        Prop.ForAll(Gen.ArrayOf(Gen.ArrayOf(Order.Any), 3).ToArbitrary(), parts =>
        {
            var whole = bitsOf(parts.SelectMany(part => part).Aggregate(aggregator));
            TState A() => Fold(aggregator, parts[0]);
            TState B() => Fold(aggregator, parts[1]);
            TState C() => Fold(aggregator, parts[2]);
            TState Merge(TState left, TState right) => Merged(aggregator, left, right, bitsOf);

            Assert.Equal(whole, bitsOf(aggregator.Result(Merge(Merge(A(), B()), C()))));
            Assert.Equal(whole, bitsOf(aggregator.Result(Merge(A(), Merge(B(), C())))));
            Assert.Equal(whole, bitsOf(aggregator.Result(Merge(C(), Merge(B(), A())))));
            Assert.Equal(whole, bitsOf(parts.SelectMany(part => part).Reverse().Aggregate(aggregator)));
            Assert.Equal(bitsOf(aggregator.Result(A())), bitsOf(aggregator.Result(Merge(A(), aggregator.Seed()))));
            Assert.Equal(bitsOf(aggregator.Result(A())), bitsOf(aggregator.Result(Merge(aggregator.Seed(), A()))));
        });

    private static TState Fold<TState, TResult>(IAggregator<Order, TState, TResult> aggregator, Order[] orders)
    {
        var state = aggregator.Seed();
        foreach (var order in orders)
        {
            aggregator.Add(ref state, order);
        }

        return state;
    }

    /// <summary>Merges, and sees to it that the right state is left as it was, also by what is added later.</summary>
    private static TState Merged<TState, TResult>(
        IAggregator<Order, TState, TResult> aggregator, TState left, TState right, Func<TResult, string> bitsOf)
    {
        var before = bitsOf(aggregator.Result(right));
        var probe = aggregator.Seed();
        aggregator.Merge(ref probe, right);
        aggregator.Add(ref probe, new Order(12.5m, "EUR", true));
        aggregator.Merge(ref left, right);
        Assert.Equal(before, bitsOf(aggregator.Result(right)));
        return left;
    }

    private static string BitsOf(AggregateResult<decimal> result) =>
        result.Error?.ToString() ?? Amounts.BitsOf(result.Value);

    private static string BitsOf<TKey, TValue>(IReadOnlyDictionary<TKey, TValue> groups, Func<TValue, string> bitsOf) =>
        string.Join(", ", groups.Select(group => $"{group.Key}: {bitsOf(group.Value)}").Order(StringComparer.Ordinal));

    private static BigInteger Round(BigInteger units, int count, int scale)
    {
        // The nearest whole number, by the floor of (2n + d) / 2d; a tie that came out odd goes one down.
        var dividend = 2 * units * BigInteger.Pow(10, scale);
        var divisor = 2 * count * BigInteger.Pow(10, 28);
        var shifted = dividend + (divisor / 2);
        var nearest = Floor(shifted, divisor);
        return nearest * divisor == shifted && !nearest.IsEven ? nearest - 1 : nearest;
    }

    private static BigInteger Floor(BigInteger dividend, BigInteger divisor)
    {
        var quotient = BigInteger.DivRem(dividend, divisor, out var rest);
        return rest.Sign < 0 ? quotient - 1 : quotient;
    }
}
