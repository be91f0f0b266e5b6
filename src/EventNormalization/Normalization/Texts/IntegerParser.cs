using System.Buffers.Text;

namespace EventNormalization.Normalization;

/// <summary>Reads whole numbers.</summary>
public sealed class IntegerParser : IFieldParser<long>
{
    /// <inheritdoc/>
    public ParseResult<long> Parse(FieldInput input, ClientProfile profile) =>
        Utf8Parser.TryParse(input.Utf8, out long value, out var read) && read == input.Utf8.Length
            ? value
            : new ParseFailure { Problem = Problems.Format, Expected = "a whole number" };
}
