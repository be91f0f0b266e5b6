using System;
using System.Buffers;
using System.Text;
using EventNormalization.Aggregation;
using EventNormalization.Normalization;
using EventNormalization.Totals;

namespace EventNormalization.Testing;

/// <summary>A measure as a host writes one: the longest name of a metric, the first by code unit of several.</summary>
internal sealed class LongestMetric : IAggregator<NormalizedEvent, string, MeasureValue>, IStateFormat<string>
{
    public static readonly Measure Measure = Named("longest_metric");

    public static Measure Named(string name) => Measure.Of(name, 1, new LongestMetric(), new LongestMetric());

    public string Seed() => "";

    public void Add(ref string state, NormalizedEvent input) => Merge(ref state, input.Metric);

    public void Merge(ref string state, string other) =>
        state = other.Length > state.Length || (other.Length == state.Length && string.CompareOrdinal(other, state) < 0)
            ? other : state;

    public MeasureValue Result(string state) =>
        state.Length == 0 ? default : MeasureValue.FromField(FieldValue.FromText(state));

    public void Write(in string state, IBufferWriter<byte> output) => Encoding.UTF8.GetBytes(state, output);

    public string Read(ReadOnlySpan<byte> bytes) => Encoding.UTF8.GetString(bytes);
}
