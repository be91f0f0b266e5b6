using System;
using System.Diagnostics;
using System.Globalization;
using NodaTime;
using NodaTime.Text;

namespace EventNormalization.Normalization;

/// <summary>The value of a further field of a record.</summary>
/// <remarks>Two values are equal when their kinds and values are. <c>default</c> is empty text.</remarks>
[DebuggerDisplay("{ToString(),nq}")]
public readonly struct FieldValue : IEquatable<FieldValue>
{
    private readonly string? _text;
    private readonly decimal _number;
    private readonly Instant _instant;

    private FieldValue(FieldValueKind kind, string? text, decimal number, Instant instant)
    {
        Kind = kind;
        _text = text;
        _number = number;
        _instant = instant;
    }

    /// <summary>The type of the value.</summary>
    public FieldValueKind Kind { get; }

    /// <summary>Wraps text.</summary>
    /// <param name="value">Stored as it is: neither trimmed nor brought into NFC.</param>
    /// <returns>A value of <see cref="FieldValueKind.Text"/>.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="value"/> is null.</exception>
    public static FieldValue FromText(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return new(FieldValueKind.Text, value, default, default);
    }

    /// <summary>Wraps a decimal number.</summary>
    /// <param name="value">Trailing zeros mean nothing: 1.0 and 1 are equal.</param>
    /// <returns>A value of <see cref="FieldValueKind.Decimal"/>.</returns>
    public static FieldValue FromDecimal(decimal value) => new(FieldValueKind.Decimal, null, value, default);

    /// <summary>Wraps a whole number.</summary>
    /// <param name="value">Any 64-bit number.</param>
    /// <returns>A value of <see cref="FieldValueKind.Integer"/>.</returns>
    public static FieldValue FromInteger(long value) => new(FieldValueKind.Integer, null, value, default);

    /// <summary>Wraps a truth value.</summary>
    /// <param name="value">Stored as it is.</param>
    /// <returns>A value of <see cref="FieldValueKind.Boolean"/>.</returns>
    public static FieldValue FromBoolean(bool value) => new(FieldValueKind.Boolean, null, value ? 1 : 0, default);

    /// <summary>Wraps an instant.</summary>
    /// <param name="value">Any instant, to the nanosecond.</param>
    /// <returns>A value of <see cref="FieldValueKind.Instant"/>.</returns>
    public static FieldValue FromInstant(Instant value) => new(FieldValueKind.Instant, null, default, value);

    /// <summary>Reads a value of <see cref="FieldValueKind.Text"/>.</summary>
    /// <returns>Never <see langword="null"/>; empty for <c>default</c>.</returns>
    /// <exception cref="InvalidOperationException">The value is of another kind.</exception>
    public string AsText() => Kind == FieldValueKind.Text ? _text ?? "" : throw OtherKind(FieldValueKind.Text);

    /// <summary>The decimal number.</summary>
    /// <returns>As it was given, trailing zeros included.</returns>
    /// <exception cref="InvalidOperationException">The value is of another kind.</exception>
    public decimal AsDecimal() => Kind == FieldValueKind.Decimal ? _number : throw OtherKind(FieldValueKind.Decimal);

    /// <summary>The whole number.</summary>
    /// <returns>Any 64-bit number.</returns>
    /// <exception cref="InvalidOperationException">The value is of another kind.</exception>
    public long AsInteger() => Kind == FieldValueKind.Integer ? (long)_number : throw OtherKind(FieldValueKind.Integer);

    /// <summary>The truth value.</summary>
    /// <returns>What was given to <see cref="FromBoolean"/>.</returns>
    /// <exception cref="InvalidOperationException">The value is of another kind.</exception>
    public bool AsBoolean() => Kind == FieldValueKind.Boolean ? _number != 0 : throw OtherKind(FieldValueKind.Boolean);

    /// <summary>Reads a value of <see cref="FieldValueKind.Instant"/>.</summary>
    /// <returns>To the nanosecond.</returns>
    /// <exception cref="InvalidOperationException">The value is of another kind.</exception>
    public Instant AsInstant() => Kind == FieldValueKind.Instant ? _instant : throw OtherKind(FieldValueKind.Instant);

    /// <inheritdoc/>
    public bool Equals(FieldValue other) =>
        Kind == other.Kind && (_text ?? "") == (other._text ?? "") && _number == other._number
            && _instant == other._instant;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is FieldValue other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Kind switch
    {
        FieldValueKind.Text => HashCode.Combine(Kind, _text ?? ""),
        FieldValueKind.Instant => HashCode.Combine(Kind, _instant),
        FieldValueKind.Decimal or FieldValueKind.Integer or FieldValueKind.Boolean => HashCode.Combine(Kind, _number),
        _ => throw new InvalidOperationException($"No such kind of value is known here: {Kind}."),
    };

    /// <summary>The value as text, independent of culture.</summary>
    /// <returns>Instants as ISO 8601 in UTC, numbers in plain digits.</returns>
    /// <exception cref="InvalidOperationException">
    /// The kind is none that <see cref="FieldValueKind"/> names.
    /// </exception>
    public override string ToString() => Kind switch
    {
        FieldValueKind.Text => _text ?? "",
        FieldValueKind.Boolean => _number != 0 ? "true" : "false",
        FieldValueKind.Instant => InstantPattern.ExtendedIso.Format(_instant),
        FieldValueKind.Decimal or FieldValueKind.Integer => _number.ToString(CultureInfo.InvariantCulture),
        _ => throw new InvalidOperationException($"No such kind of value is known here: {Kind}."),
    };

    /// <summary>Whether two values are equal.</summary>
    public static bool operator ==(FieldValue left, FieldValue right) => left.Equals(right);

    /// <summary>Whether two values differ.</summary>
    public static bool operator !=(FieldValue left, FieldValue right) => !left.Equals(right);

    private InvalidOperationException OtherKind(FieldValueKind asked) =>
        new($"The value is of kind {Kind}, not {asked}.");
}
