using System.Threading.Tasks;
using Xunit;

namespace EventNormalization.Cli.Tests;

/// <summary>What is compiled ahead is the code of events that are understood, not that of refusals.</summary>
public sealed class HeadStartTests
{
    [Fact]
    public async Task Every_event_of_the_sample_is_understood()
    {
        var counts = await HeadStart.ReadSampleAsync();
        Assert.Equal((4, 4, 0), (counts.Received, counts.Accepted, counts.Rejected));
    }
}
