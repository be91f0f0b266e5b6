using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace EventNormalization.Aggregation;

/// <summary>A total, or the reason why it has no value; never a rounded number.</summary>
/// <remarks>
/// <c>default</c> holds the default value. Two results are equal when their values or their errors are.
/// </remarks>
/// <typeparam name="T">The type of the total.</typeparam>
[DebuggerDisplay("{ToString(),nq}")]
public readonly struct AggregateResult<T> : IEquatable<AggregateResult<T>>
{
    private readonly T _value;

    private AggregateResult(T value, AggregateError? error)
    {
        _value = value;
        Error = error;
    }

    /// <summary>Whether there is a value.</summary>
    [MemberNotNullWhen(false, nameof(Error))]
    public bool IsSuccess => Error is null;

    /// <summary>The total.</summary>
    /// <exception cref="InvalidOperationException">There is none; see <see cref="Error"/>.</exception>
    public T Value => Error is null ? _value : throw new InvalidOperationException(Error.ToString());

    /// <summary>Why there is no value; <see langword="null"/> when there is one.</summary>
    public AggregateError? Error { get; }

    /// <summary>The result that holds <paramref name="value"/>.</summary>
    /// <param name="value">The total; stored as it is.</param>
    /// <returns>A result without an error.</returns>
    public static implicit operator AggregateResult<T>(T value) => new(value, null);

    /// <summary>The result that holds <paramref name="error"/>.</summary>
    /// <param name="error">Why there is no total.</param>
    /// <returns>A result whose value cannot be read.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="error"/> is null.</exception>
    public static implicit operator AggregateResult<T>(AggregateError error)
    {
        ArgumentNullException.ThrowIfNull(error);
        return new(default!, error);
    }

    /// <inheritdoc/>
    public bool Equals(AggregateResult<T> other) =>
        Error == other.Error && EqualityComparer<T>.Default.Equals(_value, other._value);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is AggregateResult<T> other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_value, Error);

    /// <summary>The value as the invariant culture writes it, or the error's code.</summary>
    /// <returns>One line, the same under every culture.</returns>
    public override string ToString() => Error is null
        ? string.Create(CultureInfo.InvariantCulture, $"{_value}")
        : Error.Code;

    /// <summary>Whether two results are equal.</summary>
    public static bool operator ==(AggregateResult<T> left, AggregateResult<T> right) => left.Equals(right);

    /// <summary>Whether two results differ.</summary>
    public static bool operator !=(AggregateResult<T> left, AggregateResult<T> right) => !left.Equals(right);
}
