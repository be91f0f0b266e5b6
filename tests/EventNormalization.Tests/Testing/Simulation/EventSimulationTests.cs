using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using EventNormalization.Storage;
using EventNormalization.Testing;
using Xunit;
using Xunit.Abstractions;

namespace EventNormalization.Tests.Testing.Simulation;

/// <summary>Whatever fails, and whoever has his turn, every delivery counts once.</summary>
/// <remarks>
/// A failure prints the seed; <c>EN_SEED</c> runs that seed alone, <c>EN_FULL=1</c> ten times as many.
/// </remarks>
public sealed class EventSimulationTests(ITestOutputHelper output)
{
    private const int FirstSeed = 20_261_127;
    private const int SmallCount = 300;
    private const int LargeCount = 66;
    private const int LargeCountFull = 200;

    private static readonly int? NamedSeed =
        int.TryParse(Environment.GetEnvironmentVariable("EN_SEED"), CultureInfo.InvariantCulture, out var seed)
            ? seed : null;

    private static bool IsFull => Environment.GetEnvironmentVariable("EN_FULL") == "1";

    [Fact]
    public void Crashes_losses_of_power_pauses_late_and_lost_answers_in_any_mix_count_every_delivery_once()
    {
        var results = RunAll(IsFull ? 10 * SmallCount : SmallCount, new SimulationOptions());

        // The runs are worth something only if everything happened in them.
        if (NamedSeed is null)
        {
            AssertAllHappened(results);
        }
    }

    [Fact]
    public void A_thousand_deliveries_over_failing_stores_end_as_without_faults()
    {
        var results = RunAll(IsFull ? LargeCountFull : LargeCount, new SimulationOptions { DeliveryCount = 1_000 });

        if (NamedSeed is null)
        {
            AssertAllHappened(results);
            Assert.All(results, result => Assert.InRange(result.EventCount, 500, 800));
        }
    }

    [Fact]
    public void The_same_seed_is_the_same_run_and_other_seeds_are_others()
    {
        var seeds = Enumerable.Range(NamedSeed ?? 1, 20).ToArray();
        var first = seeds.Select(seed => EventSimulation.Run(new SimulationOptions { Seed = seed })).ToArray();
        var second = seeds.Select(seed => EventSimulation.Run(new SimulationOptions { Seed = seed })).ToArray();

        Assert.Equal(first.Select(result => result.TraceHash), second.Select(result => result.TraceHash));
        Assert.Equal(first.Select(result => result.StepCount), second.Select(result => result.StepCount));
        Assert.Equal(20, first.Select(result => result.TraceHash).Distinct().Count());
    }

    [Fact]
    public void Without_incidents_nothing_fails()
    {
        var result = EventSimulation.Run(new SimulationOptions { IncidentCountMax = 0 });

        Assert.Equal((0, 0, 0), (result.FaultCount, result.CrashCount, result.DeferredCount));
        Assert.Equal(40, result.SentCount);
        Assert.Equal(0, result.UnansweredCount);
    }

    [Fact]
    public void Options_out_of_range_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new SimulationOptions { DeliveryCount = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new SimulationOptions { IncidentCountMax = -1 });
        Assert.Throws<ArgumentNullException>(() => new SimulationOptions { AroundEvents = null! });
        Assert.Throws<ArgumentNullException>(() => new SimulationOptions { AroundFailedEvents = null! });
    }

    private List<SimulationResult> RunAll(int count, SimulationOptions options)
    {
        // The last one is another seed in every run.
        int[] seeds = NamedSeed is { } named
            ? [named]
            : [.. Enumerable.Range(FirstSeed, count - 1), TestSeed.Draw(output, "the last simulation")];
        var results = new List<SimulationResult>();
        foreach (var seed in seeds)
        {
            try
            {
                results.Add(EventSimulation.Run(options with { Seed = seed }));
            }
            catch (SimulationException exception)
            {
                Assert.Fail($"{exception.Message}\n\nIn this checkout: EN_SEED={seed} dotnet test -c Release "
                    + $"tests/EventNormalization.Tests --filter {nameof(
                        EventSimulationTests)}\n\n{exception.StackTrace}");
            }
        }

        output.WriteLine(FormattableString.Invariant(
            $"{results.Count} runs from seed {seeds[0]}, {results.Sum(result => result.StepCount)} steps, ")
            + FormattableString.Invariant($"{results.Sum(result => result.SentCount)} deliveries sent, ")
            + FormattableString.Invariant($"{results.Sum(result => result.FaultCount)} faults, ")
            + FormattableString.Invariant($"{results.Sum(result => result.CrashCount)} crashes, ")
            + FormattableString.Invariant($"{results.Sum(result => result.PowerCutCount)} losses of power, ")
            + FormattableString.Invariant($"{results.Sum(result => result.LateCount)} late landings, ")
            + FormattableString.Invariant($"{results.Sum(result => result.LeasesLost)} leases lost, ")
            + FormattableString.Invariant($"{results.Sum(result => result.DeferredCount)} deferred, ")
            + FormattableString.Invariant($"{results.Sum(result => result.SharedStepCount)} shared steps, ")
            + FormattableString.Invariant($"{results.Sum(result => result.CheckCount)} checks, no violation"));
        return results;
    }

    private static void AssertAllHappened(List<SimulationResult> results)
    {
        Assert.Equal(
            Enum.GetValues<FaultKind>().Order(), results.SelectMany(result => result.FaultKinds).Distinct().Order());
        Assert.InRange(results.Sum(result => result.CrashCount), results.Count / 4, long.MaxValue);
        Assert.InRange(results.Sum(result => result.PowerCutCount), results.Count / 20, long.MaxValue);
        Assert.InRange(results.Sum(result => result.LateCount), results.Count / 4, long.MaxValue);
        Assert.InRange(results.Sum(result => result.LeasesLost), results.Count / 10, long.MaxValue);
        Assert.InRange(results.Sum(result => result.DeferredCount), results.Count, long.MaxValue);
        Assert.InRange(results.Sum(result => result.UnansweredCount), results.Count, long.MaxValue);
        Assert.InRange(results.Sum(result => result.SharedStepCount), results.Count, long.MaxValue);
    }
}
