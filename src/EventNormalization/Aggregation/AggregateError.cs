using System.Collections.Generic;
using System.Linq;

namespace EventNormalization.Aggregation;

/// <summary>Why a total has no value.</summary>
/// <remarks>Two errors are equal when code and message are.</remarks>
public sealed record AggregateError
{
    /// <summary>The code of a total that <see cref="decimal"/> cannot hold exactly.</summary>
    public const string RangeCode = "aggregate.range";

    /// <summary>The code of a total over amounts of several currencies.</summary>
    public const string CurrenciesCode = "aggregate.currencies";

    private AggregateError(string code, string message)
    {
        Code = code;
        Message = message;
    }

    /// <summary>The reason code: <see cref="RangeCode"/> or <see cref="CurrenciesCode"/>.</summary>
    public string Code { get; }

    /// <summary>The reason in a sentence, with the exact total in plain digits.</summary>
    public string Message { get; }

    /// <inheritdoc/>
    public override string ToString() => Code + ": " + Message;

    /// <summary>The error of a total whose exact digits are <paramref name="total"/>.</summary>
    internal static AggregateError Range(string total) => new(
        RangeCode,
        $"The exact total is {total}; expected a number that a decimal holds "
        + "(96 bits of digits, at most 28 decimals).");

    /// <summary>The error of amounts in these currencies, of which "" is none.</summary>
    internal static AggregateError Currencies(IEnumerable<string> currencies) => new(
        CurrenciesCode,
        "The amounts are in " + string.Join(", ", currencies.Select(currency => currency.Length == 0 ? "no currency" : currency))
        + ", which do not add up; group by currency, or ask for one.");
}
