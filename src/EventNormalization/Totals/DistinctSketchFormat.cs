using System;
using System.Buffers;
using System.Linq;
using EventNormalization.Aggregation;

namespace EventNormalization.Totals;

/// <summary>
/// Writes what an estimated count knows: the version, and either the hashes in order, or one byte for each register.
/// </summary>
internal sealed class DistinctSketchFormat : IStateFormat<DistinctSketchState>
{
    // It also stands for the hash (XXH64) and for the bytes of values that are hashed.
    private const byte Version = 1;

    public void Write(in DistinctSketchState state, IBufferWriter<byte> output)
    {
        output.WriteByte(Version);
        output.WriteFlag(state.IsExact);
        if (!state.IsExact)
        {
            output.Write(state.Registers);
            return;
        }

        output.WriteNumber(state.Hashes.Count);
        foreach (var hash in state.Hashes.Order())
        {
            output.WriteUInt64(hash);
        }
    }

    public DistinctSketchState Read(ReadOnlySpan<byte> bytes)
    {
        var reader = new StateReader(bytes);
        reader.RequireVersion(Version);
        var state = reader.ReadFlag() ? ReadHashes(ref reader) : ReadRegisters(ref reader);
        reader.RequireEnd();
        return state;
    }

    private static DistinctSketchState ReadHashes(ref StateReader reader)
    {
        var state = new DistinctSketchState();
        var count = reader.ReadCount();
        for (var i = 0; i < count; i++)
        {
            state.Add(reader.ReadUInt64());
        }

        return state.IsExact && state.Hashes.Count == count ? state : throw StateReader.Damaged();
    }

    private static DistinctSketchState ReadRegisters(ref StateReader reader)
    {
        var state = new DistinctSketchState();
        var registers = reader.Take(DistinctSketchState.RegisterCount);
        if (registers.ContainsAnyExceptInRange((byte)0, (byte)DistinctSketchState.RankMax))
        {
            throw StateReader.Damaged();
        }

        state.MergeRegisters(registers);
        return state;
    }
}
