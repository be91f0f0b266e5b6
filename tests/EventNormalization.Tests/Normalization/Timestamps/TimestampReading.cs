using System.Text;
using EventNormalization.Normalization;

namespace EventNormalization.Tests.Normalization.Timestamps;

/// <summary>What the timestamp parser makes of a value, in words: the canonical instant, or the whole error.</summary>
internal static class TimestampReading
{
    private static readonly TimestampParser Parser = new();

    /// <summary>Reads a text by the default rules.</summary>
    public static string Of(string text) => Of(text, TimestampRules.Default);

    public static string Of(string text, TimestampRules rules) =>
        Describe(JsonKind.Text, Encoding.UTF8.GetBytes(text), rules);

    public static string OfJson(JsonKind kind, string json) => OfJson(kind, json, TimestampRules.Default);

    public static string OfJson(JsonKind kind, string json, TimestampRules rules) =>
        Describe(kind, Encoding.UTF8.GetBytes(json), rules);

    private static string Describe(JsonKind kind, byte[] utf8, TimestampRules rules)
    {
        var result = Parser.Parse(new FieldInput(kind, utf8), ClientProfile.Default with { Timestamp = rules });
        if (!result.IsSuccess)
        {
            return new FieldError
            {
                Code = "timestamp." + result.Failure.Problem,
                Field = "timestamp",
                Path = "timestamp",
                Found = kind == JsonKind.Text ? OffendingText.Quote(utf8) : OffendingText.Show(utf8),
                Expected = result.Failure.Expected,
                Candidates = result.Failure.Candidates,
            }.ToString();
        }

        var canonical = new byte[InstantText.MaxLength];
        return Encoding.ASCII.GetString(canonical, 0, InstantText.Write(result.Value, canonical));
    }
}
