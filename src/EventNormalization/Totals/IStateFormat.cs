using System;
using System.Buffers;

namespace EventNormalization.Totals;

/// <summary>Writes the state of an aggregator as bytes, and reads it again, so that stores can keep it.</summary>
/// <remarks>
/// <para>Laws: reading what was written gives a state with the same result to the last bit, and merging states that
/// were read gives what merging the states themselves gives. What one version of a measure has written, that version
/// reads for ever; a change of the form is a new version of the measure.</para>
/// <para>Implementations are stateless and thread-safe.</para>
/// </remarks>
/// <typeparam name="TState">The aggregator's state.</typeparam>
public interface IStateFormat<TState>
{
    /// <summary>Writes a state.</summary>
    /// <param name="state">The state; it stays as it is.</param>
    /// <param name="output">Receives the bytes.</param>
    void Write(in TState state, IBufferWriter<byte> output);

    /// <summary>Reads a state.</summary>
    /// <param name="bytes">Exactly what was written for one state.</param>
    /// <returns>A state that the caller owns and may add to.</returns>
    /// <exception cref="FormatException">The bytes are no state.</exception>
    TState Read(ReadOnlySpan<byte> bytes);
}
