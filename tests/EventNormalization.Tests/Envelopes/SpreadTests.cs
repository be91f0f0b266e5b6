using System;
using System.Linq;
using EventNormalization.Ingestion;
using Xunit;

namespace EventNormalization.Tests.Envelopes;

public sealed class SpreadTests
{
    private const string Schema = """{"spread":["values"],"fields":{"client_id":{"aliases":["device"]}}}""";
    private const string Frame = """{"device":"d","ts":1705314600,"values":""";

    [Theory]
    [InlineData("""{"a":1,"a":2,"b":3}}""", "! ! b3", "json.duplicate_key")]
    [InlineData("""{"a":1,"b":3,"\u0061":1}}""", "! b3 !", "json.duplicate_key")]
    [InlineData("""{"a":1,"b":2,"a":3,"a":4}}""", "! b2 ! !", "json.duplicate_key")]
    [InlineData("""{"a":1,"A":2}}""", "a1 a2", "")]
    public void Of_members_with_one_name_none_counts(string values, string expected, string code)
    {
        Assert.Equal(expected, Read(Frame + values, out var codes));
        Assert.Equal(code, codes);
    }

    [Theory]
    [InlineData("""{"a":1,"b":""", "a1 !")]
    [InlineData("""{"a":1,"b":2""", "a1 !")]
    [InlineData("""{"a":1,"b":"2" """, "a1 b2 !")]
    [InlineData("""{"a":1,"b" 2,"c":3}}""", "a1 !")]
    [InlineData("""{"a":1,,"c":3}}""", "a1 !")]
    [InlineData("""{"a":1,}}""", "a1 !")]
    [InlineData("""{"a":1 "c":3}}""", "a1 !")]
    [InlineData("""{"a":{"value":"1.0","currency":"EUR"}"c":3}}""", "a1 !")]
    [InlineData("""{a:1,"c":3}}""", "!")]
    [InlineData("""{"a":1]}""", "a1 !")]
    [InlineData("""{"a":01,"b":tru,"c":3}}""", "! ! c3")]
    public void Members_that_are_whole_are_read_and_the_rest_is_one_rejected(string values, string expected)
    {
        Assert.Equal(expected, Read(Frame + values, out var codes));
        Assert.Equal("json.syntax", codes);
    }

    [Theory]
    [InlineData("""{"metric":{"constant":"k"},"device":{}}""")]
    [InlineData("""{"amount":{"constant":"9"},"device":{}}""")]
    [InlineData("""{"metric":{"from":"context.name"},"device":{}}""")]
    public void A_member_of_a_spread_object_names_metric_and_amount_whatever_other_events_have(string fields)
    {
        var device = "\"client_id\":{\"aliases\":[\"device\"]}";
        var schema = """{"spread":["values"],"fields":FIELDS}""".Replace(
            "FIELDS", fields.Replace("\"device\":{}", device, StringComparison.Ordinal), StringComparison.Ordinal);
        var context = new EventContext([new("name", "other")]);

        var texts = Expanded.Texts(schema, Frame + """{"a":1,"b":1}}""", context);

        Assert.Equal(
            [
                """{"amount":1,"client_id":"d","metric":"a","timestamp":"2024-01-15T10:30:00Z"}""",
                """{"amount":1,"client_id":"d","metric":"b","timestamp":"2024-01-15T10:30:00Z"}""",
            ],
            texts);
    }

    private static string Read(string delivery, out string codes)
    {
        var identifier = Expanded.By(Schema);
        var results = Expanded.Records(identifier, delivery).Select(record => identifier.Identify(record)).ToArray();
        codes = string.Join(' ', results.SelectMany(result => result.Errors).Select(error => error.Code).Distinct());
        return string.Join(' ', results.Select(result =>
            result.Event is { } single ? single.Record.Metric + single.Record.Amount.ToString("0", null) : "!"));
    }
}
