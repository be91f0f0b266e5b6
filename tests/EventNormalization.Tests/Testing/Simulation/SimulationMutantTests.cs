using System;
using System.Linq;
using EventNormalization.Testing;
using Xunit;
using Xunit.Abstractions;

namespace EventNormalization.Tests.Testing.Simulation;

/// <summary>The simulation sees planted bugs, and makes what it saw small.</summary>
public sealed class SimulationMutantTests(ITestOutputHelper output)
{
    private const int SeedCount = 400;

    public static TheoryData<string> Bugs => [.. SimulationMutants.All.Keys];

    [Theory]
    [MemberData(nameof(Bugs))]
    public void A_planted_bug_is_caught(string bug)
    {
        var exception = FirstViolation(SimulationMutants.All[bug]);

        Assert.True(exception is not null, $"Not caught within {SeedCount} seeds.");
        output.WriteLine($"{bug}: {exception.Message}");
        Assert.Matches("I[1-7]: ", exception.Found);
    }

    [Fact]
    public void What_is_found_is_made_small_and_fails_again()
    {
        var options = SimulationMutants.All["a retry counts on its own"];
        var exception = FirstViolation(options)!;
        var smallest = exception.Smallest!;

        Assert.InRange(smallest.DeliveryCount, 1, options.DeliveryCount / 2);
        Assert.InRange(smallest.IncidentCountMax, 1, 10);
        Assert.Contains($"Seed {exception.Seed}: ", exception.Message, StringComparison.Ordinal);
        Assert.EndsWith(
            $"Run it again: EventSimulation.Run(new SimulationOptions {{ Seed = {exception.Seed}, "
            + $"DeliveryCount = {smallest.DeliveryCount}, IncidentCountMax = {smallest.IncidentCountMax} }})",
            exception.Message,
            StringComparison.Ordinal);
        Assert.Equal(exception.Found, Assert.Throws<SimulationException>(() => EventSimulation.Run(smallest)).Found);
    }

    [Fact]
    public void A_decorator_whose_continuations_leave_the_world_is_refused()
    {
        var options = new SimulationOptions { AroundEvents = appender => new EscapingAppender(appender) };

        Assert.Throws<SimulationException>(() => EventSimulation.Run(options));
    }

    private static SimulationException? FirstViolation(SimulationOptions options)
    {
        foreach (var seed in Enumerable.Range(options.Seed, SeedCount))
        {
            try
            {
                EventSimulation.Run(options with { Seed = seed });
            }
            catch (SimulationException exception)
            {
                return exception;
            }
        }

        return null;
    }
}
