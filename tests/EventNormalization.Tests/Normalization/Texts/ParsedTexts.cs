using System.Globalization;
using System.Text;
using EventNormalization.Normalization;

namespace EventNormalization.Tests.Normalization.Texts;

/// <summary>What a parser says of a value, as text.</summary>
internal static class ParsedTexts
{
    /// <summary>The value, or <c>problem: expected</c>.</summary>
    public static string Read<T>(IFieldParser<T> parser, JsonKind kind, string json) =>
        Read(parser, ClientProfile.Default, kind, json);

    /// <summary>The value under the rules of a profile, or <c>problem: expected</c>.</summary>
    public static string Read<T>(IFieldParser<T> parser, ClientProfile profile, JsonKind kind, string json)
    {
        var result = parser.Parse(new FieldInput(kind, Encoding.UTF8.GetBytes(json)), profile);
        return result.IsSuccess
            ? string.Format(CultureInfo.InvariantCulture, "{0}", result.Value)
            : $"{result.Failure.Problem}: {result.Failure.Expected}";
    }
}
