using System.Threading.Tasks;
using Xunit;

namespace EventNormalization.Cli.Tests;

/// <summary>What is compiled ahead is the code of events that are understood, not that of refusals.</summary>
public sealed class JitWarmUpTests
{
    [Fact]
    public async Task Every_event_of_the_sample_is_understood()
    {
        var counts = await JitWarmUp.ReadSampleAsync();

        // The second line is the first one again, so that looking up a known id is compiled too.
        Assert.Equal((4, 3, 1), (counts.Received, counts.Accepted, counts.Duplicates));
    }
}
