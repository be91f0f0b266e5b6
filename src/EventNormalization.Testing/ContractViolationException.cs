using System;
using System.Globalization;
using EventNormalization.Testing.Checking;

namespace EventNormalization.Testing;

/// <summary>A promise of a contract or a law is not kept.</summary>
public sealed class ContractViolationException : Exception
{
    internal ContractViolationException(string sentence, Difference difference, int? seed, Exception inner)
        : base(ToMessage(sentence, difference, seed), inner)
    {
        Sentence = sentence;
        Found = difference.Found;
        Expected = difference.Expected;
        Seed = seed;
    }

    /// <summary>What is promised.</summary>
    public string Sentence { get; }

    /// <summary>What was found, as a text.</summary>
    public string Found { get; }

    /// <summary>What was expected in its place, as a text.</summary>
    public string Expected { get; }

    /// <summary>
    /// The seed with which a run begins with the history that failed; <see langword="null"/> if nothing was random.
    /// </summary>
    public int? Seed { get; }

    private static string ToMessage(string sentence, Difference difference, int? seed) =>
        $"{sentence}: {difference}."
        + (seed is { } known ? string.Create(CultureInfo.InvariantCulture, $" Run it again with seed {known}.") : "");
}
