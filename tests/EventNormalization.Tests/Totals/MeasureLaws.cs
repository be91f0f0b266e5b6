using System;
using System.Buffers;
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
        Measures.MeanOf("rate"), LongestMetric.Measure,
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
    public void A_shipped_measure_is_found_by_its_name(string name)
    {
        Assert.True(Measures.TryFind(name, out var measure));
        Assert.Equal((name, 1), (measure.Name, measure.Version));
    }

    [Theory]
    [InlineData(""), InlineData("median"), InlineData("sum:"), InlineData(":fee"), InlineData("Sum")]
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
    }

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
            state.Add(record);
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
