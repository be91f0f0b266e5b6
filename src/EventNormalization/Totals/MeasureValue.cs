using System;
using System.Collections.Immutable;
using System.Diagnostics;
using EventNormalization.Aggregation;
using EventNormalization.Normalization;

namespace EventNormalization.Totals;

/// <summary>The value of a measure for a group of events.</summary>
/// <remarks>Immutable. Equal when kind and content are. <c>default</c> is empty: nothing was measured.</remarks>
[DebuggerDisplay("{ToString(),nq}")]
public readonly struct MeasureValue : IEquatable<MeasureValue>
{
    private readonly FieldValue _value;
    private readonly ImmutableArray<MeasureEntry> _entries;

    private MeasureValue(
        MeasureValueKind kind, FieldValue value, ImmutableArray<MeasureEntry> entries, AggregateError? error)
    {
        Kind = kind;
        _value = value;
        _entries = entries;
        Error = error;
    }

    /// <summary>The kind of the value.</summary>
    public MeasureValueKind Kind { get; }

    /// <summary>Why there is no exact value; <see langword="null"/> where there is one, or nothing.</summary>
    public AggregateError? Error { get; }

    /// <summary>The lines of a list; empty if this is none.</summary>
    public ImmutableArray<MeasureEntry> Entries => _entries.IsDefault ? [] : _entries;

    /// <summary>The value of a count.</summary>
    /// <param name="value">The whole number.</param>
    /// <returns>One of <see cref="MeasureValueKind.Value"/>.</returns>
    public static MeasureValue FromInteger(long value) => FromField(FieldValue.FromInteger(value));

    /// <summary>The value of a decimal measure; <see langword="null"/> is empty.</summary>
    /// <param name="value">The exact total; <see langword="null"/> where there was nothing to measure.</param>
    /// <returns>One of <see cref="MeasureValueKind.Value"/>, or the empty one.</returns>
    public static MeasureValue FromDecimal(decimal? value) =>
        value is { } number ? FromField(FieldValue.FromDecimal(number)) : default;

    /// <summary>The value of an exact total, or its error.</summary>
    /// <param name="result">The exact total, or why no decimal holds it.</param>
    /// <returns>One of <see cref="MeasureValueKind.Value"/> or <see cref="MeasureValueKind.Error"/>.</returns>
    public static MeasureValue FromResult(AggregateResult<decimal> result) =>
        result.IsSuccess ? FromDecimal(result.Value) : FromError(result.Error);

    /// <summary>A value of any kind that a field may have.</summary>
    /// <param name="value">Of any kind that <see cref="FieldValueKind"/> names.</param>
    /// <returns>One of <see cref="MeasureValueKind.Value"/>.</returns>
    public static MeasureValue FromField(FieldValue value) => new(MeasureValueKind.Value, value, default, null);

    /// <summary>A measure whose answer has several lines.</summary>
    /// <param name="entries">Its lines, in an order that depends on the events alone.</param>
    /// <returns>One of <see cref="MeasureValueKind.List"/>.</returns>
    public static MeasureValue FromEntries(ImmutableArray<MeasureEntry> entries) =>
        new(MeasureValueKind.List, default, entries.IsDefault ? [] : entries, null);

    /// <summary>Says why there is no number, such as currencies that must not be added.</summary>
    /// <param name="error">The code and the words for it.</param>
    /// <returns>One of <see cref="MeasureValueKind.Error"/>.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="error"/> is null.</exception>
    public static MeasureValue FromError(AggregateError error)
    {
        ArgumentNullException.ThrowIfNull(error);
        return new(MeasureValueKind.Error, default, default, error);
    }

    /// <summary>The value as one of a field.</summary>
    /// <returns>What was given to <see cref="FromField"/>, or the number of a count or total.</returns>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public FieldValue AsField() => Kind == MeasureValueKind.Value
        ? _value
        : throw new InvalidOperationException("The measure has no single value: " + this + ".");

    /// <summary>The whole number.</summary>
    /// <returns>Any 64-bit number.</returns>
    /// <exception cref="InvalidOperationException">The value is no whole number.</exception>
    public long AsInteger() => AsField().AsInteger();

    /// <summary>The decimal number; <see langword="null"/> if the measure is empty.</summary>
    /// <returns>The exact number, trailing zeros aside.</returns>
    /// <exception cref="InvalidOperationException">The value is an error, or no decimal.</exception>
    public decimal? AsDecimal() => Kind == MeasureValueKind.Empty ? null : AsField().AsDecimal();

    /// <inheritdoc/>
    public bool Equals(MeasureValue other) => Kind == other.Kind && _value == other._value && Error == other.Error
        && Entries.AsSpan().SequenceEqual(other.Entries.AsSpan());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is MeasureValue other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        hash.Add(Kind);
        hash.Add(_value);
        hash.Add(Error);
        foreach (var entry in Entries)
        {
            hash.Add(entry);
        }

        return hash.ToHashCode();
    }

    /// <summary>The value as text, independent of culture.</summary>
    /// <returns>The text; empty if there is nothing.</returns>
    /// <exception cref="InvalidOperationException">
    /// The kind is none that <see cref="MeasureValueKind"/> names.
    /// </exception>
    public override string ToString() => Kind switch
    {
        MeasureValueKind.Empty => "",
        MeasureValueKind.Value => _value.ToString(),
        MeasureValueKind.List => "[" + string.Join(", ", Entries) + "]",
        MeasureValueKind.Error => Error!.Code,
        _ => throw new InvalidOperationException($"No such kind of value is known here: {Kind}."),
    };

    /// <summary>Whether two values are equal.</summary>
    public static bool operator ==(MeasureValue left, MeasureValue right) => left.Equals(right);

    /// <summary>Whether two values differ.</summary>
    public static bool operator !=(MeasureValue left, MeasureValue right) => !left.Equals(right);
}
