using System;
using System.Collections.Immutable;
using EventNormalization.Storage;
using Xunit;

namespace EventNormalization.Tests.Storage;

public class TotalsQueryTests
{
    [Theory]
    [InlineData("client_id", "client_id")]
    [InlineData("client_id", "")]
    public void Names_are_not_empty_and_not_there_twice(string first, string second)
    {
        var failure = Assert.Throws<ArgumentException>(() => new TotalsQuery { GroupBy = [first, second] });

        Assert.Equal("Names to group by must be there, not empty and all different.", failure.Message);
    }

    [Fact]
    public void An_array_of_names_that_was_never_made_is_refused()
    {
        Assert.Throws<ArgumentException>(() => new TotalsQuery { GroupBy = default(ImmutableArray<string>) });
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("metric", true)]
    [InlineData("metric,client_id", true)]
    [InlineData("currency", true)]
    [InlineData("client_id,currency,metric", true)]
    [InlineData("client_id,region", false)]
    [InlineData("amount", false)]
    public void Roll_ups_suffice_for_groups_by_client_metric_and_currency(string names, bool expected)
    {
        var query = new TotalsQuery { GroupBy = [.. names.Split(',', StringSplitOptions.RemoveEmptyEntries)] };

        Assert.Equal(expected, query.FollowsFromRollUps);
    }
}
