using System;

namespace EventNormalization.Testing.Checking;

/// <summary>A random history failed; it is the first one of its seed.</summary>
internal sealed class HistoryException(int seed, Exception inner) : Exception($"seed {seed}: {inner.Message}", inner)
{
    public int Seed => seed;
}
