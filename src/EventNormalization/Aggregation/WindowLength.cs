using System;
using NodaTime;

namespace EventNormalization.Aggregation;

/// <summary>What a window may be long.</summary>
internal static class WindowLength
{
    private const int StepsMax = 10_000;

    /// <summary>Throws unless the length is a whole number of steps.</summary>
    public static void Require(Duration length, Duration step)
    {
        var (whole, part) = (length.ToInt128Nanoseconds(), step.ToInt128Nanoseconds());
        if (whole < part || whole % part != 0 || whole / part > StepsMax)
        {
            throw new ArgumentOutOfRangeException(
                nameof(length), length, $"Expected 1 to {StepsMax} times the step.");
        }
    }
}
