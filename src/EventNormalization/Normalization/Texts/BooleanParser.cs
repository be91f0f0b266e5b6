namespace EventNormalization.Normalization;

/// <summary>Reads truth values.</summary>
public sealed class BooleanParser : IFieldParser<bool>
{
    /// <inheritdoc/>
    public ParseResult<bool> Parse(FieldInput input, ClientProfile profile) => input.Kind switch
    {
        JsonKind.True => true,
        JsonKind.False => false,
        _ => new ParseFailure { Problem = Problems.Kind, Expected = "true or false" },
    };
}
