using System;
using System.Linq;
using System.Text;
using EventNormalization.Identity;
using EventNormalization.Ingestion;
using EventNormalization.Normalization;
using Xunit;

namespace EventNormalization.Tests.Envelopes;

public sealed class SchemaSetTests
{
    private const string Set = """
        {"schemas":{
          "cloud":{"when":{"has":"specversion"},"fields":{"client_id":{"aliases":["subject"]}}},
          "shop":{"when":{"context":{"api":"shop"}},"fields":{"client_id":{"constant":"the shop"}}},
          "logs":{"when":{"source":"*.log"},"records":["Lines"]}}}
        """;

    private const string Plain = """{"client_id":"a","metric":"m","amount":1,"timestamp":1705314600}""";
    private const string Cloud =
        """{"spec_version":"1.0","subject":"s","metric":"m","amount":1,"timestamp":1705314600}""";

    [Fact]
    public void The_one_schema_that_wants_a_delivery_reads_it()
    {
        var identifier = Expanded.By(Set);

        Assert.Contains("\"s\"", Expanded.TextOf(identifier, Expanded.Raw(Cloud)), StringComparison.Ordinal);
        Assert.Contains(
            "the shop",
            Expanded.TextOf(identifier, Expanded.Raw(Plain, new EventContext([new("api", "shop")]))),
            StringComparison.Ordinal);
        var log = new RawEvent(
            Encoding.UTF8.GetBytes(
                $$"""{"client":"b","Lines":[{{Plain}},{"metric":"m","amount":1,"ts":1705314600}]}"""),
            Expanded.ReceivedAt,
            new SourceLocation("var/app.log", 1));
        var records = identifier.Expand(new[] { log }).Records.ToArray();
        Assert.Equal(["a", "b"], records.Select(record => identifier.Identify(record).ClientId));
    }

    [Fact]
    public void A_delivery_that_none_or_two_want_is_refused_and_never_guessed()
    {
        var identifier = Expanded.By(Set);

        Assert.Equal(
            "json.schema_unknown: event: found nothing, expected a delivery that meets the condition of one of the "
            + "schemas cloud, logs, shop",
            Expanded.TextOf(identifier, Expanded.Raw(Plain)));
        Assert.Equal(
            "json.schema_ambiguous: event: found cloud and shop, expected one schema whose condition "
                + "the delivery meets; "
            + "it could be cloud or shop",
            Expanded.TextOf(identifier, Expanded.Raw(Cloud, new EventContext([new("api", "shop")]))));
        Assert.StartsWith(
            "json.syntax", Expanded.TextOf(identifier, Expanded.Raw("{\"a\":")), StringComparison.Ordinal);
    }

    [Fact]
    public void The_set_has_one_fingerprint_whatever_its_order()
    {
        var schemas = EventSchemaFile.Read(Encoding.UTF8.GetBytes(Set)).Schemas!;
        var reversed = new SchemaSet(schemas.Schemas.Reverse());
        var other = EventSchemaFile.Read(
            Encoding.UTF8.GetBytes(Set.Replace("*.log", "*.txt", StringComparison.Ordinal))).Schemas!;

        Assert.Equal(RulesFingerprint.Of(schemas), RulesFingerprint.Of(reversed));
        Assert.NotEqual(RulesFingerprint.Of(schemas), RulesFingerprint.Of(other));
        Assert.Equal(
            RulesFingerprint.Of(EventSchema.Default), RulesFingerprint.Of(new SchemaSet(EventSchema.Default)));
    }

    [Theory]
    [InlineData("""{"schemas":{}}""", "$: A set needs at least one schema.")]
    [InlineData("""{"schemas":{"a":{},"b":{"when":{"has":"x"}}}}""",
        "$: The schema 'a' does not say when it reads; expected one of has, context, source.")]
    [InlineData("""{"schemas":{"a":{"when":{"if":"x"}}}}""",
        "$.schemas.a.when.if: is no member known here; expected one of has, context, source")]
    [InlineData("""{"decode":{"a":"gzip"}}""", "$.decode.a: found \"gzip\", expected one of json, base64")]
    [InlineData("""{"records":["a..b"]}""",
        "$.records[0]: found \"a..b\", expected names of 1 to 128 letters or digits, with points between them")]
    [InlineData("""{"inherit":["a"]}""",
        "$.inherit: says what records inherit, and nothing says where there are any: records, decode or spread")]
    [InlineData("""{"fields":{"client_id":{"from":"header"}}}""",
        "$.fields.client_id.from: found \"header\", expected one of line, source, record, or context. and a name")]
    public void A_wrong_file_says_where(string file, string expected) =>
        Assert.Equal(
            [expected], EventSchemaFile.Read(Encoding.UTF8.GetBytes(file)).Errors.Select(error => error.ToString()));

    [Theory]
    [InlineData("""{"records":["a"]}""")]
    [InlineData("""{"records":["a"],"inherit":[]}""")]
    [InlineData("""{"records":["a"],"inherit":["b"]}""")]
    [InlineData("""{"spread":["a"]}""")]
    [InlineData("""{"decode":{"a":"json"}}""")]
    [InlineData("""{"decode":{"a":"base64"}}""")]
    [InlineData("""{"fields":{"client_id":{"from":"context.a"}}}""")]
    public void Each_setting_is_in_the_fingerprint(string file)
    {
        var others = new[] { "{}", """{"records":["b"]}""" };

        var fingerprint = RulesFingerprint.Of(EventSchemaFile.Read(Encoding.UTF8.GetBytes(file)).Schema!);

        Assert.DoesNotContain(
            fingerprint,
            others.Select(other => RulesFingerprint.Of(EventSchemaFile.Read(Encoding.UTF8.GetBytes(other)).Schema!)));
    }
}
