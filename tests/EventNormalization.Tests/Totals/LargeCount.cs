using System;
using System.Buffers;
using EventNormalization.Aggregation;
using EventNormalization.Normalization;
using EventNormalization.Totals;

namespace EventNormalization.Tests.Totals;

/// <summary>A measure of decimals as a host writes one: how many are at least 100.</summary>
internal sealed class LargeCount : IAggregator<decimal, long, MeasureValue>, IStateFormat<long>
{
    public static DecimalMeasureDefinition<long> Definition { get; } = Of("large", FieldNames.Amount);

    public static DecimalMeasureDefinition<long> Of(string name, string field, int version = 1) => new()
    {
        Name = name,
        Version = version,
        Aggregator = new LargeCount(),
        Format = new LargeCount(),
        Field = field,
    };

    public long Seed() => 0;

    public void Add(ref long state, decimal input) => state += input >= 100 ? 1 : 0;

    public void Merge(ref long state, long other) => state += other;

    public MeasureValue Result(long state) => MeasureValue.FromInteger(state);

    public void Write(in long state, IBufferWriter<byte> output) => output.Write(BitConverter.GetBytes(state));

    public long Read(ReadOnlySpan<byte> bytes) => BitConverter.ToInt64(bytes);
}
