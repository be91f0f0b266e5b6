using System.Linq;
using System.Text;
using EventNormalization.Identity;
using EventNormalization.Ingestion;
using EventNormalization.Normalization;
using NodaTime;
using Xunit;

namespace EventNormalization.Tests.Normalization.Reading;

/// <summary>
/// Reads an event under the schema of a file, twice: as almost all events are, and explaining each step.
/// </summary>
internal static class SchemaReading
{
    private static readonly Instant Received = Instant.FromUtc(2024, 6, 1, 0, 0);

    /// <summary>The record, or the errors with a line each.</summary>
    public static string Read(string schema, string json, SourceLocation location = default) =>
        Read(SchemaOf(schema), json, location);

    public static string Read(EventSchema schema, string json, SourceLocation location = default)
    {
        var normalizer = new EventNormalizer(schema);
        var raw = new RawEvent(Encoding.UTF8.GetBytes(json), Received, location);
        var text = Show(normalizer.Normalize(raw));
        Assert.Equal(text, Show(normalizer.Explain(raw)));
        Assert.Equal(text[0] == '{', new EventIdentifier(schema).TryIdentify(raw, out _));
        return text;
    }

    /// <summary>The codes alone.</summary>
    public static string Codes(string schema, string json) =>
        string.Join(" ", Read(schema, json).Split('\n').Select(line => line.Split(':')[0]));

    public static EventSchema SchemaOf(string json)
    {
        var result = EventSchemaFile.Read(Encoding.UTF8.GetBytes(json));
        Assert.Empty(result.Errors.Select(error => error.ToString()));
        return result.Schema!;
    }

    /// <summary>What is wrong with a schema's file.</summary>
    public static string[] Faults(string json) =>
        [.. EventSchemaFile.Read(Encoding.UTF8.GetBytes(json)).Errors.Select(error => error.ToString())];

    private static string Show(NormalizationResult result) => result.IsSuccess
        ? Encoding.UTF8.GetString(RecordJson.Write(result.Record!))
        : string.Join("\n", result.Errors.Select(error => error.ToString()));
}
