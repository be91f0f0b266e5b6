using System;
using System.Threading.Tasks;
using Xunit;
using Xunit.Abstractions;

namespace EventNormalization.Tests.Pipeline;

/// <summary>Whatever fails and whoever has his turn, every delivery counts once.</summary>
public sealed class RetryWorldTests(ITestOutputHelper output)
{
    private const int RunCount = 300;

    [Fact]
    public async Task Two_workers_with_faults_pauses_and_deaths_at_any_place_count_every_delivery_once()
    {
        const int FirstSeed = 20_261_127;
        var leasesLost = 0L;
        for (var seed = FirstSeed; seed < FirstSeed + RunCount; seed++)
        {
            await using var world = new RetryWorld(seed);
            try
            {
                await world.RunAsync();
            }
            catch (Exception exception)
            {
                Assert.Fail($"seed {seed}: {exception}");
            }

            leasesLost += world.LeasesLost;
        }

        output.WriteLine($"seeds {FirstSeed} to {FirstSeed + RunCount - 1}, {leasesLost} leases lost");
        Assert.InRange(leasesLost, RunCount / 10, long.MaxValue);
    }
}
