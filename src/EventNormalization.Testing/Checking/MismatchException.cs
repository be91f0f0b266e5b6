using System;

namespace EventNormalization.Testing.Checking;

/// <summary>What a check found is not what it expected.</summary>
internal sealed class MismatchException(string found, string expected)
    : Exception(new Difference(found, expected).ToString())
{
    public Difference Difference { get; } = new(found, expected);
}
