using System.Text;

namespace EventNormalization.Normalization;

/// <summary>Reads truth values: <c>true</c> and <c>false</c>, as JSON or as text in any ASCII case.</summary>
/// <remarks>Nothing else: 1, <c>yes</c> and <c>on</c> mean true to some senders only.</remarks>
internal sealed class BooleanParser : IFieldParser<bool>
{
    /// <inheritdoc/>
    public ParseResult<bool> Parse(FieldInput input, ClientProfile profile) => input.Kind switch
    {
        JsonKind.True => true,
        JsonKind.False => false,
        JsonKind.Text when Ascii.EqualsIgnoreCase(input.Utf8, "true"u8) => true,
        JsonKind.Text when Ascii.EqualsIgnoreCase(input.Utf8, "false"u8) => false,
        JsonKind.Text => TextFailures.Boolean,
        _ => TextFailures.BooleanKind,
    };

    /// <summary>The parser's name in explanations and in the fingerprint of the rules.</summary>
    /// <returns>Part of the fingerprint: it changes only with what the parser reads.</returns>
    public override string ToString() => "boolean";
}
