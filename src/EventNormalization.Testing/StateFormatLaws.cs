using System;
using System.Buffers;
using System.Collections.Generic;
using EventNormalization.Aggregation;
using EventNormalization.Testing.Checking;
using EventNormalization.Totals;

namespace EventNormalization.Testing;

/// <summary>The laws of <see cref="IStateFormat{TState}"/>.</summary>
public static class StateFormatLaws
{
    private const int InputCountMax = 12;

    /// <summary>The laws of the byte form of an aggregator's states, checked with random inputs.</summary>
    /// <typeparam name="TInput">What is aggregated.</typeparam>
    /// <typeparam name="TState">The aggregator's state.</typeparam>
    /// <typeparam name="TResult">What it gives.</typeparam>
    /// <param name="format">Writes and reads the aggregator's states.</param>
    /// <param name="aggregator">The aggregator whose states are written.</param>
    /// <param name="makeInput">Makes an input of a source of chance.</param>
    /// <param name="textOf">A text that differs where two results do.</param>
    /// <returns>Each law with the check that tries it.</returns>
    /// <exception cref="ArgumentNullException">
    /// <paramref name="format"/>, <paramref name="aggregator"/>, <paramref name="makeInput"/> or
    /// <paramref name="textOf"/> is null.
    /// </exception>
    public static IReadOnlyList<Law> Of<TInput, TState, TResult>(
        IStateFormat<TState> format,
        IAggregator<TInput, TState, TResult> aggregator,
        Func<Random, TInput> makeInput,
        Func<TResult, string> textOf)
    {
        ArgumentNullException.ThrowIfNull(format);
        ArgumentNullException.ThrowIfNull(aggregator);
        ArgumentNullException.ThrowIfNull(makeInput);
        ArgumentNullException.ThrowIfNull(textOf);
        return new Writing<TInput, TState, TResult>(format, aggregator, makeInput, textOf).Laws;
    }

    private sealed class Writing<TInput, TState, TResult>(
        IStateFormat<TState> format,
        IAggregator<TInput, TState, TResult> aggregator,
        Func<Random, TInput> makeInput,
        Func<TResult, string> textOf)
    {
        public Law[] Laws =>
        [
            new("A state that was written and read gives the same result", WriteAndRead),
            new("Writing a state leaves it as it is", GoOnAfterWriting),
            new("Merging states that were read gives what merging the states gives", MergeAfterReading),
        ];

        private void WriteAndRead(Random random)
        {
            var state = Fold(random);
            Assert.Equal(TextOf(state), TextOf(Copy(state)));
        }

        private void GoOnAfterWriting(Random random)
        {
            var state = Fold(random);
            var before = TextOf(state);
            Copy(state);
            Assert.Equal(before, TextOf(state));
        }

        private void MergeAfterReading(Random random)
        {
            var (left, right) = (Fold(random), Fold(random));
            var read = Copy(left);
            aggregator.Merge(ref read, Copy(right));
            aggregator.Merge(ref left, right);
            Assert.Equal(TextOf(left), TextOf(read));
        }

        private TState Fold(Random random)
        {
            var state = aggregator.Seed();
            foreach (var input in random.Array(0, InputCountMax, makeInput))
            {
                aggregator.Add(ref state, input);
            }

            return state;
        }

        private TState Copy(TState state)
        {
            var bytes = new ArrayBufferWriter<byte>();
            format.Write(in state, bytes);
            return format.Read(bytes.WrittenSpan);
        }

        private string TextOf(TState state) => textOf(aggregator.Result(state));
    }
}
