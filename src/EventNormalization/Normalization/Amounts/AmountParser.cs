using System;
using System.Buffers.Text;

namespace EventNormalization.Normalization;

/// <summary>Reads amounts.</summary>
public sealed class AmountParser : IFieldParser<decimal>
{
    /// <inheritdoc/>
    public ParseResult<decimal> Parse(FieldInput input, ClientProfile profile) =>
        Utf8Parser.TryParse(input.Utf8, out decimal value, out var read) && read == input.Utf8.Length
            ? value
            : new ParseFailure { Problem = Problems.Format, Expected = "a decimal number such as 12.50" };
}
