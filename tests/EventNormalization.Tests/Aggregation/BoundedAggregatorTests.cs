using System;
using System.Collections.Generic;
using System.Linq;
using EventNormalization.Aggregation;
using NodaTime;
using Xunit;

namespace EventNormalization.Tests.Aggregation;

/// <summary>Exact counts up to a bound, groups up to a bound, and windows.</summary>
public sealed class BoundedAggregatorTests
{
    [Fact]
    public void More_different_values_than_the_bound_are_an_error_and_as_many_are_not()
    {
        var distinct = Aggregators.Distinct<int, int>(value => value, 3);

        Assert.Equal(3, new[] { 1, 2, 3, 2, 1 }.Aggregate(distinct).Value);
        Assert.Equal(
            "aggregate.cardinality: There are more than 3 different values; expected at most so many, or an estimate.",
            new[] { 1, 2, 3, 4 }.Aggregate(distinct).Error!.ToString());
        Assert.Throws<ArgumentOutOfRangeException>(() => Aggregators.Distinct<int, int>(value => value, 0));
    }

    [Fact]
    public void The_most_frequent_values_come_first_and_those_of_one_count_in_their_order()
    {
        var top = Aggregators.Top<char, char>(3, value => value, Comparer<char>.Default);

        Assert.Equal(
            [new('c', 3), new('a', 2), new KeyValuePair<char, long>('b', 2)],
            "cbadcbace".Aggregate(top).Value.AsEnumerable());
        Assert.Equal(
            AggregateError.CardinalityCode,
            Enumerable.Range(0, Aggregators.TopDistinctMax + 1)
                .Aggregate(Aggregators.Top<int, int>(1, value => value, Comparer<int>.Default)).Error!.Code);
    }

    [Fact]
    public void Bounded_groups_are_complete_and_everything_else_is_in_the_other_total()
    {
        var orders = Enumerable.Range(0, 1_000).Select(number => (Client: "c" + (number % 50), Amount: (decimal)number))
            .ToArray();
        var sum = Aggregators.Sum<(string Client, decimal Amount)>(order => order.Amount);
        var all = orders.Aggregate(sum.GroupBy(order => order.Client));

        var bounded = orders.Aggregate(sum.GroupByAtMost(7, order => order.Client, client => client));

        Assert.Equal(7, bounded.Groups.Count);
        Assert.All(bounded.Groups, group => Assert.Equal(all[group.Key], group.Value));
        Assert.True(bounded.HasOther);
        Assert.Equal(
            orders.Sum(order => order.Amount),
            bounded.Other.Value + bounded.Groups.Values.Sum(total => total.Value));
    }

    [Fact]
    public void Groups_within_the_bound_are_all_there()
    {
        var count = Aggregators.Count<int>().GroupByAtMost(3, value => value % 3, key => $"{key}");

        var groups = Enumerable.Range(0, 10).Aggregate(count);

        Assert.Equal(
            [(0, 4L), (1, 3), (2, 3)], groups.Groups.OrderBy(one => one.Key).Select(one => (one.Key, one.Value)));
        Assert.Equal((false, 0L), (groups.HasOther, groups.Other));
    }

    [Fact]
    public void Windows_are_half_open_and_sliding_ones_overlap()
    {
        var times = new[] { -1, 0, 59, 60, 150 }.Select(seconds => Instant.FromUnixTimeSeconds(seconds)).ToArray();
        var count = Aggregators.Count<Instant>();

        var tumbling = times.Aggregate(count.Window(time => time, Duration.FromMinutes(1), Duration.FromMinutes(1)));
        var sliding = times.Aggregate(count.Window(time => time, Duration.FromMinutes(2), Duration.FromMinutes(1)));

        Assert.Equal([(-60, 1), (0, 2), (60, 1), (120, 1)], tumbling.Select(SecondsOf));
        Assert.Equal([(-120, 1), (-60, 3), (0, 3), (60, 2), (120, 1)], sliding.Select(SecondsOf));
        Assert.All(sliding, window => Assert.Equal(Duration.FromMinutes(2), window.End - window.Start));
        Assert.Equal("[1970-01-01T00:02:00Z, 1970-01-01T00:03:00Z): 1", tumbling[^1].ToString());
    }

    [Fact]
    public void A_window_that_is_no_whole_number_of_steps_is_refused()
    {
        var count = Aggregators.Count<Instant>();
        void Refuse(int length, int step) => Assert.Throws<ArgumentOutOfRangeException>(
            () => count.Window(time => time, Duration.FromSeconds(length), Duration.FromSeconds(step)));

        Refuse(5, 2);
        Refuse(1, 2);
        Refuse(1, 0);
        Refuse(0, 1);
        Refuse(10_001, 1);
    }

    private static (long Start, long Count) SecondsOf(AggregateWindow<long> window) =>
        (window.Start.ToUnixTimeSeconds(), window.Total);
}
