using System;
using System.Buffers;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text;
using System.Text.Json;
using EventNormalization.Aggregation;
using EventNormalization.Canonicalization;
using EventNormalization.Ingestion;
using EventNormalization.Json;
using EventNormalization.Normalization;
using EventNormalization.Pipeline;
using EventNormalization.Storage;
using NodaTime;
using Xunit;

namespace EventNormalization.Tests.Docs;

/// <summary>Runs every example of docs/reasons.md.</summary>
/// <remarks>
/// An example is one line of a JSON block: <c>event</c>, or <c>raw</c> with an event's bytes as text or <c>base64</c>,
/// or <c>canonicalize</c> with those of a document; a <c>schema</c> as in a schema file, or <c>parser_throws</c> with
/// the message of an exception that the amount's parser throws; and the <c>errors</c>.
/// </remarks>
public class ReasonPageTests
{
    private const string Page = "docs/reasons.md";

    private static readonly Instant ReceivedAt = Instant.FromUtc(2024, 1, 15, 12, 0);

    private static string[] Lines => [.. CodeBlocks.OfPage(Page, "json").SelectMany(block => block.Split('\n'))];

    public static TheoryData<string> Examples => [.. Lines];

    [Theory]
    [MemberData(nameof(Examples))]
    public void An_example_has_the_errors_that_the_page_says(string example)
    {
        var json = JsonDocument.Parse(example).RootElement;

        var errors = json.TryGetProperty("canonicalize", out var document) ? Canonicalize(document) : Normalize(json);

        Assert.Equal(ErrorsOf(json), errors);
    }

    [Fact]
    public void Every_problem_and_every_code_of_JSON_has_an_example()
    {
        var codes = Lines.SelectMany(line => ErrorsOf(JsonDocument.Parse(line).RootElement))
            .Select(error => error[..error.IndexOf(": ", StringComparison.Ordinal)]).ToHashSet();
        var problems = codes.Where(code => !code.StartsWith("json.", StringComparison.Ordinal))
            .Select(code => code[(code.IndexOf('.', StringComparison.Ordinal) + 1)..]);

        Assert.Equal(ConstantsOf(typeof(Problems)).Order(), problems.Distinct().Order());
        Assert.Empty(ConstantsOf(typeof(JsonCodes)).Except(codes));
    }

    [Fact]
    public void The_reasons_of_stores_and_totals_stand_on_the_page_too()
    {
        var page = File.ReadAllText(Repository.PathOf("docs/reasons.md"));

        string[] codes = [StoreReasons.Unavailable, StoreReasons.KeyConflict, StoreReasons.Unmaskable,
            SendingReasons.ClientForbidden, AggregateError.RangeCode, AggregateError.CurrenciesCode,
            AggregateError.CardinalityCode];
        Assert.All(codes, code => Assert.Contains($"`{code}`", page, StringComparison.Ordinal));
    }

    private static IEnumerable<string> ErrorsOf(JsonElement example) =>
        example.GetProperty("errors").EnumerateArray().Select(error => error.GetString()!);

    private static IEnumerable<string> Normalize(JsonElement example)
    {
        var raw = example.TryGetProperty("base64", out var bytes) ? bytes.GetBytesFromBase64()
            : Encoding.UTF8.GetBytes(example.TryGetProperty("raw", out var text)
                ? text.GetString()!
                : example.GetProperty("event").GetRawText());
        var normalizer = new EventNormalizer(SchemaOf(example));
        return normalizer.Normalize(new RawEvent(raw, ReceivedAt)).Errors
            .Select(error => error.ToString());
    }

    private static EventSchema SchemaOf(JsonElement example) =>
        example.TryGetProperty("parser_throws", out var message) ? SchemaWith(message.GetString()!)
        : example.TryGetProperty("schema", out var schema)
        ? EventSchemaFile.Read(Encoding.UTF8.GetBytes(schema.GetRawText())).Schema!
        : EventSchema.Default;

    private static EventSchema SchemaWith(string message) => EventSchema.Default with
    {
        Amount = EventSchema.Default.Amount with
        {
            Parser = FieldParsers.Amount.Select<decimal, decimal>(
                "throws", _ => throw new InvalidOperationException(message)),
        },
    };

    private static IEnumerable<string> Canonicalize(JsonElement document)
    {
        var result = CanonicalJson.Canonicalize(
            Encoding.UTF8.GetBytes(document.GetString()!), new ArrayBufferWriter<byte>());
        return [result.Failure!.Code + ": " + result.Failure.Message];
    }

    private static IEnumerable<string> ConstantsOf(Type type) =>
        type.GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!);
}
