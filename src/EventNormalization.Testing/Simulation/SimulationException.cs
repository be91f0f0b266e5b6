using System;

namespace EventNormalization.Testing;

/// <summary>A simulated world saw a promise broken, or cannot go on.</summary>
/// <remarks>The message says the seed, what was found, and how to run it again.</remarks>
public sealed class SimulationException : Exception
{
    internal SimulationException(int seed, string found, Exception? inner = null)
        : base(FormattableString.Invariant($"Seed {seed}: {found}"), inner)
    {
        Seed = seed;
        Found = found;
    }

    internal SimulationException(SimulationOptions options, SimulationException first, SimulationException smallest)
        : base(ToMessage(options, first, smallest), first)
    {
        Seed = options.Seed;
        Found = smallest.Found;
        Smallest = options;
    }

    /// <summary>The seed of the world.</summary>
    public int Seed { get; }

    /// <summary>What was found.</summary>
    public string Found { get; }

    /// <summary>
    /// The smallest options found that break the promise too, in fewer deliveries and with fewer incidents;
    /// <see langword="null"/> if nothing was made smaller.
    /// </summary>
    public SimulationOptions? Smallest { get; }

    private static string ToMessage(
        SimulationOptions options, SimulationException first, SimulationException smallest) =>
        $"{first.Message}\n\nThe smallest run that was found to fail:\n{smallest.Found}\n\nRun it again: {options}";
}
