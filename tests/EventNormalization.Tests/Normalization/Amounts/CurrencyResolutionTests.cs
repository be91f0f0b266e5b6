using System.Text;
using EventNormalization.Normalization;
using Xunit;

namespace EventNormalization.Tests.Normalization.Amounts;

public class CurrencyResolutionTests
{
    private const string Conflict = "currency.conflict: expected the currency that the amount names too";

    [Theory]
    [InlineData("12.5", null, null, "12.5")]
    [InlineData("\"12.50 USD\"", null, null, "12.50 USD")]
    [InlineData("\"12.50 eur\"", null, null, "12.50 EUR")]
    [InlineData("\"€12.50\"", null, "USD", "12.50 EUR")]
    [InlineData("12.5", null, "USD", "12.5 USD")]
    [InlineData("12.5", "\"EUR\"", "USD", "12.5 EUR")]
    [InlineData("\"12.50\"", "\"eur\"", null, "12.50 EUR")]
    [InlineData("\"12.50\"", "978", null, "12.50 EUR")]
    [InlineData("\"$12.50\"", null, null, "12.50 $")]
    [InlineData("\"-$12.50\"", null, null, "-12.50 $")]
    [InlineData("\"＄12.50\"", null, null, "12.50 $")]
    [InlineData("\"12.50 Kr.\"", null, null, "12.50 kr")]
    [InlineData("\"￥12\"", null, null, "12 ¥")]
    [InlineData("\"5 FCFA\"", null, null, "5 CFA")]
    [InlineData("\"₨ 5\"", null, null, "5 Rs")]
    [InlineData("\"₿5\"", null, null, "5 ₿")]
    [InlineData("\"¤5\"", null, null, "5 ¤")]
    [InlineData("\"¤5\"", null, "EUR", "5 EUR")]
    [InlineData("\"¤5\"", "\"EUR\"", null, "5 EUR")]
    public void The_first_that_says_it_says_the_currency(
        string amount, string? member, string? profile, string expected) =>
        Assert.Equal(expected, Settle(amount, member, profile));

    [Theory]
    [InlineData("\"$12.50\"", "\"CAD\"", null, "12.50 CAD")]
    [InlineData("\"$12.50\"", "\"CAD\"", "USD", "12.50 CAD")]
    [InlineData("\"$12.50\"", null, "USD", "12.50 USD")]
    [InlineData("\"$12.50\"", null, "EUR", "12.50 $")]
    [InlineData("\"12 kr\"", null, "SEK", "12 SEK")]
    [InlineData("\"12 kr\"", "\"NOK\"", "SEK", "12 NOK")]
    [InlineData("\"12 руб\"", "\"933\"", null, "12 BYN")]
    [InlineData("\"12 CAD\"", "\"$\"", null, "12 CAD")]
    [InlineData("12", "\"kr\"", null, "12 kr")]
    [InlineData("12", "\"kr\"", "ISK", "12 ISK")]
    [InlineData("\"12 kr\"", "\"kr.\"", null, "12 kr")]
    [InlineData("12", "\"Ft\"", null, "12 HUF")]
    public void A_shared_mark_agrees_with_each_of_its_currencies(
        string amount, string? member, string? profile, string expected) =>
        Assert.Equal(expected, Settle(amount, member, profile));

    [Theory]
    [InlineData("\"£5\"", "\"EUR\"", null)]
    [InlineData("\"5 USD\"", "\"CAD\"", null)]
    [InlineData("\"$5\"", "\"EUR\"", null)]
    [InlineData("\"$5\"", "\"EUR\"", "USD")]
    [InlineData("\"5 kr\"", "\"$\"", null)]
    [InlineData("\"5 kr\"", "978", null)]
    [InlineData("\"₿5\"", "\"USD\"", null)]
    [InlineData("{\"value\":\"12.50\",\"currency\":\"EUR\"}", "\"USD\"", null)]
    public void A_mark_and_a_member_that_mean_different_currencies_are_a_conflict(
        string amount, string member, string? profile) =>
        Assert.Equal(Conflict, Settle(amount, member, profile));

    [Fact]
    public void A_member_of_its_own_conflicts_with_every_mark_but_that_of_any_currency()
    {
        var rules = AmountRules.Default.Compiled;
        var money = new WrittenMoney { Value = 5 };

        Assert.Null(CurrencyResolution.Settle(money, StatedCurrency.Other, rules, out var resolved));
        Assert.True(resolved.IsOther);
        money.Currency = Currencies.Any;
        Assert.Null(CurrencyResolution.Settle(money, StatedCurrency.Other, rules, out _));
        money.Currency = Currencies.Dollar;
        Assert.Equal(Problems.Conflict, CurrencyResolution.Settle(money, StatedCurrency.Other, rules, out _)!.Problem);
    }

