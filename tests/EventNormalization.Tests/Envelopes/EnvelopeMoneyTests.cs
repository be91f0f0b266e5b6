using System;
using System.Linq;
using Xunit;

namespace EventNormalization.Tests.Envelopes;

/// <summary>What is said of an amount outside of its record.</summary>
public sealed class EnvelopeMoneyTests
{
    private const string E1 = """{"client_id":"a","metric":"m","amount":1,"timestamp":1705314600}""";
    private const string R1 = """{"amount":1,"client_id":"a","metric":"m","timestamp":"2024-01-15T10:30:00Z"}""";
    private const string Euro =
        """{"amount":1,"client_id":"a","currency":"EUR","metric":"m","timestamp":"2024-01-15T10:30:00Z"}""";

    [Theory]
    [InlineData("", R1)]
    [InlineData(""","inherit":["metric"]""", R1)]
    [InlineData(""","inherit":["currency"]""", Euro)]
    [InlineData(""","inherit":["batch"]""", Euro)]
    [InlineData(""","inherit":["batch.currency"]""", Euro)]
    public void A_currency_is_inherited_only_where_it_is_listed(string inherit, string expected)
    {
        var schema = """{"wrappers":["batch"],"records":["Records"]""" + inherit + "}";

        var texts = Expanded.Texts(schema, """{"batch":{"currency":"EUR"},"Records":[E1,E1]}"""
            .Replace("E1", E1, StringComparison.Ordinal));

        Assert.Equal([expected, expected], texts);
    }

    [Fact]
    public void A_currency_under_a_client_s_own_alias_is_inherited_where_it_is_listed()
    {
        var texts = Expanded.Texts(
            """{"profiles":{"a":{"aliases":{"currency":["coin"]}}},"records":["Records"],"inherit":["coin"]}""",
            $$"""{"coin":"EUR","Records":[{{E1}}]}""");

        Assert.Equal([Euro], texts);
    }

    [Fact]
    public void A_mark_in_the_record_and_another_currency_that_is_inherited_are_a_conflict()
    {
        var texts = Expanded.Texts(
            """{"records":["Records"],"inherit":["currency"]}""",
            """{"currency":"EUR","Records":[{"client_id":"a","metric":"m","amount":"£1","timestamp":1705314600}]}""");

        Assert.StartsWith(
            "currency.conflict: field 'currency' at currency, Records[0].amount",
            texts.Single(),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"€1\"")]
    [InlineData("\"1 EUR\"")]
    [InlineData("1,\"currency\":\"EUR\"")]
    [InlineData("""{"value":"1.0","currency":"EUR"}""")]
    public void Money_beside_a_decoded_object_is_that_of_the_event(string amount)
    {
        var texts = Expanded.Texts(
            """{"decode":{"data":"json"}}""",
            """{"amount":AMOUNT,"data":"{\"client_id\":\"a\",\"metric\":\"m\",\"timestamp\":1705314600}"}"""
                .Replace("AMOUNT", amount, StringComparison.Ordinal));

        Assert.Equal([Euro], texts);
    }

    [Theory]
    [InlineData("", "amount.sign")]
    [InlineData(""","inherit":["kind"]""", "{\"amount\":-1,")]
    public void The_member_that_says_the_sign_is_inherited_only_where_it_is_listed(string inherit, string expected)
    {
        var texts = Expanded.Texts(
            """{"profile":{"sign_from":{"member":"kind","negative":["DBIT"]}},"records":["Records"]""" + inherit + "}",
            $$"""{"kind":"DBIT","Records":[{{E1}}]}""");

        Assert.StartsWith(expected, texts.Single(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_sign_in_the_record_is_not_looked_for_around_it()
    {
        var texts = Expanded.Texts(
            """
            {"profile":{"sign_from":{"member":"kind","negative":["DBIT"],"positive":["CRDT"]}},"records":["Records"],
            "inherit":["kind"]}
            """,
            $$"""{"kind":"DBIT","Records":[{{E1.Replace("}", ",\"kind\":\"CRDT\"}", StringComparison.Ordinal)}}]}""");

        Assert.Equal([R1], texts);
    }
}
