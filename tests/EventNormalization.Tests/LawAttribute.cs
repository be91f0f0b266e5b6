using System;
using System.Globalization;
using FsCheck.Xunit;

namespace EventNormalization.Tests;

/// <summary>A property whose failure prints its seed, and which the environment can run again or longer.</summary>
/// <remarks>
/// A failure ends with "seed of (A,B)" and the size of the last step: <c>EN_REPLAY=(A,B)</c> runs the same values, and
/// <c>EN_TIMES=100</c> a hundred times as many.
/// </remarks>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class LawAttribute : PropertyAttribute
{
    public LawAttribute(int count = 100)
    {
        var times = Environment.GetEnvironmentVariable("EN_TIMES");
        MaxTest = count * (times is null ? 1 : int.Parse(times, CultureInfo.InvariantCulture));
        if (Named is not null)
        {
            Replay = Named;
        }
    }

    /// <summary>
    /// The values that are drawn where the environment names none; another seed in every run without it.
    /// </summary>
    public string Usual
    {
        get => Replay;
        set => Replay = Named ?? value;
    }

    /// <summary>The seed that the environment names.</summary>
    internal static string? Named =>
        Environment.GetEnvironmentVariable("EN_REPLAY") is { Length: > 0 } seed ? seed : null;
}
