using System;
using EventNormalization.Ingestion;
using EventNormalization.Tests.Envelopes;
using Xunit;

namespace EventNormalization.Tests.Normalization.Reading;

/// <summary>Where the parts of money are found: the amount, its currency, its sign.</summary>
public sealed class MoneyFindingTests
{
    private const string Rest = "\"client_id\":\"a\",\"metric\":\"m\",\"timestamp\":1705314600}";

    [Theory]
    [InlineData("{}", "\"currency code\":{\"x\":1},\"amount\":\"5 USD\"", "5,USD")]
    [InlineData("{}", "\"currency code\":[1],\"amount\":5", "5,none")]
    [InlineData(
        """{"profile":{"currency":"EUR","amount_unit":"minor"}}""", "\"currency code\":{},\"amount\":500", "5,EUR")]
    [InlineData("""{"fields":{"currency":{"default":"CHF"}}}""", "\"currency code\":{},\"amount\":5", "5,CHF")]
    [InlineData("""{"fields":{"currency":{"aliases":["a","b"]}}}""", "\"a\":{},\"b\":\"EUR\",\"amount\":5", "5,EUR")]
    public void An_object_at_an_alias_of_the_currency_is_as_if_it_were_not_there(
        string schema, string members, string expected) => Assert.Equal(Record(expected), Read(schema, members));

    [Fact]
    public void An_object_under_the_currency_s_own_name_is_refused() => Assert.StartsWith(
        "currency.kind: field 'currency': found {}", Read("{}", "\"currency\":{},\"amount\":5"),
        StringComparison.Ordinal);

    [Theory]
    [InlineData("""{"value":"12.50","currency":"EUR"}""", "12.5,EUR")]
    [InlineData("""{"$numberDecimal":"12.50"}""", "12.5,none")]
    public void A_money_object_at_an_alias_is_an_amount(string value, string expected) =>
        Assert.Equal(Record(expected), Read("{}", "\"total\":" + value));

    [Theory]
    [InlineData("""{"net":5,"tax":1}""")]
    [InlineData("{}")]
    [InlineData("[5]")]
    public void Another_object_at_an_alias_neither_conflicts_nor_is_read(string value) =>
        Assert.Equal(Record("3,none"), Read("{}", $"\"total\":{value},\"value\":3"));

    [Fact]
    public void The_message_of_an_object_names_the_alias_that_leads_to_a_value_inside() => Assert.EndsWith(
        "the alias total.net would lead to one inside", Read("{}", "\"total\":{\"net\":5}"), StringComparison.Ordinal);

    [Theory]
    [InlineData("EUR", "5,EUR")]
    [InlineData("", "5,none")]
    public void A_currency_that_the_host_knows_is_that_of_the_amount(string known, string expected)
    {
        var context = new EventContext([new("coin", known)]);

        var text = Expanded.Texts(
            """{"fields":{"currency":{"from":"context.coin"}}}""", "{\"amount\":5," + Rest, context);

        Assert.Equal(Record(expected), text[0]);
    }

    [Fact]
    public void The_member_that_says_the_sign_may_be_a_field_too()
    {
        const string Schema =
            """{"profile":{"sign_from":{"member":"type","negative":["refund"],"positive":["sale"]}}}""";

        var text = Expanded.Texts(Schema, """{"client_id":"a","type":"refund","amount":5,"timestamp":1705314600}""")[0];

        Assert.Equal(Record("-5,none").Replace("\"m\"", "\"refund\"", StringComparison.Ordinal), text);
    }

    [Theory]
    [InlineData("{}", "\"12 EUR\"", """{"value":12,"currency":"EUR"}""")]
    [InlineData("{}", """{"value":12,"currency":"EUR"}""", """{"amount":12.0,"currency":"EUR"}""")]
    [InlineData("""{"profile":{"amount_unit":"minor"}}""", "\"12 EUR\"", """{"value":12,"currency":"EUR"}""")]
    public void A_number_that_may_be_of_cents_conflicts_with_one_that_is_not_in_either_order(
        string schema, string one, string other)
    {
        var first = Read(schema, $"\"total\":{one},\"value\":{other}");
        var second = Read(schema, $"\"value\":{other},\"total\":{one}");

        Assert.StartsWith("amount.conflict: field 'amount' at total, value: ", first, StringComparison.Ordinal);
        Assert.StartsWith("amount.conflict: field 'amount' at value, total: ", second, StringComparison.Ordinal);
    }

    private static string Read(string schema, string members) => Expanded.Texts(schema, "{" + members + "," + Rest)[0];

    private static string Record(string money)
    {
        var parts = money.Split(',');
        var currency = parts[1] == "none" ? "" : $"\"currency\":\"{parts[1]}\",";
        return $"{{\"amount\":{parts[0]},\"client_id\":\"a\",{currency}"
            + "\"metric\":\"m\",\"timestamp\":\"2024-01-15T10:30:00Z\"}";
    }
}
