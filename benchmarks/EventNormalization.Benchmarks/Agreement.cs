using System;
using System.Collections.Generic;

namespace EventNormalization.Benchmarks;

/// <summary>What is compared must do the same, or the comparison is none: it ends with an exception.</summary>
internal static class Agreement
{
    /// <summary>Requires one result.</summary>
    /// <exception cref="InvalidOperationException">The results differ.</exception>
    public static void Require<T>(string what, T expected, T actual)
    {
        if (!EqualityComparer<T>.Default.Equals(expected, actual))
        {
            throw new InvalidOperationException($"{what}: the baseline gives {expected}, the candidate {actual}.");
        }
    }

    /// <summary>Requires results that are the same one by one.</summary>
    /// <exception cref="InvalidOperationException">The results differ.</exception>
    public static void Require<T>(string what, ReadOnlySpan<T> expected, ReadOnlySpan<T> actual)
    {
        Require(what + ", how many", expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
        {
            Require($"{what}, number {i}", expected[i], actual[i]);
        }
    }
}
