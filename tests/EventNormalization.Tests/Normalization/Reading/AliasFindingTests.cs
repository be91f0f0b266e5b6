using System;
using Xunit;

namespace EventNormalization.Tests.Normalization.Reading;

/// <summary>Under which names a field is found, and which of them counts.</summary>
public sealed class AliasFindingTests
{
    private const string Time = "\"timestamp\":\"2024-01-15T10:30:00Z\"";

    [Theory]
    [InlineData("{}", "\"price\":9,\"quantity\":3,\"amount\":1")]
    [InlineData("{}", "\"_amount\":2,\"$amount\":3,\"@value\":4,\"value\":1")]
    [InlineData("{}", "\"amount\":1,\"value\":2,\"data\":{\"total\":3}")]
    [InlineData("{}", "\"value\":2,\"data\":{\"amount\":1}")]
    [InlineData("{}", "\"total\":{\"gross\":2},\"value\":1")]
    [InlineData("{}", "\"total\":[2,3],\"value\":1")]
    [InlineData("""{"fields":{"amount":{"aliases":["$total"]}}}""", "\"$Total\":1,\"total\":2,\"_total\":3")]
    [InlineData("""{"fields":{"amount":{"aliases":["order.net"]}}}""", "\"order\":{\"net\":1}")]
    [InlineData("""{"fields":{"amount":{"aliases":["order.net"]}}}""", "\"Order.Net\":1")]
    [InlineData("""{"fields":{"amount":{"aliases":["order.net"]}}}""", "\"data\":{\"order.net\":1}")]
    [InlineData("""{"fields":{"amount":{"aliases":["amount.gross"]}}}""", "\"amount\":{\"gross\":1,\"net\":2}")]
    [InlineData("""{"fields":{"amount":{"choose":"first","aliases":["net","gross"]}}}""", "\"gross\":2,\"net\":1")]
    [InlineData("""{"fields":{"amount":{"choose":"first","aliases":["net","gross"]}}}""", "\"gross\":1,\"net\":null")]
    [InlineData(
        """{"fields":{"amount":{"choose":"first","aliases":["net","gross"]}}}""", "\"gross\":1,\"net\":{\"x\":2}")]
    [InlineData(
        """{"fields":{"amount":{"choose":"first","aliases":["net","gross"]}}}""", "\"data\":{\"net\":2},\"net\":1")]
    [InlineData(
        """{"fields":{"amount":{"choose":"first","aliases":["net","gross"]}}}""", "\"data\":{\"net\":1},\"gross\":2")]
    [InlineData("""{"fields":{"amount":{"choose":"first","aliases":["net"]}}}""", "\"data\":{\"amount\":1},\"net\":2")]
    public void The_amount_is_found(string schema, string members) =>
        Assert.Equal(
            """{"amount":1,"client_id":"c","metric":"m","timestamp":"2024-01-15T10:30:00Z"}""",
            SchemaReading.Read(schema, "{\"client_id\":\"c\",\"metric\":\"m\"," + members + "," + Time + "}"));

    [Theory]
    [InlineData("{}", "\"price\":9,\"quantity\":3", "amount.missing")]
    [InlineData("{}", "\"_amount\":2", "amount.missing")]
    [InlineData("{}", "\"value\":1,\"total\":2", "amount.conflict")]
    [InlineData("{}", "\"amount\":1,\"data\":{\"amount\":2}", "amount.conflict")]
    [InlineData("{}", "\"amount\":{\"x\":1}", "amount.kind")]
    [InlineData("{}", "\"amount\":[1]", "amount.kind")]
    [InlineData("{}", "\"total\":[1]", "amount.missing")]
    [InlineData("""{"fields":{"amount":{"aliases":["total"]}}}""", "\"$total\":1", "amount.missing")]
    [InlineData("""{"fields":{"amount":{"choose":"first","aliases":["net","gross"]}}}""", "\"net\":\"x\",\"gross\":1",
        "amount.format")]
    [InlineData(
        """{"fields":{"amount":{"choose":"first","aliases":["net"]}}}""",
        "\"data\":{\"net\":1},\"payload\":{\"net\":2}",
        "amount.conflict")]
    [InlineData("""{"fields":{"amount":{"aliases":["order.net"]}}}""", "\"order.net\":1,\"order\":{\"net\":2}",
        "amount.conflict")]
    public void The_amount_is_refused(string schema, string members, string code) =>
        Assert.Equal(
            code, SchemaReading.Codes(schema, "{\"client_id\":\"c\",\"metric\":\"m\"," + members + "," + Time + "}"));

    [Theory]
    [InlineData(
        "\"total\":{\"net\":{},\"value\":5}",
        "amount.missing: field 'amount' at total: found {\"net\":{},\"value\":5}, expected a text or a "
            + "number; the alias "
        + "total.value would lead to one inside")]
    [InlineData(
        "\"data\":{\"total\":{\"sum\":5}}",
        "amount.missing: field 'amount' at data.total: found {\"sum\":5}, expected a text or a number; the alias "
        + "data.total.sum would lead to one inside")]
    [InlineData(
        "\"total\":[5]", "amount.missing: field 'amount' at total: found [5], expected a text or a number")]
    public void An_object_that_is_no_amount_says_which_alias_would_read_it(string members, string error) =>
        Assert.Equal(
            error, SchemaReading.Read("{}", "{\"client_id\":\"c\",\"metric\":\"m\"," + members + "," + Time + "}"));

