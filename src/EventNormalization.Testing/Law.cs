using System;
using EventNormalization.Testing.Checking;

namespace EventNormalization.Testing;

/// <summary>One law that a value of a host, such as an aggregator, must keep, and how it is checked.</summary>
/// <remarks>Immutable; several threads may check one law.</remarks>
public sealed class Law
{
    private const int RunCount = 200;

    private readonly Action<Random> _check;

    internal Law(string sentence, Action<Random> check)
    {
        Sentence = sentence;
        _check = check;
    }

    /// <summary>What is promised.</summary>
    public string Sentence { get; }

    /// <summary>Throws if any of 200 random cases breaks the law.</summary>
    /// <param name="seed">Where the cases begin; a violation tells the seed of the one that failed.</param>
    /// <exception cref="ContractViolationException">The law is broken.</exception>
    public void Check(int seed = ContractCheck<object>.DefaultSeed) =>
        Violations.Throw(Sentence, () => Histories.Run(seed, RunCount, _check));

    /// <summary>The sentence that the law states.</summary>
    /// <returns>Unique among the laws of one kind.</returns>
    public override string ToString() => Sentence;
}
