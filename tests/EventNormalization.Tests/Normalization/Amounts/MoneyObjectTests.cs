using System;
using System.Text;
using EventNormalization.Normalization;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace EventNormalization.Tests.Normalization.Amounts;

public class MoneyObjectTests
{
    private const string Object =
        "amount.kind: expected a number, a text that holds one, or an object such as "
        + "{\"value\":\"12.50\",\"currency\":\"EUR\"}; an alias with a point such as amount.value leads into "
        + "another object";

    private const string Unclear =
        "amount.ambiguous: expected a number with a decimal point beside the currency of an object, or amount_unit or "
        + "amount_scale in the profile";

    [Theory]
    [InlineData("{\"value\":\"12.50\",\"currency\":\"EUR\"}", "12.50 EUR")]
    [InlineData("{\"amount\":12.5,\"currency\":\"eur\"}", "12.5 EUR")]
    [InlineData("{\"currency_code\":\"USD\",\"value\":\"10.00\"}", "10.00 USD")]
    [InlineData("{ \"currencyCode\" : \"USD\" , \"Amount\" : \"-10.00\" }", "-10.00 USD")]
    [InlineData("{\"value\":\"1,234.50\",\"currency\":978}", "1234.50 EUR")]
    [InlineData("{\"value\":\"12,50\",\"currency\":\"€\"}", "12.50 EUR")]
    [InlineData("{\"value\":\"12.\",\"currency\":\"EUR\"}", "12 EUR")]
    [InlineData("{\"v\\u0061lue\":\"12.5\\u0030\",\"currency\":\"\\u20ac\"}", "12.50 EUR")]
    [InlineData("{\"value\":\" 12.50 \",\"currency\":\" EUR \"}", "12.50 EUR")]
    [InlineData("{\"$numberDecimal\":\"12.50\"}", "12.50")]
    [InlineData("{\"$numberDecimal\":\"1.25E+1\"}", "12.5")]
    [InlineData("{\"$numberInt\":\"1200\"}", "1200")]
    [InlineData("{\"$numberLong\":1200}", "1200")]
    [InlineData("{\"$numberDouble\":\"-0.5\"}", "-0.5")]
    public void A_money_object_is_read(string json, string expected) => AssertSettled(expected, json);

    [Theory]
    [InlineData("{\"value\":1250,\"currency\":\"EUR\"}", "; it could be 12.5 or 1250")]
    [InlineData("{\"value\":1250,\"currency\":\"BHD\"}", "; it could be 1.25 or 1250")]
    [InlineData("{\"amount\":\"1250\",\"currency\":\"JPY\"}", "")]
    [InlineData("{\"currency\":\"EUR\",\"amount\":\"1,250\"}", "; it could be 12.5 or 1250")]
    [InlineData("{\"value\":1e3,\"currency\":\"EUR\"}", "; it could be 10 or 1000")]
    [InlineData("{\"value\":0,\"currency\":\"EUR\"}", "")]
    public void A_value_without_a_point_beside_a_currency_is_ambiguous(string json, string candidates) =>
        AssertSettled(Unclear + candidates, json);

    [Theory]
    [InlineData("{}")]
    [InlineData("{\"value\":12.5}")]
    [InlineData("{\"currency\":\"EUR\"}")]
    [InlineData("{\"value\":12.5,\"currency\":null}")]
    [InlineData("{\"value\":12.5,\"amount\":12.5}")]
    [InlineData("{\"value\":12.5,\"currency\":\"EUR\",\"exponent\":2}")]
    [InlineData("{\"value\":{\"value\":12.5},\"currency\":\"EUR\"}")]
    [InlineData("{\"value\":true,\"currency\":\"EUR\"}")]
    [InlineData("{\"value\":\"\",\"currency\":\"EUR\"}")]
    [InlineData("{\"value\":12.5,\"unit\":\"EUR\"}")]
    [InlineData("{\"$numberDecimal\":\"12.50\",\"currency\":\"EUR\"}")]
    [InlineData("{\"$numberDecimal\":null}")]
    [InlineData("{\"N\":\"12.50\"}")]
    public void Another_object_is_refused_with_the_alias_that_leads_into_it(string json) => AssertSettled(Object, json);

    [Theory]
    [InlineData("{\"value\":\"€12.50\",\"currency\":\"EUR\"}", "amount.format: expected one currency mark")]
    [InlineData("{\"value\":\"12.5O\",\"currency\":\"EUR\"}",
        "amount.format: expected nothing beside the number but one sign and one currency mark such as € or EUR")]
    [InlineData("{\"$numberDouble\":\"NaN\"}", "amount.format: expected a decimal number such as 12.50")]
    [InlineData("{\"$numberDecimal\":\"Infinity\"}", "amount.format: expected a decimal number such as 12.50")]
    [InlineData("{\"$numberDecimal\":\"1,200\"}", "amount.format: expected a decimal number such as 12.50")]
    [InlineData("{\"$numberDecimal\":\"1e99\"}",
        "amount.range: expected a number from -79228162514264337593543950335 to 79228162514264337593543950335")]
    public void A_money_object_with_a_wrong_value_says_what_is_wrong(string json, string expected) =>
        AssertSettled(expected, json);

    [Fact]
    public void A_minor_unit_code_in_a_money_object_is_refused()
    {
        Assert.Equal(
            "amount.format: expected a currency such as GBP, not its minor unit",
            MoneyTexts.Settle("{\"value\":\"12.50\",\"currency\":\"GBp\"}", null, AmountRules.Default));
    }

    [Fact]
    public void A_money_object_is_read_without_allocating()
    {
        var json = Encoding.UTF8.GetBytes("{\"value\":\"12.50\",\"currency\":\"EUR\"}");
        var rules = new AmountRules { Currency = "USD", SignFrom = new() { Member = "kind", Negative = ["REFUND"] } };
        var profile = ClientProfile.Default with { Amount = rules };
        Assert.Equal(-12.5m, Read(json, profile));

        var before = GC.GetAllocatedBytesForCurrentThread();
        Read(json, profile);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal(0, allocated);
    }

    [Law(5_000)]
    public Property An_object_of_any_pieces_never_throws() => Prop.ForAll(
        Gen.Elements(
            "{", "}", ",", ":", "\"value\"", "\"currency\"", "\"EUR\"", "12.5", "\"$numberInt\"", " ", "[", "\\u00",
            "null")
            .ArrayOf().Select(pieces => "{" + string.Concat(pieces)).ToArbitrary(),
        text => MoneyReading.Read(
            new FieldInput(JsonKind.Object, Encoding.UTF8.GetBytes(text)), ClientProfile.Default, out _) is not null
            || text.Contains("12.5", StringComparison.Ordinal));

    private static decimal Read(byte[] json, ClientProfile profile)
    {
        var rules = profile.Amount.Compiled;
        MoneyReading.Read(new FieldInput(JsonKind.Object, json), profile, out var money);
        CurrencyReading.Read(new FieldInput(JsonKind.Text, "€"u8), OtherCurrencies.Refuse, out var stated);
        CurrencyResolution.Settle(money, stated, rules, out var currency);
        var word = SignReading.Read(new FieldInput(JsonKind.Text, "refund"u8), rules);
        new AmountConversion(rules).Settle(money, currency, word, out var amount);
        return amount;
    }

    private static void AssertSettled(string expected, string json) =>
        Assert.Equal(expected, MoneyTexts.Settle(json, null, AmountRules.Default));
}
