using System;
using System.Buffers;
using System.Collections.Immutable;
using System.Diagnostics;
using EventNormalization.Aggregation;
using EventNormalization.Normalization;
using EventNormalization.Totals.Authoring;

namespace EventNormalization.Totals;

/// <summary>
/// Something measured over events, such as their count, the sum of a field, or a host's own aggregate.
/// </summary>
/// <remarks>
/// <para>A measure is an aggregator with a name and a version, whose state can be written as bytes, so that every store
/// can compute it, and may keep its states. Name and version are its identity: measures are equal when both are, and
/// any change of a measure's value, or of the format of its state, needs a new version.</para>
/// <para>Immutable and thread-safe, if its aggregator and its format are.</para>
/// <para><see cref="Measures"/> has the library's own.</para>
/// </remarks>
[DebuggerDisplay("{ToString(),nq}")]
public abstract class Measure : IEquatable<Measure>
{
    private protected Measure(string name, int version, string? field)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(version);
        Name = name;
        Version = version;
        Field = field;
        Parts = [this];
    }

    private protected Measure(string name, int version, string? field, ImmutableArray<Measure> parts)
        : this(name, version, field) => Parts = parts;

    /// <summary>Its name in queries and results, such as <c>count</c> or <c>sum:fee</c>.</summary>
    public string Name { get; }

    /// <summary>The version of what it gives and of the form of its state; at least 1.</summary>
    public int Version { get; }

    /// <summary>The field it measures; <see langword="null"/> if it looks at whole records.</summary>
    public string? Field { get; }

    /// <summary>Whether its value is only meaningful for amounts of one currency.</summary>
    public MeasureUnit Unit { get; internal init; }

    /// <summary>The measures whose states it is computed from; itself, unless it is derived.</summary>
    internal ImmutableArray<Measure> Parts { get; }

    /// <summary>Whether its field must be one of numbers.</summary>
    internal virtual bool IsOfNumbers => true;

    /// <summary>Whether it only depends on the amounts of events.</summary>
    internal abstract bool NeedsAmountAlone { get; }

    /// <summary>Whether it can be computed from a summary of the amounts.</summary>
    internal virtual bool IsInSummary => false;

    /// <summary>Creates a measure of whole records.</summary>
    /// <remarks>
    /// How many events have an amount of at least 100:
    /// <code>
    /// internal sealed class LargeCount : IAggregator&lt;NormalizedEvent, long, MeasureValue&gt;
    /// {
    ///     public long Seed() => 0;
    ///
    ///     public void Add(ref long state, NormalizedEvent input) => state += input.Amount >= 100 ? 1 : 0;
    ///
    ///     public void Merge(ref long state, long other) => state += other;
    ///
    ///     public MeasureValue Result(long state) => MeasureValue.FromInteger(state);
    /// }
    ///
    /// var large = Measure.Of("large", 1, new LargeCount(), StandardFormats.Count);
    /// </code>
    /// </remarks>
    /// <typeparam name="TState">The aggregator's state.</typeparam>
    /// <param name="name">The name; not blank.</param>
    /// <param name="version">The version, from 1.</param>
    /// <param name="aggregator">What is measured; its laws are those of the measure.</param>
    /// <param name="format">How its states are written.</param>
    /// <returns>A measure that is equal to another of the same name and version.</returns>
    /// <exception cref="ArgumentException">
    /// The name is blank or a shipped measure's, or the version below 1.
    /// </exception>
    /// <exception cref="ArgumentNullException">
    /// <paramref name="aggregator"/> or <paramref name="format"/> is null.
    /// </exception>
    public static Measure Of<TState>(
        string name,
        int version,
        IAggregator<NormalizedEvent, TState, MeasureValue> aggregator,
        IStateFormat<TState> format)
    {
        ArgumentNullException.ThrowIfNull(aggregator);
        ArgumentNullException.ThrowIfNull(format);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return new RecordMeasure<TState>(NotShipped(name), version, aggregator, format);
    }

    /// <summary>Creates a measure of a decimal field; events without the field are not measured.</summary>
    /// <typeparam name="TState">The aggregator's state.</typeparam>
    /// <param name="definition">The name, the field, and what is measured of it.</param>
    /// <returns>The measure. Its value is refused where a group has amounts of several currencies.</returns>
    /// <exception cref="ArgumentException">
    /// The name or the field is blank, the name is a shipped measure's, or the version below 1.
    /// </exception>
    /// <exception cref="ArgumentNullException"><paramref name="definition"/> or one of its parts is null.</exception>
    public static Measure OfDecimal<TState>(DecimalMeasureDefinition<TState> definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        ArgumentNullException.ThrowIfNull(definition.Aggregator);
        ArgumentNullException.ThrowIfNull(definition.Format);
        ArgumentException.ThrowIfNullOrWhiteSpace(definition.Name);
        ArgumentException.ThrowIfNullOrWhiteSpace(definition.Field);
        NotShipped(definition.Name + ":" + definition.Field);
        return new DecimalMeasure<TState, MeasureValue, IAggregator<decimal, TState, MeasureValue>>(
            (NotShipped(definition.Name), definition.Field),
            definition.Version,
            definition.Aggregator,
            (value => value, definition.Format));
    }

    /// <summary>Creates the state of no events.</summary>
    /// <returns>One that the caller owns; it is not safe for several threads.</returns>
    public abstract MeasureState NewState();

    /// <inheritdoc/>
    public bool Equals(Measure? other) => other is not null && Name == other.Name && Version == other.Version;

    /// <inheritdoc/>
    public sealed override bool Equals(object? obj) => Equals(obj as Measure);

    /// <inheritdoc/>
    public sealed override int GetHashCode() => HashCode.Combine(Name, Version);

    /// <summary>The name and the version.</summary>
    /// <returns>The text, such as <c>sum/1</c>.</returns>
    public sealed override string ToString() => FormattableString.Invariant($"{Name}/{Version}");

    /// <summary>
    /// Throws for the name of a shipped measure: stores keep those states, and would answer with them.
    /// </summary>
    private static string NotShipped(string name) => Measures.TryFind(name, out _) || MeasureNames.IsOfPart(name)
        ? throw new ArgumentException($"The library has a measure {name}; give yours another name.", nameof(name))
        : name;

    /// <summary>The value of the measure for the states of its parts.</summary>
    internal virtual MeasureValue ToValue(ReadOnlySpan<MeasureState> parts) => parts[0].ToValue();

    /// <summary>The value of the measure for a summary of the amounts.</summary>
    internal virtual MeasureValue ToValue(ref DecimalSummary amounts) => throw MeasureErrors.NotInSummary(this);

    /// <summary>Writes the state of the measure that a summary of the amounts has.</summary>
    internal virtual void Write(ref DecimalSummary amounts, IBufferWriter<byte> output) =>
        throw MeasureErrors.NotInSummary(this);

    /// <summary>Adds a state of the measure to a summary of the amounts.</summary>
    internal virtual void Merge(ref DecimalSummary amounts, MeasureState state) =>
        throw MeasureErrors.NotInSummary(this);
}
