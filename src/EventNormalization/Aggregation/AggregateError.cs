namespace EventNormalization.Aggregation;

/// <summary>Why a total has no value.</summary>
/// <remarks>Two errors are equal when code and message are.</remarks>
public sealed record AggregateError
{
    /// <summary>The code of a total that <see cref="decimal"/> cannot hold exactly.</summary>
    public const string RangeCode = "aggregate.range";

    private AggregateError(string code, string message)
    {
        Code = code;
        Message = message;
    }

    /// <summary>The reason code: <see cref="RangeCode"/>.</summary>
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
}