    [Theory]
    [InlineData("\"EUR\"", "EUR")]
    [InlineData("\"Eur\"", "EUR")]
    [InlineData("\"eur\"", "EUR")]
    [InlineData("\"dem\"", "DEM")]
    [InlineData("\"ALL\"", "ALL")]
    [InlineData("\"€\"", "EUR")]
    [InlineData("\"KM\"", "BAM")]
    [InlineData("\"C$\"", "C$")]
    [InlineData("\"840\"", "USD")]
    [InlineData("\"036\"", "AUD")]
    [InlineData("36", "AUD")]
    [InlineData("8", "ALL")]
    public void A_member_may_be_a_code_a_mark_or_the_number(string json, string expected)
    {
        Assert.Null(CurrencyReading.Read(MoneyTexts.Input(json), OtherCurrencies.Refuse, out var stated));
        Assert.Equal(expected, stated.Known!.Text);
    }

    [Theory]
    [InlineData("\"points\"", "format: expected an ISO 4217 code such as EUR or 978, or a currency mark such as €")]
    [InlineData("\"XAU\"", "format: expected an ISO 4217 code such as EUR or 978, or a currency mark such as €")]
    [InlineData("\"36\"", "format: expected an ISO 4217 code such as EUR or 978, or a currency mark such as €")]
    [InlineData("0", "format: expected an ISO 4217 code such as EUR or 978, or a currency mark such as €")]
    [InlineData("999", "format: expected an ISO 4217 code such as EUR or 978, or a currency mark such as €")]
    [InlineData("9780", "format: expected an ISO 4217 code such as EUR or 978, or a currency mark such as €")]
    [InlineData("-97", "format: expected an ISO 4217 code such as EUR or 978, or a currency mark such as €")]
    [InlineData("\"€ 5\"", "format: expected an ISO 4217 code such as EUR or 978, or a currency mark such as €")]
    [InlineData("\"GBp\"", "format: expected a currency such as GBP, not its minor unit")]
    [InlineData("\"GBX\"", "format: expected a currency such as GBP, not its minor unit")]
    [InlineData("\"ZAc\"", "format: expected a currency such as GBP, not its minor unit")]
    [InlineData("\"USd\"", "format: expected a currency such as GBP, not its minor unit")]
    [InlineData("true", "kind: expected a text such as EUR, or an ISO 4217 number such as 978")]
    [InlineData("[\"EUR\"]", "kind: expected a text such as EUR, or an ISO 4217 number such as 978")]
    public void A_member_that_names_no_currency_says_why(string json, string expected)
    {
        var failure = CurrencyReading.Read(MoneyTexts.Input(json), OtherCurrencies.Refuse, out _)!;

        Assert.Equal("currency." + expected, MoneyTexts.Show("currency", failure));
    }

    [Theory]
    [InlineData("\"points\"", null)]
    [InlineData("\"BTC\"", null)]
    [InlineData("\"Bonus 2024\"", null)]
    [InlineData("\"GBp\"", Problems.Format)]
    [InlineData("\"EUr\"", Problems.Format)]
    [InlineData("999", Problems.Format)]
    [InlineData("true", Problems.Kind)]
    public void Where_the_schema_takes_other_texts_any_but_a_minor_unit_is_a_currency_of_its_own(
        string json, string? problem)
    {
        var failure = CurrencyReading.Read(MoneyTexts.Input(json), OtherCurrencies.Text, out var stated);

        Assert.Equal(problem, failure?.Problem);
        Assert.Equal(problem is null, stated.IsOther);
    }

    [Fact]
    public void Where_the_schema_takes_other_texts_a_known_one_is_still_the_known_one()
    {
        CurrencyReading.Read(MoneyTexts.Input("\"Eur\""), OtherCurrencies.Text, out var stated);

        Assert.Same(Currencies.FindCode("EUR"), stated.Known);
    }

    [Fact]
    public void A_text_of_more_than_64_characters_is_no_currency()
    {
        var input = new FieldInput(JsonKind.Text, Encoding.UTF8.GetBytes(new string('x', 65)));

        Assert.Equal(Problems.TooLong, CurrencyReading.Read(input, OtherCurrencies.Text, out _)!.Problem);
    }

    [Theory]
    [InlineData("\"12345 KM\"", "BAM", "12345 BAM")]
    [InlineData("\"R273.00\"", "ZAR", "273.00 ZAR")]
    [InlineData("\"1 Ft\"", "HUF", "1 HUF")]
    [InlineData("\"5 ALL\"", "ALL", "5 ALL")]
    [InlineData("\"5 den\"", "MKD", "5 MKD")]
    [InlineData("\"12 Br\"", "ETB", "12 ETB")]
    public void A_mark_that_is_also_a_word_is_read_for_a_client_with_its_currency(
        string amount, string profile, string expected)
    {
        Assert.StartsWith("amount.format", Settle(amount, null, null), System.StringComparison.Ordinal);
        Assert.StartsWith("amount.format", Settle(amount, null, "EUR"), System.StringComparison.Ordinal);
        Assert.Equal(expected, Settle(amount, null, profile));
    }

    private static string Settle(string amount, string? member, string? profile) =>
        MoneyTexts.Settle(amount, member, new AmountRules { Currency = profile });
}
