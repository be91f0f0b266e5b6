using System;
using System.Collections.Immutable;
using System.Diagnostics;
using EventNormalization.Aggregation;
using EventNormalization.Normalization;
using EventNormalization.Totals.Authoring;

namespace EventNormalization.Totals;

/// <summary>
/// Something that is measured of events, such as their count, the sum of a field, or what a host defines.
/// </summary>
/// <remarks>
/// <para>A measure is an aggregator with a name and a version, whose state can be written as bytes: so every store can
/// answer it, and may keep its states. Name and version are its identity: two measures are equal when both are, and
/// whoever changes what a measure gives, or the form of its state, must raise the version.</para>
/// <para>Immutable and thread-safe, if its aggregator and its format are.</para>
/// <para><see cref="Measures"/> has those of the library.</para>
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

    /// <summary>The name, by which queries and results call it: <c>count</c>, <c>sum:fee</c>.</summary>
    public string Name { get; }

    /// <summary>The version of what it gives and of the form of its state; at least 1.</summary>
    public int Version { get; }

    /// <summary>The decimal field it measures; <see langword="null"/> if it looks at whole records.</summary>
    public string? Field { get; }

    /// <summary>Whether its value has a meaning only among amounts of one currency.</summary>
    public MeasureUnit Unit { get; internal init; }

    /// <summary>The measures whose states are its state; itself, unless it follows from others.</summary>
    internal ImmutableArray<Measure> Parts { get; }

    /// <summary>Whether the amount of an event is all that it wants to know.</summary>
    internal abstract bool NeedsAmountAlone { get; }

    /// <summary>Whether a summary of the amounts tells it.</summary>
    internal virtual bool IsInSummary => false;

    /// <summary>Makes a measure of whole records.</summary>
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

    /// <summary>Makes a measure of a decimal field; events without the field are not measured.</summary>
    /// <typeparam name="TState">The aggregator's state.</typeparam>
    /// <param name="name">The name, without the field; it becomes <c>name:field</c> unless the field is the
    /// amount.</param>
    /// <param name="version">The version, from 1.</param>
    /// <param name="aggregator">What is measured; its laws are those of the measure.</param>
    /// <param name="format">How its states are written.</param>
    /// <param name="field">The field's name in records; by default the amount.</param>
    /// <returns>The measure. Its value is refused where a group has amounts of several currencies.</returns>
    /// <exception cref="ArgumentException">
    /// The name or the field is blank, the name is a shipped measure's, or the version below 1.
    /// </exception>
    /// <exception cref="ArgumentNullException">
    /// <paramref name="aggregator"/> or <paramref name="format"/> is null.
    /// </exception>
    public static Measure OfDecimal<TState>(
        string name,
        int version,
        IAggregator<decimal, TState, MeasureValue> aggregator,
        IStateFormat<TState> format,
        string field = FieldNames.Amount)
    {
        ArgumentNullException.ThrowIfNull(aggregator);
        ArgumentNullException.ThrowIfNull(format);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return new DecimalMeasure<TState, MeasureValue, IAggregator<decimal, TState, MeasureValue>>(
            (NotShipped(name), field), version, aggregator, (value => value, format));
    }

    /// <summary>A state of no event.</summary>
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
    /// Refuses the name of a shipped measure: stores keep the states of these and would answer with them.
    /// </summary>
    private static string NotShipped(string name) => Measures.TryFind(name, out var shipped)
        ? throw new ArgumentException(
            $"The library has a measure {shipped.Name}; give yours another name.", nameof(name))
        : name;

    /// <summary>What the measure gives for the states of its parts.</summary>
    internal virtual MeasureValue ToValue(ReadOnlySpan<MeasureState> parts) => parts[0].ToValue();

    /// <summary>What the measure gives for a summary of the amounts.</summary>
    internal virtual MeasureValue ToValue(ref DecimalSummary amounts) => throw MeasureErrors.NotInSummary(this);

    /// <summary>Adds a state of the measure to a summary of the amounts.</summary>
    internal virtual void Merge(ref DecimalSummary amounts, MeasureState state) =>
        throw MeasureErrors.NotInSummary(this);
}
