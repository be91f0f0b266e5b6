using System;
using System.Globalization;
using System.Security.Cryptography;
using Xunit.Abstractions;

namespace EventNormalization.Tests;

/// <summary>Seeds of tests whose generators are written by hand; each is printed with how to run it again.</summary>
internal static class TestSeed
{
    private const string Name = "EN_SEED";

    /// <summary>Another seed in every run, or the one that the environment names.</summary>
    public static int Draw(ITestOutputHelper output, string of)
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable(Name), CultureInfo.InvariantCulture, out var named)
            ? named
            : RandomNumberGenerator.GetInt32(int.MaxValue);
        output.WriteLine($"{of}: seed {seed}; again with {Name}={seed}");
        return seed;
    }
}
