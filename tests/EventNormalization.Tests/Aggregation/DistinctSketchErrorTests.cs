using System;
using System.Buffers.Binary;
using System.Globalization;
using System.Linq;
using EventNormalization.Aggregation;
using Xunit;
using Xunit.Abstractions;

namespace EventNormalization.Tests.Aggregation;

/// <summary>Estimates of how many values differ against how many there are.</summary>
/// <remarks>In small; <c>EN_FULL=1</c> takes ten million values of each of a hundred seeds.</remarks>
public sealed class DistinctSketchErrorTests(ITestOutputHelper output)
{
    private const double StandardError = 0.008125;

    private static DistinctSketchAggregator Sketch => default;

    private static bool IsFull => Environment.GetEnvironmentVariable("EN_FULL") == "1";

    [Fact]
    public void The_error_of_estimates_has_the_stated_size_and_no_bias_at_any_count()
    {
        var (seeds, counts) = IsFull
            ? (100, new[] { 1_001, 5_000, 20_000, 40_000, 80_000, 200_000, 1_000_000, 10_000_000 })
            : (20, [1_001, 5_000, 20_000, 40_000, 80_000, 200_000]);
        var first = TestSeed.Draw(output, "distinct");
        var errors = Enumerable.Range(0, seeds).Select(seed => ErrorsOf(unchecked(first + seed), counts)).ToArray();

        for (var i = 0; i < counts.Length; i++)
        {
            var ofCount = errors.Select(one => one[i]).ToArray();
            var (mean, square) = (ofCount.Average(), Math.Sqrt(ofCount.Average(error => error * error)));
            var worst = ofCount.Max(Math.Abs);
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{counts[i]} values, {seeds} seeds: root mean square {100 * square:0.00} %, ")
                + string.Create(
                    CultureInfo.InvariantCulture, $"mean {100 * mean:0.00} %, greatest {100 * worst:0.00} %"));
            Assert.InRange(worst, 0, 5 * StandardError);
            Assert.InRange(square, 0, 1.5 * StandardError);
            Assert.InRange(Math.Abs(mean), 0, 5 * StandardError / Math.Sqrt(seeds));
        }
    }

    [Fact]
    public void Up_to_a_thousand_values_are_counted_exactly_however_often_they_come()
    {
        var state = Sketch.Seed();
        for (var i = 0; i < 5_000; i++)
        {
            Sketch.Add(ref state, HashOf(1, i % DistinctSketchState.ExactMax));
        }

        Assert.Equal((true, 1_000L), (state.IsExact, Sketch.Result(state)));
    }

    [Fact]
    public void Full_registers_are_an_estimate_without_a_bound_and_no_failure()
    {
        var state = Sketch.Seed();
        var registers = new byte[DistinctSketchState.RegisterCount];
        Array.Fill(registers, (byte)DistinctSketchState.RankMax);
        state.MergeRegisters(registers);

        Assert.Equal(long.MaxValue, Sketch.Result(state));
    }

    private static double[] ErrorsOf(int seed, int[] counts)
    {
        var state = Sketch.Seed();
        var errors = new double[counts.Length];
        var added = 0;
        for (var i = 0; i < counts.Length; i++)
        {
            for (; added < counts[i]; added++)
            {
                Sketch.Add(ref state, HashOf(seed, added));
            }

            errors[i] = ((double)Sketch.Result(state) / counts[i]) - 1;
        }

        return errors;
    }

    private static ulong HashOf(int seed, int value)
    {
        Span<byte> bytes = stackalloc byte[2 * sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(bytes, seed);
        BinaryPrimitives.WriteInt32BigEndian(bytes[sizeof(int)..], value);
        return StableHash.Of(bytes);
    }
}
