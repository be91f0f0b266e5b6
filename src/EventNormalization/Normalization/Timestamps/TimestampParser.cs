using System.Text;
using NodaTime;
using NodaTime.Text;

namespace EventNormalization.Normalization;

/// <summary>Reads timestamps.</summary>
public sealed class TimestampParser : IFieldParser<Instant>
{
    /// <inheritdoc/>
    public ParseResult<Instant> Parse(FieldInput input, ClientProfile profile)
    {
        var result = InstantPattern.ExtendedIso.Parse(Encoding.UTF8.GetString(input.Utf8));
        return result.Success
            ? result.Value
            : new ParseFailure { Problem = Problems.Format, Expected = "a timestamp such as 2024-01-15T10:30:00Z" };
    }
}
