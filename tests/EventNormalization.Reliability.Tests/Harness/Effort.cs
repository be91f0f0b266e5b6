using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Linq;

namespace EventNormalization.Reliability.Tests.Harness;

/// <summary>
/// How many runs: few by default, more with <c>EN_FULL=1</c>, for some time with <c>EN_SOAK_MINUTES</c>.
/// </summary>
internal static class Effort
{
    private static readonly TimeSpan Soak = TimeSpan.FromMinutes(
        double.Parse(Environment.GetEnvironmentVariable("EN_SOAK_MINUTES") ?? "0", CultureInfo.InvariantCulture));

    public static bool IsFull => Environment.GetEnvironmentVariable("EN_FULL") == "1";

    /// <summary>The larger number where the long forms are asked for.</summary>
    public static int Of(int usual, int full) => IsFull ? full : usual;

    /// <summary>The numbers of the runs, from 0; in a soak they go on until its time is over.</summary>
    public static IEnumerable<int> Runs(int usual, int full)
    {
        var watch = Stopwatch.StartNew();
        for (var i = 0; i < Of(usual, full) || watch.Elapsed < Soak; i++)
        {
            yield return i;
        }
    }

    /// <summary>So many of 1 to <paramref name="last"/>, evenly; all in a soak.</summary>
    public static IEnumerable<int> Points(int last, int usual, int full)
    {
        var count = Soak > TimeSpan.Zero ? last : Math.Min(last, Of(usual, full));
        return Enumerable.Range(0, count).Select(i => 1 + (int)((long)i * last / count)).Distinct();
    }
}