    [Theory]
    [InlineData(
        "\"data\":[{\"amount\":1},{\"amount\":2}],\"source\":\"s\",\"type\":\"t\",\"date\":\"2024-01-15\",\"total\":3",
        "data")]
    [InlineData(
        "\"client_id\":\"s\",\"metric\":\"t\",\"date\":\"2024-01-15\",\"amount\":3,\"payload\":[ { } ]", "payload")]
    [InlineData("\"events\":1,\"event\":[1,{\"a\":1}]", "event")]
    [InlineData("\"payload\":{\"client\":\"c\",\"total\":3,\"data\":[{\"a\":1}]},\"type\":\"t\",\"ts\":1705314600",
        "payload.data")]
    [InlineData("\"properties\":[{\"a\":\"\\ud800\"}]", "properties")]
    public void Several_events_in_one_delivery_are_not_one(string members, string path)
    {
        var error = SchemaReading.Read("{}", "{" + members + "}");

        Assert.StartsWith($"json.records: event at {path}: found [", error, StringComparison.Ordinal);
        Assert.EndsWith(
            $"expected one event; where these are events, the schema declares \"records\": "
                + $"[\"{path}\"]; where they belong "
            + "to one, its fields stand at the top under their own names",
            error,
            StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error);
    }

    [Theory]
    [InlineData("\"data\":[{\"name\":\"a.pdf\"}]")]
    [InlineData("\"data\":[1,2,[{\"x\":1}]]")]
    [InlineData("\"attachments\":[{\"amount\":9}],\"data\":[]")]
    [InlineData("\"payload\":{\"note\":1,\"data\":[{\"amount\":7}]}")]
    public void What_is_attached_to_a_whole_event_changes_nothing(string members) =>
        Assert.Equal(
            """{"amount":1,"client_id":"c","metric":"m","timestamp":"2024-01-15T10:30:00Z"}""",
            SchemaReading.Read(
                "{}", "{" + members + ",\"client_id\":\"c\",\"metric\":\"m\",\"amount\":1," + Time + "}"));

    [Fact]
    public void A_member_may_be_a_field_and_say_something_of_another() =>
        Assert.Equal(
            """{"amount":1,"client_id":"c","metric":"m","timestamp":"2024-01-15T09:30:00Z","zone":"Europe/Berlin"}""",
            SchemaReading.Read(
                """{"fields":{"timestamp":{"zone_from":"zone"},"zone":{}}}""",
                """{"client_id":"c","metric":"m","amount":1,"zone":"Europe/Berlin","ts":"2024-01-15T10:30:00"}"""));

    [Theory]
    [InlineData("""{"null_tokens":["未定"]}""", "未定")]
    [InlineData("""{"null_tokens":["Ünbekannt"]}""", "u\u0308NBEKANNT")]
    [InlineData("""{"null_tokens":["no data"]}""", "No  DATA")]
    [InlineData("""{"null_tokens":[" ΟΥΔΕΝ "]}""", "ουδεν")]
    [InlineData("""{"null_tokens":["K/A"]}""", "\u212A/a")]
    [InlineData("{}", "NULL")]
    [InlineData("{}", "#N/A")]
    public void A_null_token_means_nothing_in_any_script(string schema, string text) =>
        Assert.Equal(
            "amount.missing",
            SchemaReading.Codes(
                schema, "{\"client_id\":\"c\",\"metric\":\"m\",\"amount\":\"" + text + "\"," + Time + "}"));

    [Theory]
    [InlineData("\"note\":\"\\ud83d\"")]
    [InlineData("\"note\":\"a long text with half of a pair \\udc00 and more \\ud800\\ud800\"")]
    [InlineData("\"note\":[{\"x\":\"\\ud800x\"}]")]
    [InlineData("\"\\ud800\":1,\"\\ud801\":2")]
    [InlineData("\"_client_id\":\"\\udfff\"")]
    public void Half_of_a_surrogate_pair_in_a_member_that_is_no_field_changes_nothing(string members) =>
        Assert.Equal(
            """{"amount":1,"client_id":"c","metric":"m","timestamp":"2024-01-15T10:30:00Z"}""",
            SchemaReading.Read(
                "{}", "{" + members + ",\"client_id\":\"c\",\"metric\":\"m\",\"amount\":1," + Time + "}"));

    [Fact]
    public void Half_of_a_surrogate_pair_in_a_field_is_refused_together_with_all_else() =>
        Assert.Equal(
            "client_id.characters: field 'client_id': found \"a\\xED\\xA0\\x80\", expected text without half of "
                + "a surrogate pair\n"
            + "amount.kind: field 'amount': found true, expected a number such as 12.50, or a text that holds one",
            SchemaReading.Read("{}", "{\"client_id\":\"a\\ud800\",\"metric\":\"m\",\"amount\":true," + Time + "}"));

    [Fact]
    public void One_name_twice_with_half_of_a_pair_is_still_twice() =>
        Assert.Equal("json.duplicate_key", SchemaReading.Codes("{}", "{\"\\ud800\":1,\"\\uD800\":2}"));
}
