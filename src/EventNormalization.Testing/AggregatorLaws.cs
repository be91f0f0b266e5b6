using System;
using System.Collections.Generic;
using System.Linq;
using EventNormalization.Aggregation;
using EventNormalization.Testing.Checking;

namespace EventNormalization.Testing;

/// <summary>The laws of <see cref="IAggregator{TInput, TState, TResult}"/>.</summary>
public static class AggregatorLaws
{
    private const int InputCountMax = 12;

    /// <summary>The laws of an aggregator, checked with random inputs.</summary>
    /// <typeparam name="TInput">What is aggregated.</typeparam>
    /// <typeparam name="TState">The aggregator's state.</typeparam>
    /// <typeparam name="TResult">What it gives.</typeparam>
    /// <param name="aggregator">The one under test; every check works on fresh states of it.</param>
    /// <param name="makeInput">Makes an input of a source of chance; the nasty ones among them.</param>
    /// <param name="textOf">A text that differs where two results do, such as all digits of a number.</param>
    /// <returns>Each law with the check that tries it.</returns>
    /// <exception cref="ArgumentNullException">
    /// <paramref name="aggregator"/>, <paramref name="makeInput"/> or <paramref name="textOf"/> is null.
    /// </exception>
    public static IReadOnlyList<Law> Of<TInput, TState, TResult>(
        IAggregator<TInput, TState, TResult> aggregator,
        Func<Random, TInput> makeInput,
        Func<TResult, string> textOf)
    {
        ArgumentNullException.ThrowIfNull(aggregator);
        ArgumentNullException.ThrowIfNull(makeInput);
        ArgumentNullException.ThrowIfNull(textOf);
        return new Folding<TInput, TState, TResult>(aggregator, makeInput, textOf).Laws;
    }

    private sealed class Folding<TInput, TState, TResult>(
        IAggregator<TInput, TState, TResult> aggregator,
        Func<Random, TInput> makeInput,
        Func<TResult, string> textOf)
    {
        public Law[] Laws =>
        [
            new("Parts that are merged give what the whole gives", MergeParts),
            new("Merging is associative", MergeInGroups),
            new("Merging is commutative", MergeInEitherOrder),
            new("The order of the inputs changes nothing", AddInReverse),
            new("A seed that is merged, on either side, changes nothing", MergeSeeds),
            new("A state that is merged into another stays as it is, also when that one goes on", GoOnAfterMerging),
            new("A result may be read at any time and changes nothing", ReadEarly),
        ];

        private void MergeParts(Random random)
        {
            var (a, b) = (Make(random), Make(random));
            Assert.Equal(TextOf(Fold([.. a, .. b])), TextOf(Merged(Fold(a), Fold(b))));
        }

        private void MergeInGroups(Random random)
        {
            var (a, b, c) = (Make(random), Make(random), Make(random));
            Assert.Equal(
                TextOf(Merged(Merged(Fold(a), Fold(b)), Fold(c))),
                TextOf(Merged(Fold(a), Merged(Fold(b), Fold(c)))));
        }

        private void MergeInEitherOrder(Random random)
        {
            var (a, b) = (Make(random), Make(random));
            Assert.Equal(TextOf(Merged(Fold(a), Fold(b))), TextOf(Merged(Fold(b), Fold(a))));
        }

        private void AddInReverse(Random random)
        {
            var a = Make(random);
            Assert.Equal(TextOf(Fold(a)), TextOf(Fold([.. a.Reverse()])));
        }

        private void MergeSeeds(Random random)
        {
            var a = Make(random);
            Assert.Equal(TextOf(Fold(a)), TextOf(Merged(Fold(a), aggregator.Seed())));
            Assert.Equal(TextOf(Fold(a)), TextOf(Merged(aggregator.Seed(), Fold(a))));
        }

        private void GoOnAfterMerging(Random random)
        {
            var (a, b) = (Make(random), Make(random));
            var right = Fold(a);
            var before = TextOf(right);
            var left = Merged(aggregator.Seed(), right);
            Add(ref left, b);
            Assert.Equal(before, TextOf(right));
        }

        private void ReadEarly(Random random)
        {
            var (a, b) = (Make(random), Make(random));
            var state = Fold(a);
            Assert.Equal(TextOf(state), TextOf(state));
            Add(ref state, b);
            Assert.Equal(TextOf(Fold([.. a, .. b])), TextOf(state));
        }

        private TInput[] Make(Random random) => random.Array(0, InputCountMax, makeInput);

        private TState Fold(TInput[] inputs)
        {
            var state = aggregator.Seed();
            Add(ref state, inputs);
            return state;
        }

        private void Add(ref TState state, TInput[] inputs)
        {
            foreach (var input in inputs)
            {
                aggregator.Add(ref state, input);
            }
        }

        private TState Merged(TState left, TState right)
        {
            aggregator.Merge(ref left, right);
            return left;
        }

        private string TextOf(TState state) => textOf(aggregator.Result(state));
    }
}
