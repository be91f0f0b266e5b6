using System;
using System.Buffers;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using System.Text;
using EventNormalization.Aggregation;
using EventNormalization.Testing;
using EventNormalization.Totals;
using NodaTime;
using Xunit;
using Xunit.Abstractions;
using Kit = EventNormalization.Testing.AggregatorLaws;

namespace EventNormalization.Tests.Aggregation;

/// <summary>
/// The laws of aggregators of values and of combinators that are bounded, also where a bound is passed.
/// </summary>
public sealed class ValueAggregatorLaws(ITestOutputHelper output)
{
    private static readonly IAggregator<decimal, SumState, AggregateResult<decimal>> Sum =
        Aggregators.Sum<decimal>(amount => amount);

    [Fact]
    public void Laws_of_the_first_and_the_latest()
    {
        // Three places for twelve inputs: most of them are shared.
        Check(Kit.Of(Aggregators.First<decimal, int>(amount => amount, PlaceOf), AnyAmount, TextOf));
        Check(Kit.Of(Aggregators.Latest<decimal, int>(amount => amount, PlaceOf), AnyAmount, TextOf));
    }

    [Fact]
    public void Laws_of_exact_counts_within_and_beyond_their_bound()
    {
        Check(Kit.Of(Aggregators.Distinct<int, int>(value => value), AnySmall, count => $"{count}"));
        Check(Kit.Of(Aggregators.Distinct<int, int>(value => value, 5), AnySmall, count => $"{count}"));
    }

    [Fact]
    public void Laws_of_top() => Check(Kit.Of(
        Aggregators.Top<int, int>(3, value => value, Comparer<int>.Default),
        AnySmall,
        top => string.Join(' ', top.Value)));

    [Fact]
    public void Laws_of_sketches_and_histograms()
    {
        var sketch = Aggregators.DistinctSketch<int>(value => Encoding.ASCII.GetBytes($"{value}"));
        var median = Aggregators.Quantile<decimal>(50, amount => amount);
        var histogram = Aggregators.Histogram<decimal>(amount => amount);

        Check(Kit.Of(sketch, AnySmall, count => $"{count}"));
        Check(Kit.Of(median, AnyAmount, TextOf));
        Check(Kit.Of(histogram, AnyAmount, TextOf));
        Check(StateFormatLaws.Of(StandardFormats.DistinctSketch, sketch, AnySmall, count => $"{count}"));
        Check(StateFormatLaws.Of(StandardFormats.Quantiles, median, AnyAmount, TextOf));
        Check(StateFormatLaws.Of(StandardFormats.Histogram, histogram, AnyAmount, TextOf));
    }

    [Fact]
    public void Laws_of_bounded_groups() => Check(Kit.Of(
        Sum.GroupByAtMost(4, PlaceOf, place => $"{place}").Select(TextOf).SelectInput((int value) => (decimal)value),
        AnySmall,
        text => text));

    [Fact]
    public void Laws_of_windows() => Check(Kit.Of(
        Sum.Window(TimeOf, Duration.FromSeconds(6), Duration.FromSeconds(2))
            .SelectInput((int value) => (decimal)(value - 5)),
        AnySmall,
        windows => string.Join(' ', windows)));

    [Fact]
    public void However_thousands_of_amounts_are_split_and_ordered_the_states_are_the_same_bytes()
    {
        var random = new Random(TestSeed.Draw(output, "splits"));
        for (var round = 0; round < 20; round++)
        {
            // Around the number of different amounts at which a state goes over to bins.
            var amounts = Enumerable.Range(0, random.Next(900, 1_300)).Select(_ => RandomAmount(random)).ToArray();
            var hashes = Array.ConvertAll(amounts, amount => StableHash.Of(Encoding.ASCII.GetBytes($"{amount}")));

            AssertSame(default(QuantileAggregator), StandardFormats.Quantiles, amounts, random);
            AssertSame(default(DistinctSketchAggregator), StandardFormats.DistinctSketch, hashes, random);
            AssertSame(default(HistogramAggregator), StandardFormats.Histogram, amounts, random);
        }
    }

    private static void AssertSame<TInput, TState, TResult>(
        IAggregator<TInput, TState, TResult> aggregator, IStateFormat<TState> format, TInput[] inputs, Random random)
    {
        var whole = BytesOf(format, Fold(aggregator, inputs));
        random.Shuffle(inputs);
        var parts = inputs.Chunk(random.Next(1, inputs.Length + 1)).Select(part => Fold(aggregator, part)).ToList();
        while (parts.Count > 1)
        {
            var (into, from) = (parts[random.Next(parts.Count)], parts[^1]);
            parts.RemoveAt(parts.Count - 1);
            if (ReferenceEquals(into, from))
            {
                into = parts[0];
            }

            // Half of them travel as bytes.
            aggregator.Merge(ref into, random.Next(2) == 0 ? from : format.Read(BytesOf(format, from)));
        }

        Assert.Equal(whole, BytesOf(format, parts[0]));
    }

    private static TState Fold<TInput, TState, TResult>(
        IAggregator<TInput, TState, TResult> aggregator, TInput[] inputs)
    {
        var state = aggregator.Seed();
        foreach (var input in inputs)
        {
            aggregator.Add(ref state, input);
        }

        return state;
    }

    private static byte[] BytesOf<TState>(IStateFormat<TState> format, TState state)
    {
        var bytes = new ArrayBufferWriter<byte>();
        format.Write(in state, bytes);
        return bytes.WrittenSpan.ToArray();
    }

    private static void Check(IReadOnlyList<Law> laws)
    {
        Assert.NotEmpty(laws);
        Assert.All(laws, law => law.Check());
    }

    private static Instant TimeOf(decimal amount) => Instant.FromUnixTimeSeconds((long)amount);

    private static int PlaceOf(decimal amount) => Math.Abs((int)(amount % 7));

    private static int AnySmall(Random random) => random.Next(12);

    private static decimal AnyAmount(Random random) => random.Next(4) switch
    {
        0 => 0,
        1 => random.Next(2) == 0 ? decimal.MaxValue : decimal.MinValue,
        2 => random.Next(-3, 4) * 1.0m,
        _ => RandomAmount(random),
    };

    private static decimal RandomAmount(Random random) => new(
        random.Next(), random.Next(4) == 0 ? random.Next() : 0, 0, random.Next(2) == 0, (byte)random.Next(29));

    private static string TextOf(decimal? amount) => Amounts.BitsOf(amount);

    private static string TextOf(ImmutableArray<HistogramBin> bins) => string.Join(' ', bins);

    private static string TextOf(BoundedGroups<int, AggregateResult<decimal>> groups) => string.Create(
        CultureInfo.InvariantCulture,
        $"{string.Join(' ', groups.Groups.OrderBy(group => group.Key))} {groups.HasOther} {groups.Other}");
}
