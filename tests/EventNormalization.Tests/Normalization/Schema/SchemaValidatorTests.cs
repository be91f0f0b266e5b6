using System;
using System.Linq;
using EventNormalization.Normalization;
using EventNormalization.Tests.Normalization.Reading;
using Xunit;

namespace EventNormalization.Tests.Normalization.Schema;

/// <summary>A setting that can never apply is refused when the schema is made, with its path.</summary>
public sealed class SchemaValidatorTests
{
    [Theory]
    [InlineData("""{"null_tokens":["x",""]}""", "$.null_tokens[1]: found \"\", expected a text")]
    [InlineData("""{"null_tokens":["\u3000"]}""", "$.null_tokens[0]: found \"\\u3000\", expected a text")]
    [InlineData("""{"null_tokens":["\ud800"]}""",
        "$.null_tokens[0]: found \"\\ud800\", expected a text without half of a surrogate pair")]
    [InlineData("""{"wrappers":["a","\udc00x"]}""",
        "$.wrappers[1]: found \"\\udc00x\", expected a text without half of a surrogate pair")]
    [InlineData("""{"\ud800":1}""", "$: has a name with half of a surrogate pair")]
    [InlineData("""{"profiles":{"\ud800":{}}}""", ": has a name with half of a surrogate pair")]
    [InlineData("""{"fields":{"x":{"constant":"\ud800"}}}""",
        "$.fields.x.constant: found \"\\ud800\", expected a text without half of a surrogate pair")]
    [InlineData("""{"wrappers":[""]}""", "$.wrappers[0]: found \"\", expected a name of 1 to 128 letters or digits")]
    [InlineData(
        """{"subjects":["--"]}""", "$.subjects[0]: found \"--\", expected a name of 1 to 128 letters or digits")]
    [InlineData(
        """{"fields":{"amount":{"aliases":["value","items[0].price"]}}}""",
        "$.fields.amount.aliases[1]: found \"items[0].price\", expected names with points between them, "
            + "such as order.total; "
        + "no path leads into an array")]
    [InlineData(
        """{"fields":{"amount":{"aliases":["$.total"]}}}""",
        "$.fields.amount.aliases[0]: found \"$.total\", expected names with points between them, such as "
            + "order.total; $ and * "
        + "mean nothing here")]
    [InlineData(
        """{"fields":{"amount":{"aliases":["a..b"]}}}""",
        "$.fields.amount.aliases[0]: found \"a..b\", expected names of 1 to 128 letters or digits, with "
            + "points between them")]
    [InlineData(
        """{"fields":{"amount":{"aliases":["_"]}}}""",
        "$.fields.amount.aliases[0]: found \"_\", expected names of 1 to 128 letters or digits, with "
            + "points between them")]
    [InlineData(
        """{"profiles":{"c":{"aliases":{"amount":["x[1]"]}}}}""",
        "$.profiles.c.aliases.amount[0]: found \"x[1]\", expected names with points between them, such as "
            + "order.total; no path "
        + "leads into an array")]
    [InlineData(
        """{"fields":{"order.id":{}}}""",
        "$.fields.order.id: a field's own name has no point, which leads into objects; name the member as an alias")]
    [InlineData("""{"fields":{"x":{"from":"file"}}}""",
        "$.fields.x.from: found \"file\", expected one of line, source, record, or context. and a name")]
    [InlineData(
        """{"fields":{"x":{"from":"line","constant":"1"}}}""", "$.fields.x.from: never applies beside a constant")]
    [InlineData(
        """{"fields":{"x":{"default":"2","constant":"1"}}}""", "$.fields.x.default: never applies beside a constant")]
    [InlineData("""{"fields":{"timestamp":{"join":["a"]}}}""",
        "$.fields.timestamp.join: expected two members: that of the date and that of the time")]
    [InlineData(
        """{"fields":{"timestamp":{"join":["a b","A-B"]}}}""", "$.fields.timestamp.join: both members are the same")]
    [InlineData(
        """{"fields":{"timestamp":{"zone_from":"a[0]"}}}""",
        "$.fields.timestamp.zone_from: found \"a[0]\", expected names with points between them, such as "
            + "order.total; no path "
        + "leads into an array")]
    [InlineData("""{"fields":{"x":{"read_from":"x"}}}""",
        "$.fields.x.read_from: found \"x\", expected another field of the schema")]
    [InlineData("""{"fields":{"x":{"read_from":"y"},"y":{"constant":"1"}}}""",
        "$.fields.x.read_from: the field 'y' has no member of the event")]
    [InlineData(
        """{"profile":{"plausible":{"earliest":"2024-01-01T00:00:00Z","latest":"2023-01-01T00:00:00Z"}}}""",
        "$.profile.plausible: the latest instant is before the earliest one")]
    [InlineData(
        """{"profiles":{"c":{"aliases":{"client_id":["x"]}}}}""",
        "$.profiles.c.aliases.client_id: never applies, since the client id is found before the profile is known")]
    [InlineData(
        """{"profiles":{"a\u0000b":{}}}""",
        "$.profiles.a\0b: is no client's id; expected text without control or invisible characters")]
    [InlineData("""{"profiles":{" ":{}}}""", "$.profiles. : is no client's id; expected a text")]
    [InlineData(
        """{"profiles":{"cafe\u0301":{},"caf\u00e9 ":{}}}""",
        "another profile is of the same client, since its id is read as the same text")]
    public void It_is_refused_with_its_path(string json, string expected) =>
        Assert.EndsWith(expected, Assert.Single(SchemaReading.Faults(json)), StringComparison.Ordinal);

