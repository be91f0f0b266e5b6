using System.Linq;
using System.Text;
using EventNormalization.Ingestion;
using EventNormalization.Normalization;
using NodaTime;
using Xunit;

namespace EventNormalization.Tests.Normalization.Amounts;

/// <summary>A host's own parser of amounts, in events of several currencies.</summary>
public class ComposedAmountTests
{
    private static readonly EventNormalizer Normalizer = new(EventSchema.Default with
    {
        Amount = EventSchema.Default.Amount with
        {
            Parser = FieldParsers.Amount.Where(
                "amounts above zero",
                value => value > 0,
                new ParseFailure { Problem = Problems.Range, Expected = "an amount above zero" }),
        },
    });

    [Theory]
    [InlineData("\"12.50 USD\"", "12.50 USD")]
    [InlineData("\"12.50 EUR\"", "12.50 EUR")]
    [InlineData("{\"value\":\"12.50\",\"currency\":\"EUR\"}", "12.50 EUR")]
    [InlineData("12.5", "12.5 ")]
    [InlineData("\"-12.50 EUR\"", "amount.range")]
    public void A_composed_parser_does_not_make_one_currency_of_two(string amount, string expected)
    {
        var json = """{"client_id":"c","metric":"m","timestamp":"2024-01-01T00:00:00Z","amount":""" + amount + "}";

        var result = Normalizer.Normalize(
            new RawEvent(Encoding.UTF8.GetBytes(json), Instant.FromUtc(2026, 1, 1, 0, 0)));

        Assert.Equal(
            expected,
            result.Record is { } record
                ? PrintedAmount.Plain(record.Amount) + " " + record.Currency
                : result.Errors.Single().Code);
    }
}
