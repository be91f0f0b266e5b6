using EventNormalization.Aggregation;
using EventNormalization.Normalization;

namespace EventNormalization.Totals;

/// <summary>What <see cref="Measure.OfDecimal"/> makes a measure of.</summary>
/// <typeparam name="TState">The aggregator's state.</typeparam>
/// <remarks>Immutable and thread-safe, if its aggregator and its format are.</remarks>
public sealed class DecimalMeasureDefinition<TState>
{
    /// <summary>
    /// The name, without the field; not blank. It becomes <c>name:field</c> unless the field is the amount.
    /// </summary>
    public required string Name { get; init; }

    /// <summary>The version, from 1.</summary>
    public required int Version { get; init; }

    /// <summary>What is measured; its laws are those of the measure.</summary>
    public required IAggregator<decimal, TState, MeasureValue> Aggregator { get; init; }

    /// <summary>How the aggregator's states are written.</summary>
    public required IStateFormat<TState> Format { get; init; }

    /// <summary>The field's name in records; by default the amount.</summary>
    public string Field { get; init; } = FieldNames.Amount;
}