    [Fact]
    public void Fields_that_read_from_each_other_are_refused() =>
        Assert.Equal(
        [
            "$.fields.x.read_from: the field 'x' would read from itself in the end",
            "$.fields.y.read_from: the field 'y' would read from itself in the end",
            "$.fields.z.read_from: the field 'z' would read from itself in the end",
        ],
        SchemaReading.Faults("""{"fields":{"x":{"read_from":"y"},"y":{"read_from":"z"},"z":{"read_from":"x"}}}"""));

    [Fact]
    public void Everything_that_is_wrong_is_said_at_once()
    {
        var exception = Assert.Throws<ArgumentException>(() => new EventNormalizer(EventSchema.Default with
        {
            NullTokens = ["\uD800", ""],
            Amount = EventSchema.Default.Amount with { Aliases = ["a[0]"], Constant = "x" },
            FurtherFields = [new FieldDefinition<string>("a.b", TextParser.Kept)],
        }));

        Assert.Equal(
        [
            "$.fields.a.b: a field's own name has no point, which leads into objects; name the member as an alias",
            "$.null_tokens[0]: found \"\\uD800\", expected a text without half of a surrogate pair",
            "$.null_tokens[1]: found \"\", expected a text",
            "$.fields.amount.constant: found \"x\", expected a decimal number such as 12.50",
        ],
        exception.Message.Split(Environment.NewLine));
    }

    [Theory]
    [InlineData("cafe\u0301")]
    [InlineData(" caf\u00e9\u00a0")]
    public void The_key_of_a_profile_is_read_like_a_client_id(string key) =>
        Assert.Equal(
            "{\"amount\":5,\"client_id\":\"caf\u00e9\",\"metric\":\"m\",\"timestamp\":\"2024-01-15T10:30:00Z\"}",
            SchemaReading.Read(
                "{\"profiles\":{\"" + key + "\":{\"defaults\":{\"amount\":\"5\"}}}}",
                "{\"client_id\":\"caf\u00e9\",\"metric\":\"m\",\"ts\":1705314600}"));

    [Fact]
    public void A_profile_may_bring_a_parser_of_its_own()
    {
        var cents = FieldParsers.Integer.Select<long, decimal>("cents to units", value => value / 100m);
        var schema = EventSchema.Default with
        {
            Profiles = EventSchema.Default.Profiles.Add(
                "c", ClientProfile.Default.WithParser(FieldNames.Amount, cents)),
        };

        Assert.Equal(
            """{"amount":12.5,"client_id":"c","metric":"m","timestamp":"2024-01-15T10:30:00Z"}""",
            SchemaReading.Read(schema, """{"client_id":"c","metric":"m","amount":1250,"ts":1705314600}"""));
        Assert.Equal(
            """{"amount":1250,"client_id":"d","metric":"m","timestamp":"2024-01-15T10:30:00Z"}""",
            SchemaReading.Read(schema, """{"client_id":"d","metric":"m","amount":1250,"ts":1705314600}"""));
    }

    [Fact]
    public void A_profiles_parser_of_the_client_or_of_another_type_is_refused()
    {
        var profile = ClientProfile.Default.WithParser(FieldNames.ClientId, FieldParsers.Text)
            .WithParser(FieldNames.Amount, FieldParsers.Integer).WithParser("colour", FieldParsers.Text);
        var schema = EventSchema.Default with { Profiles = EventSchema.Default.Profiles.Add("c", profile) };

        var message = Assert.Throws<ArgumentException>(() => new EventNormalizer(schema)).Message;

        Assert.Equal(
        [
            "$.profiles.c.parsers.amount: reads another type than the field, which is Decimal",
            "$.profiles.c.parsers.client_id: never applies, since the client id is read before the profile is known",
            "$.profiles.c.parsers.colour: is no field of the schema",
        ],
        message.Split(Environment.NewLine).Order(StringComparer.Ordinal));
    }
}
