using System;
using EventNormalization.Aggregation;
using EventNormalization.Storage;
using Xunit;

namespace EventNormalization.Tests.Storage;

public class TotalsRollUpTests
{
    [Fact]
    public void The_merge_of_two_roll_ups_is_that_of_all_their_events()
    {
        var merged = Of("a", "sales", 1m, -3m).Merge(Of("a", "sales", 2m, 7m));

        Assert.Equal(4, merged.Count);
        Assert.Equal("7", merged.Sum.ToString());
        Assert.Equal(-3m, merged.Min);
        Assert.Equal(7m, merged.Max);
    }

    [Theory]
    [InlineData("b", "sales", null)]
    [InlineData("a", "visits", null)]
    [InlineData("a", "sales", "EUR")]
    public void Roll_ups_of_different_clients_metrics_or_currencies_do_not_merge(
        string client, string metric, string? currency)
    {
        var failure = Assert.Throws<ArgumentException>(
            () => Of("a", "sales", 1m, 1m).Merge(Of(client, metric, 1m, 1m, currency)));

        Assert.Equal(
            "Roll-ups of different clients, metrics or currencies do not merge. (Parameter 'other')", failure.Message);
    }

    [Fact]
    public void A_roll_up_of_no_event_is_none()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new TotalsRollUp
        {
            ClientId = "a",
            Metric = "sales",
            Count = 0,
            Sum = default,
            Min = 0,
            Max = 0,
        });
    }

    private static TotalsRollUp Of(
        string client, string metric, decimal first, decimal second, string? currency = null) => new()
        {
            ClientId = client,
            Metric = metric,
            Currency = currency,
            Count = 2,
            Sum = default(ExactSum).Add(first).Add(second),
            Min = Math.Min(first, second),
            Max = Math.Max(first, second),
        };
}
