using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Linq;

namespace EventNormalization.Aggregation;

/// <summary>Why a total has no value.</summary>
/// <remarks>Two errors are equal when code and message are.</remarks>
[DebuggerDisplay("{ToString(),nq}")]
public sealed record AggregateError
{
    /// <summary>The code of a total that <see cref="decimal"/> cannot hold exactly.</summary>
    public const string RangeCode = "aggregate.range";

    /// <summary>The code of a total of amounts in several currencies, which are never added.</summary>
    public const string CurrenciesCode = "aggregate.currencies";

    /// <summary>The code of a total over more different values than are counted exactly.</summary>
    public const string CardinalityCode = "aggregate.cardinality";

    private AggregateError(string code, string message, IReadOnlyList<string?> currencies)
    {
        Code = code;
        Message = message;
        Currencies = currencies;
    }

    /// <summary>
    /// The reason code: <see cref="RangeCode"/>, <see cref="CurrenciesCode"/> or <see cref="CardinalityCode"/>.
    /// </summary>
    public string Code { get; }

    /// <summary>The reason in a sentence, with the exact total, the currencies or the bound.</summary>
    public string Message { get; }

    /// <summary>
    /// The currencies that were found, ordered (UTF-16 ordinal); the first is <see langword="null"/> where amounts have
    /// none. Empty for another reason.
    /// </summary>
    public IReadOnlyList<string?> Currencies { get; }

    /// <inheritdoc/>
    public bool Equals(AggregateError? other) => other is not null && Code == other.Code && Message == other.Message;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Code, Message);

    /// <inheritdoc/>
    public override string ToString() => Code + ": " + Message;

    /// <summary>The error of a total whose exact digits are <paramref name="total"/>.</summary>
    internal static AggregateError Range(string total) => new(
        RangeCode,
        $"The exact total is {total}; expected a number that a decimal holds "
        + "(96 bits of digits, at most 28 decimals).",
        []);

    /// <summary>The error of a total over several currencies, which are ordered; none is null.</summary>
    internal static AggregateError OfCurrencies(IReadOnlyList<string?> currencies) => new(
        CurrenciesCode,
        $"The amounts are of {currencies.Count} currencies: "
        + string.Join(", ", currencies.Select(currency => currency ?? "none"))
        + "; expected one, or totals grouped by currency.",
        currencies);

    /// <summary>The error of more different values than a bound.</summary>
    internal static AggregateError Cardinality(int distinctMax, string what, string instead) => new(
        CardinalityCode,
        string.Create(
            CultureInfo.InvariantCulture,
            $"There are more than {distinctMax} different values{what}; expected at most so many{instead}."),
        []);
}
