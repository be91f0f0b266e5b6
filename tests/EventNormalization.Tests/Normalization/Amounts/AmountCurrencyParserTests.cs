using System.Linq;
using System.Text;
using EventNormalization.Ingestion;
using EventNormalization.Normalization;
using NodaTime;
using Xunit;

namespace EventNormalization.Tests.Normalization.Amounts;

public class AmountCurrencyParserTests
{
    private static readonly AmountCurrencyParser Parser = new();

    [Theory]
    [InlineData("€12.50", "EUR")]
    [InlineData("12,50 zł", "PLN")]
    [InlineData("-5 USD", "USD")]
    [InlineData("(5 pln)", "PLN")]
    [InlineData("R$ 1.500,00", "BRL")]
    [InlineData("CA$5", "CAD")]
    [InlineData("5 $ US", "USD")]
    [InlineData("£10.000", "GBP")]
    [InlineData("5 TL", "TRY")]
    [InlineData("FIM 5", "FIM")]
    [InlineData("EUR", "EUR")]
    [InlineData("eur", "EUR")]
    [InlineData("₹", "INR")]
    public void A_mark_of_one_currency_gives_its_code(string text, string expected) =>
        Assert.Equal(expected, Parse(JsonKind.Text, text).Value);

    [Theory]
    [InlineData("￥500", "¥")]
    [InlineData("500 Kr.", "kr")]
    [InlineData("₨ 500", "Rs")]
    [InlineData("5 lei", "lei")]
    [InlineData("₿5", "₿")]
    public void A_shared_mark_gives_its_canonical_spelling(string text, string expected) =>
        Assert.Equal(expected, Parse(JsonKind.Text, text).Value);

    [Fact]
    public void A_shared_mark_gives_the_currency_of_the_profile_if_that_has_it()
    {
        var profile = ClientProfile.Default with { Amount = new AmountRules { Currency = "SEK", UnitMarks = ["kg"] } };

        Assert.Equal("SEK", Parser.Parse(new FieldInput(JsonKind.Text, "5 kr"u8), profile).Value);
        Assert.Equal("$", Parser.Parse(new FieldInput(JsonKind.Text, "$5"u8), profile).Value);
        Assert.Equal(
            Problems.Missing, Parser.Parse(new FieldInput(JsonKind.Text, "5 kg"u8), profile).Failure!.Problem);
    }

    [Theory]
    [InlineData(JsonKind.Text, "12.50", Problems.Missing, "an amount with a currency mark such as € or EUR")]
    [InlineData(JsonKind.Number, "12.50", Problems.Missing, "an amount with a currency mark such as € or EUR")]
    [InlineData(JsonKind.Text, "abc", Problems.Format, "a decimal number such as 12.50")]
    [InlineData(JsonKind.Text, "5 XXX", Problems.Format,
        "nothing beside the number but one sign and one currency mark such as € or EUR")]
    [InlineData(JsonKind.True, "true", Problems.Kind, "a number such as 12.50, or a text that holds one")]
    public void What_names_no_currency_says_why(JsonKind kind, string text, string problem, string expected)
    {
        var failure = Parse(kind, text).Failure!;

        Assert.Equal((problem, expected), (failure.Problem, failure.Expected));
    }

    [Theory]
    [InlineData("\"€ 12,50\"", "fee_currency=EUR")]
    [InlineData("\"12 EUR\"", "fee_currency=EUR")]
    [InlineData("\"12,50\"", "")]
    [InlineData("12.50", "")]
    public void An_optional_currency_is_absent_where_the_amount_has_no_mark(string amount, string expected)
    {
        var result = Normalize(FieldPresence.Optional, null, amount);

        Assert.Equal(expected, string.Join(' ', result.Record!.Fields.Select(field => field.ToString())));
    }

    [Fact]
    public void A_default_stands_in_where_the_amount_has_no_mark()
    {
        var result = Normalize(FieldPresence.Required, "USD", "12.50");

        Assert.Equal("USD", result.Record!.Fields.Single().Value.AsText());
    }

    [Fact]
    public void A_required_currency_that_the_amount_lacks_is_an_error_that_shows_the_amount()
    {
        var result = Normalize(FieldPresence.Required, null, "12.50");

        Assert.Equal(
            [
                "fee_currency.missing: field 'fee_currency' at amount: found 12.50, expected an amount with a "
                    + "currency mark such as € or EUR",
            ],
            result.Errors.Select(error => error.ToString()));
    }

    private static ParseResult<string> Parse(JsonKind kind, string text) =>
        Parser.Parse(new FieldInput(kind, Encoding.UTF8.GetBytes(text)), ClientProfile.Default);

    private static NormalizationResult Normalize(FieldPresence presence, string? fallback, string amount)
    {
        var currency = new FieldDefinition<string>("fee_currency", Parser)
        {
            ReadFrom = "amount",
            Presence = presence,
            Default = fallback,
        };
        var schema = EventSchema.Default with { FurtherFields = [currency] };
        var json = """{"client_id":"c","metric":"m","timestamp":"2024-01-01T00:00:00Z","amount":""" + amount + "}";
        return new EventNormalizer(schema).Normalize(
            new RawEvent(Encoding.UTF8.GetBytes(json), Instant.FromUtc(2026, 1, 1, 0, 0)));
    }
}
