using System;
using System.Text;

namespace EventNormalization.Normalization;

/// <summary>Reads texts.</summary>
public sealed class TextParser : IFieldParser<string>
{
    /// <summary>Keeps the case.</summary>
    public static readonly TextParser Kept = new();

    /// <summary>Follows the profile's metric case.</summary>
    public static readonly TextParser Metric = new();

    /// <inheritdoc/>
    public ParseResult<string> Parse(FieldInput input, ClientProfile profile) => Encoding.UTF8.GetString(input.Utf8);

    internal static int BytesMaxOf(FieldInput input) => (3 * input.Utf8.Length) + 16;

    internal ParseFailure? TryWrite(FieldInput input, ClientProfile profile, Span<byte> destination, out int written)
    {
        input.Utf8.CopyTo(destination);
        written = input.Utf8.Length;
        return Parse(input, profile).Failure;
    }
}
