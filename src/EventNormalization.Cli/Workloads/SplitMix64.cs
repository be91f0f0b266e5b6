using System;

namespace EventNormalization.Cli.Workloads;

/// <summary>A small sequence of pseudo-random numbers that is the same on every machine.</summary>
/// <remarks>The SplitMix generator (2014). Each use has its own, made of a key, so none needs a history.</remarks>
internal struct SplitMix64(ulong state)
{
    private const ulong Step = 0x9E3779B97F4A7C15;
    private ulong _state = state;

    /// <summary>The sequence that belongs to one number of one stream of a seed.</summary>
    public static SplitMix64 Of(ulong seed, ulong stream, long number)
    {
        unchecked
        {
            return new SplitMix64(Mix(Mix(Mix(seed + Step) + stream) + (ulong)number));
        }
    }

    /// <summary>The next number of 64 bits.</summary>
    public ulong Next()
    {
        unchecked
        {
            _state += Step;
        }

        return Mix(_state);
    }

    /// <summary>A number from 0 to <paramref name="bound"/> exclusive.</summary>
    public long Below(long bound) => (long)Math.BigMul(Next(), (ulong)bound, out _);

    /// <summary>An index below <paramref name="bound"/>.</summary>
    public int Below(int bound) => (int)Below((long)bound);

    private static ulong Mix(ulong value)
    {
        unchecked
        {
            value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
            value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
            return value ^ (value >> 31);
        }
    }
}
