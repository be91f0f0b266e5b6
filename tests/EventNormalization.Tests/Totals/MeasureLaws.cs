using System;
using System.Buffers;
using System.Linq;
using EventNormalization.Normalization;
using EventNormalization.Testing;
using EventNormalization.Totals;
using EventNormalization.Totals.Authoring;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace EventNormalization.Tests.Totals;

/// <summary>The laws of measures and of the byte forms of their states, for each measure that is shipped.</summary>
public class MeasureLaws
{
    private static readonly Measure[] Shipped =
    [
        .. Measures.Standard,
        Measures.CountOf("rate"), Measures.SumOf("rate"), Measures.MinOf("rate"), Measures.MaxOf("rate"),
        Measures.MeanOf("rate"), LongestMetric.Measure, Measures.First, Measures.Latest, Measures.FirstOf("rate"),
        Measures.QuantileOf(50), Measures.QuantileOf(99.9m, "rate"), Measures.HistogramOf(),
        Measures.DistinctOf("region"), Measures.DistinctOf("amount"), Measures.DistinctSketchOf("timestamp"),
        Measures.TopOf(2, "client_id"), Measures.TopOf(1, "rate"),
    ];

    [Law(300)]
    public Property A_state_reads_back_from_its_bytes_with_the_same_value() => ForAllStates((measure, left, right) =>
    {
        var read = measure.NewState();
        read.Merge(BytesOf(left));

        Assert.Equal(left.ToValue().ToString(), read.ToValue().ToString());
        Assert.Equal(left.ToValue(), read.ToValue());
    });

    [Law(300)]
    public Property Merging_states_that_were_read_equals_merging_the_states_in_either_order() =>
        ForAllStates((measure, left, right) =>
        {
            var read = measure.NewState();
            read.Merge(BytesOf(right));
            read.Merge(BytesOf(left));

            left.Merge(right);

            Assert.Equal(left.ToValue(), read.ToValue());
            Assert.Equal(BytesOf(left), BytesOf(read));
        });

    [Law(300)]
    public Property A_fresh_state_changes_nothing() => ForAllStates((measure, left, right) =>
    {
        var before = left.ToValue();

        left.Merge(measure.NewState());
        left.Merge(BytesOf(measure.NewState()));

        Assert.Equal(before, left.ToValue());
    });

    [Theory]
    [InlineData("count"), InlineData("sum"), InlineData("min"), InlineData("max"), InlineData("mean")]
    [InlineData("count:fee"), InlineData("sum:fee"), InlineData("min:fee"), InlineData("max:fee"),
        InlineData("mean:fee")]
    [InlineData("first"), InlineData("latest"), InlineData("first:fee"), InlineData("latest:fee")]
    [InlineData("p0"), InlineData("p50"), InlineData("p99.9"), InlineData("p100"), InlineData("p95:fee")]
    [InlineData("distinct:client_id"), InlineData("distinct~:a:b"), InlineData("top:10:region")]
    [InlineData("top:1000:a:b"), InlineData("histogram"), InlineData("histogram:fee")]
    public void A_shipped_measure_is_found_by_its_name(string name)
    {
        Assert.True(Measures.TryFind(name, out var measure));
        Assert.Equal((name, 1), (measure.Name, measure.Version));
    }

    [Theory]
    [InlineData(""), InlineData("median"), InlineData("sum:"), InlineData(":fee"), InlineData("Sum")]
    [InlineData("p"), InlineData("p050"), InlineData("p50.0"), InlineData("p101"), InlineData("p-1")]
    [InlineData("p5e1"), InlineData("p0.00001"), InlineData("p50:"), InlineData("distinct"), InlineData("distinct:")]
    [InlineData("distinct~")]
    [InlineData("top"), InlineData("top:5"), InlineData("top:0:region"), InlineData("top:05:region")]
    [InlineData("top:1001:region"), InlineData("top:5:"), InlineData("top:+5:region"), InlineData("quantiles")]
    [InlineData("frequencies:region"), InlineData("histogram:")]
    public void Another_name_is_no_measure(string name) => Assert.False(Measures.TryFind(name, out _));

    [Fact]
    public void Bytes_of_another_measure_are_refused()
    {
        Assert.Throws<FormatException>(() => Measures.Count.NewState().Merge([1, 2, 3]));
        Assert.Throws<FormatException>(() => Measures.Sum.NewState().Merge(default(ReadOnlySpan<byte>)));
        Assert.Throws<FormatException>(() => Measures.Min.NewState().Merge([0x90]));
        Assert.Throws<FormatException>(() => Measures.Mean.NewState().Merge([0, 0, 0, 9, 1]));
        Assert.Throws<ArgumentException>(() => Measures.Min.NewState().Merge(Measures.Max.NewState()));
        Assert.Throws<ArgumentException>(() => Measures.Sum.NewState().Merge(Measures.SumOf("fee").NewState()));
        Assert.Throws<ArgumentException>(
            () => Measures.QuantileOf(50).NewState().Merge(Measures.QuantileOf(95).NewState()));
    }

    [Law(100)]
    public Property A_state_that_is_cut_short_or_goes_on_is_refused() => ForAllStates((measure, left, right) =>
    {
        // The states of a least, a greatest, a first and a latest end with a decimal of any length.
        if (measure.Unit == MeasureUnit.Currency && measure.Name is not ("p50" or "p99.9:rate" or "histogram"))
        {
            return;
        }

        var bytes = BytesOf(left);
        if (measure != LongestMetric.Measure)
        {
            Assert.All(
                Enumerable.Range(0, bytes.Length),
                length => Assert.Throws<FormatException>(() => measure.NewState().Merge(bytes.AsSpan(0, length))));
            Assert.Throws<FormatException>(() => measure.NewState().Merge([.. bytes, 0]));
        }
    });

    private static Property ForAllStates(Action<Measure, MeasureState, MeasureState> check)
    {
        var events = Gen.ArrayOf(TotalsRecords.Any).ToArbitrary();
        return Prop.ForAll(Gen.Elements(Shipped).ToArbitrary(), events, events, (measure, left, right) =>
            check(measure, StateOf(measure, left), StateOf(measure, right)));
    }

    private static MeasureState StateOf(Measure measure, NormalizedEvent[] records)
    {
        var state = measure.NewState();
        foreach (var record in records)
        {
            state.Add(record, TotalsRecords.IdOf(record));
        }

        return state;
    }

    private static byte[] BytesOf(MeasureState state)
    {
        var bytes = new ArrayBufferWriter<byte>();
        state.Write(bytes);
        return bytes.WrittenSpan.ToArray();
    }
}
