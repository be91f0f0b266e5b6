using System;
using System.Diagnostics.CodeAnalysis;

namespace EventNormalization.Normalization;

/// <summary>What a field parser returns: a value, or the reason why there is none.</summary>
/// <remarks><c>default</c> is a failure: <see cref="Problems.ParserFailed"/>.</remarks>
/// <typeparam name="T">What a field of this parser holds.</typeparam>
public readonly struct ParseResult<T>
{
    private readonly T? _value;
    private readonly ParseFailure? _failure;
    private readonly bool _isSuccess;

    private ParseResult(T? value, ParseFailure? failure, bool isSuccess)
    {
        _value = value;
        _failure = failure;
        _isSuccess = isSuccess;
    }

    /// <summary>Whether a value was read.</summary>
    [MemberNotNullWhen(false, nameof(Failure))]
    public bool IsSuccess => _isSuccess;

    /// <summary>The value read.</summary>
    /// <exception cref="InvalidOperationException">Nothing was read; see <see cref="Failure"/>.</exception>
    public T Value => _isSuccess
        ? _value!
        : throw new InvalidOperationException("A failed parse has no value: " + Failure!.Problem + ".");

    /// <summary>Why nothing was read; <see langword="null"/> after success.</summary>
    public ParseFailure? Failure => _isSuccess ? null : _failure ?? ParserGuard.Nothing;

    /// <summary>The result that holds <paramref name="value"/>.</summary>
    /// <param name="value">What was read.</param>
    /// <returns>A success, also where the value is <see langword="null"/>.</returns>
    public static implicit operator ParseResult<T>(T value) => new(value, null, isSuccess: true);

    /// <summary>The result that holds <paramref name="failure"/>.</summary>
    /// <param name="failure">Why nothing was read.</param>
    /// <returns>A failure whose value cannot be read.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="failure"/> is null.</exception>
    public static implicit operator ParseResult<T>(ParseFailure failure)
    {
        ArgumentNullException.ThrowIfNull(failure);
        return new(default, failure, isSuccess: false);
    }
}
