using System;
using System.Collections.Generic;
using System.Linq;
using EventNormalization.Storage;

namespace EventNormalization.Testing;

/// <summary>What a world is like: each seed has kinds of failures, rates, sizes and numbers of its own.</summary>
/// <remarks>One fixed mix would never bring up the rare combinations.</remarks>
internal sealed class SimSwarm
{
    private readonly Dictionary<SimIncident, double> _rates = [];

    public SimSwarm(Random random, int seed, int deliveryCount)
    {
        foreach (var incident in Enum.GetValues<SimIncident>())
        {
            var highest = incident is SimIncident.Crash or SimIncident.PowerCut or SimIncident.TornCall
                ? double.Min(0.01, 4.0 / deliveryCount)
                : 0.05;
            _rates[incident] = random.Next(2) == 0 ? random.NextDouble() * highest : 0;
        }

        EventPlan = Plan(random, (ulong)(uint)seed);
        FailedPlan = Plan(random, (ulong)(uint)seed + 1_000_000);
        ClientCount = random.Next(1, 6);
        ProcessCount = random.Next(1, 3);
        WorkerCount = random.Next(1, 3);
        BatchMax = random.Next(1, 4) == 1 ? 1 : random.Next(1, int.Max(4, deliveryCount / 16));
        AttemptsMax = random.Next(1, 4);
        RetryDelay = TimeSpan.FromMilliseconds(random.Next(2) == 0 ? 0 : 100);
        WorkerBatch = random.Next(1, 9);
        LatencyMax = random.Next(1, 200);
        ThinkMax = random.Next(3) switch { 0 => 0, 1 => 500, _ => 15_000 };
        IsGrouped = random.Next(4) > 0;
        AppendsMax = random.Next(2) == 0 ? 1_000 : random.Next(1, 4);
    }

    public FaultPlan EventPlan { get; }

    public FaultPlan FailedPlan { get; }

    public int ClientCount { get; }

    public int ProcessCount { get; }

    /// <summary>Workers of each process.</summary>
    public int WorkerCount { get; }

    /// <summary>The most deliveries of a request.</summary>
    public int BatchMax { get; }

    /// <summary>How often a pipeline asks.</summary>
    public int AttemptsMax { get; }

    public TimeSpan RetryDelay { get; }

    public int WorkerBatch { get; }

    /// <summary>The longest ordinary call of a store, in milliseconds.</summary>
    public int LatencyMax { get; }

    /// <summary>The longest time between two requests of a client, in milliseconds.</summary>
    public int ThinkMax { get; }

    /// <summary>Whether a group commit stands before the event store.</summary>
    public bool IsGrouped { get; }

    public int AppendsMax { get; }

    public double RateOf(SimIncident incident) => _rates[incident];

    private static FaultPlan Plan(Random random, ulong seed)
    {
        var rates = Enum.GetValues<FaultKind>().Where(kind => kind != FaultKind.None && random.Next(2) == 0)
            .Select(kind => new FaultRate(kind, random.NextDouble() / 8)).ToArray();
        var plan = FaultPlan.Random(seed, rates).Then(
            FaultPlan.Latency(seed, TimeSpan.FromMilliseconds(random.Next(1, 500)), random.NextDouble() / 4));
        return random.Next(3) == 0
            ? plan.Then(FaultPlan.Random(seed, new FaultRate(FaultKind.ThrowAfter, 0.5)).UpToAttempt(2))
            : plan;
    }
}
