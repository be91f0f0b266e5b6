using System;
using System.Globalization;

namespace EventNormalization.Testing;

/// <summary>A promise of a contract or a law is not kept.</summary>
public sealed class ContractViolationException : Exception
{
    internal ContractViolationException(string sentence, string found, string expected, int? seed, Exception inner)
        : base(ToMessage(sentence, found, expected, seed), inner)
    {
        Sentence = sentence;
        Found = found;
        Expected = expected;
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

    private static string ToMessage(string sentence, string found, string expected, int? seed) =>
        $"{sentence}: found {found}, expected {expected}."
        + (seed is { } known ? string.Create(CultureInfo.InvariantCulture, $" Run it again with seed {known}.") : "");
}
