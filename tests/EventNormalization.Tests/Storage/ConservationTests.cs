using EventNormalization.Storage;
using Xunit;

namespace EventNormalization.Tests.Storage;

public sealed class ConservationTests
{
    [Fact]
    public void Two_stores_at_rest_hold_all_three_equations()
    {
        var conservation = new Conservation(
            [Events(received: 5, fromFailed: 3, accepted: 6, duplicates: 2)],
            [Failed(10, new FailedCounts { Settled = 3, Pending = 4, Uncertain = 1, AlreadyCounted = 2, Parked = 1 })]);

        Assert.True(conservation.Holds);
        Assert.Equal(13, conservation.ReceivedCount);
        Assert.Equal(0, conservation.UnderWayCount);
        Assert.Equal("events: True, failed: True, across: 0 <= 0 <= 0", conservation.ToString());
    }

    [Fact]
    public void What_a_retry_stored_and_nobody_settled_is_under_way() => Assert.True(new Conservation(
        [Events(received: 0, fromFailed: 3, accepted: 1, duplicates: 2)],
        [Failed(4, new FailedCounts { Retrying = 4 })]).Holds);

    [Theory]
    [InlineData(5, 0, 4, 0, 1, 1, 0, 0, "events")]
    [InlineData(5, 0, 4, 1, 2, 1, 0, 0, "failed")]
    [InlineData(5, 0, 4, 1, 1, 0, 0, 1, "across")]
    [InlineData(5, 2, 6, 1, 1, 0, 1, 0, "across")]
    [InlineData(5, 0, 4, 1, 0, -1, 1, 0, "failed")]
    public void A_delivery_too_many_or_too_few_breaks_an_equation(
        long received, long fromFailed, long accepted, long duplicates, long failed, long pending, long retrying,
        long settled, string broken)
    {
        var conservation = new Conservation(
            [Events(received, fromFailed, accepted, duplicates)],
            [Failed(failed, new FailedCounts { Pending = pending, Retrying = retrying, Settled = settled })]);

        Assert.False(conservation.Holds);
        Assert.Equal(
            (broken != "events", broken != "failed", broken != "across"),
            (conservation.HoldsForEvents, conservation.HoldsForFailed, conservation.HoldsAcross));
    }

    private static ClientStatistics Events(long received, long fromFailed, long accepted, long duplicates) => new()
    {
        ClientId = "c",
        ReceivedCount = received,
        FromFailedCount = fromFailed,
        AcceptedCount = accepted,
        DuplicateCount = duplicates,
    };

    private static FailedStatistics Failed(long received, FailedCounts counts) =>
        new() { ClientId = "c", ReceivedCount = received, Counts = counts };
}
