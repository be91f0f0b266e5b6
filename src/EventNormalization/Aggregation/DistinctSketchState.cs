using System;
using System.Collections.Generic;
using System.Numerics;

namespace EventNormalization.Aggregation;

/// <summary>
/// What an estimated count of different values knows (HyperLogLog): their hashes as long as they are few, then a
/// register of each of 16,384 shares of them.
/// </summary>
/// <remarks>
/// Which of the two it is depends on the set of the hashes alone, and merging registers takes the greater one of each.
/// So the order and the split of the values change nothing. It takes at most about 40 KB.
/// </remarks>
public sealed class DistinctSketchState
{
    /// <summary>The most hashes that are kept as they are.</summary>
    internal const int ExactMax = 1_000;

    /// <summary>How many bits of a hash name its register.</summary>
    internal const int IndexBits = 14;

    /// <summary>How many registers there are.</summary>
    internal const int RegisterCount = 1 << IndexBits;

    /// <summary>The greatest value of a register: all further bits of a hash are zero.</summary>
    internal const int RankMax = 64 - IndexBits + 1;

    private HashSet<ulong>? _hashes = [];
    private byte[] _registers = [];

    internal DistinctSketchState()
    {
    }

    /// <summary>Whether the count is exact: not more than 1,000 different values were added.</summary>
    public bool IsExact => _hashes is not null;

    /// <summary>The hashes of the values; none where the count is an estimate.</summary>
    internal IReadOnlyCollection<ulong> Hashes => _hashes ?? [];

    /// <summary>The registers; none where the count is exact.</summary>
    internal ReadOnlySpan<byte> Registers => _registers;

    internal void Add(ulong hash)
    {
        if (_hashes is null)
        {
            AddToRegister(hash);
        }
        else if (_hashes.Add(hash) && _hashes.Count > ExactMax)
        {
            GoOverToRegisters();
        }
    }

    internal void Merge(DistinctSketchState other)
    {
        foreach (var hash in other.Hashes)
        {
            Add(hash);
        }

        if (other._hashes is null)
        {
            MergeRegisters(other._registers);
        }
    }

    internal void MergeRegisters(ReadOnlySpan<byte> registers)
    {
        GoOverToRegisters();
        for (var i = 0; i < registers.Length; i++)
        {
            _registers[i] = Math.Max(_registers[i], registers[i]);
        }
    }

    private void GoOverToRegisters()
    {
        if (_hashes is { } hashes)
        {
            (_hashes, _registers) = (null, new byte[RegisterCount]);
            foreach (var hash in hashes)
            {
                AddToRegister(hash);
            }
        }
    }

    private void AddToRegister(ulong hash)
    {
        // The bit below the last one ends the count of zeros.
        var rest = (hash << IndexBits) | (1UL << (IndexBits - 1));
        ref var register = ref _registers[(int)(hash >> (64 - IndexBits))];
        register = (byte)Math.Max(register, BitOperations.LeadingZeroCount(rest) + 1);
    }
}
