using System;
using System.Linq;
using EventNormalization.Normalization;
using EventNormalization.Tests.Envelopes;
using Xunit;

namespace EventNormalization.Tests.Normalization.Reading;

/// <summary>Two members that only together are a key, or a text.</summary>
public sealed class JoinedTextTests
{
    private const string Schema = """{"fields":{"key":{"join":["till.no","receipt"]}}}""";

    [Theory]
    [InlineData("""{"till":{"no":"T1"},"receipt":17}""", "T1 17")]
    [InlineData("""{"Receipt":"17","TILL":{"No":" T1 "}}""", "T1 17")]
    [InlineData("""{"till.no":"T1","receipt":"17 of 20"}""", "T1 17 of 20")]
    [InlineData("""{"till":{"no":7},"receipt":17}""", "7 17")]
    [InlineData("""{"till":{"no":"caf\u0065\u0301"},"receipt":"\u0031"}""", "café 1")]
    [InlineData("""{"till":{"no":"T1"},"receipt":17,"key":"own"}""", "own")]
    public void Two_members_are_read_as_one_key(string members, string key)
    {
        var read = SchemaReading.Read(Schema, Event(members));

        Assert.Equal(
            $$"""{"amount":1,"client_id":"c","key":"{{key}}","metric":"m","timestamp":"2024-01-15T10:30:00Z"}""", read);
    }

    [Theory]
    [InlineData(
        """{"till":{"no":"T 1"},"receipt":17}""", "key.format: field 'key' at till.no: found \"T 1\", expected a text "
        + "without white space inside, or a whole number such as 42, to put before the other")]
    [InlineData(
        """{"till":{"no":"T\u00A01"},"receipt":17}""", "key.format: field 'key' at till.no: found \"T\\u00A01\", "
        + "expected a text without white space inside, or a whole number such as 42, to put before the other")]
    [InlineData("""{"till":{"no":"T1"},"receipt":1.5}""",
        "key.kind: field 'key' at receipt: found 1.5, expected a text or a whole number such as 42")]
    [InlineData("""{"till":{"no":"T1"},"receipt":[17]}""",
        "key.kind: field 'key' at receipt: found [17], expected a text or a whole number such as 42")]
    [InlineData("""{"till":{"no":"T1"}}""",
        "key.incomplete: field 'key' at till.no: found \"T1\", expected a member named receipt beside it")]
    [InlineData("""{"receipt":17,"till":{"no":null}}""",
        "key.incomplete: field 'key' at receipt: found 17, expected a member named till.no beside it")]
    [InlineData("{}", "key.missing: field 'key': found nothing, expected a member named key, or till.no and receipt")]
    [InlineData("""{"till":{"no":"T1"},"receipt":"1\u0000"}""",
        "key.characters: field 'key' at till.no, receipt: found \"T1 1\\u0000\", expected text without control or "
        + "invisible characters")]
    public void What_could_be_another_key_is_refused(string members, string error) =>
        Assert.Equal(error, SchemaReading.Read(Schema, Event(members)));

    [Fact]
    public void An_optional_key_may_lack_both_members_but_not_one()
    {
        const string Optional = """{"fields":{"key":{"join":["till","receipt"],"presence":"optional"}}}""";

        Assert.StartsWith("{", SchemaReading.Read(Optional, Event("{}")), StringComparison.Ordinal);
        Assert.Equal("key.incomplete", SchemaReading.Codes(Optional, Event("""{"receipt":1}""")));
    }

    [Fact]
    public void Each_joined_value_is_reported_under_its_own_members()
    {
        const string Both =
            """{"fields":{"timestamp":{"join":["day","hour"]},"key":{"join":["till","receipt"]},"place":{"join":["a","b"]}}}""";

        var read = SchemaReading.Read(
            Both,
            """{"client_id":"c","metric":"m","amount":1,"day":"2024-02-30","hour":"10:30","till":"T","receipt":"\u0000r","a":"x","b":"\u0001y"}""");

        var places = read.Split('\n').Select(line => line.Split(": ")[1]);
        Assert.Equal(
            ["field 'timestamp' at day, hour", "field 'key' at till, receipt", "field 'place' at a, b"], places);
    }

    [Fact]
    public void Records_inherit_no_key_that_is_joined_unless_it_is_listed()
    {
        const string Delivery =
            """{"till":"T1","receipt":1,"batch":[{"client_id":"c","metric":"m","amount":1,"ts":1705314600,"receipt":2}]}""";
        const string Key = "\"records\":[\"batch\"],\"fields\":{\"key\":{\"join\":[\"till\",\"receipt\"]}}";

        var alone = Expanded.Texts("{" + Key + "}", Delivery);
        var listed = Expanded.Texts("{\"inherit\":[\"till\"]," + Key + "}", Delivery);

        Assert.Equal(
            ["key.incomplete: field 'key' at batch[0].receipt: found 2, expected a member named till beside it"],
            alone);
        Assert.Equal(
            ["""{"amount":1,"client_id":"c","key":"T1 2","metric":"m","timestamp":"2024-01-15T10:30:00Z"}"""], listed);
    }

    [Fact]
    public void Only_an_instant_a_key_and_a_further_text_are_joined()
    {
        var client = EventSchema.Default with
        {
            ClientId = EventSchema.Default.ClientId with { Join = ["a", "b"] },
        };

        var refusal = Assert.Throws<ArgumentException>(() => new EventNormalizer(client));

        Assert.Contains(
            "$.fields.client_id.join: only an instant, a key and a further text are joined",
            refusal.Message,
            StringComparison.Ordinal);
        Assert.Equal(
            ["$.fields.key.join: expected two members"],
            SchemaReading.Faults("""{"fields":{"key":{"join":["a"]}}}"""));
    }

    private static string Event(string members) =>
        """{"client_id":"c","metric":"m","amount":1,"ts":1705314600""" + (members == "{}" ? "}" : "," + members[1..]);
}
