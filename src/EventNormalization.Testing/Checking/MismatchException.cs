using System;

namespace EventNormalization.Testing.Checking;

/// <summary>What a check found is not what it expected.</summary>
internal sealed class MismatchException(string found, string expected)
    : Exception($"found {found}, expected {expected}")
{
    public string Found => found;

    public string Expected => expected;
}
