using System.Linq;
using System.Text;
using EventNormalization.Ingestion;
using EventNormalization.Normalization;
using NodaTime;
using Xunit;
using InstantPattern = NodaTime.Text.InstantPattern;

namespace EventNormalization.Tests.Docs;

/// <summary>The examples of docs/parsers.md, compiled and run.</summary>
public class ParserGuideTests
{
    private const string Page = "docs/parsers.md";
    private const string Source = "tests/EventNormalization.Tests/Docs/ParserGuideTests.cs";

    private static readonly string[] Examples = ["cents", "cents of one", "till date", "till schema", "currency"];

    [Fact]
    public void The_examples_of_the_page_are_those_that_are_compiled_here() =>
        Assert.Equal(
            Examples.Select(name => CodeBlocks.OfSource(Source, name)),
            CodeBlocks.OfPage(Page, "csharp"));

    [Fact]
    public void Cents_become_units()
    {
        // begin cents
        var cents = FieldParsers.Integer.Select<long, decimal>("cents to units", value => value / 100m);

        var schema = EventSchema.Default with
        {
            Amount = EventSchema.Default.Amount with { Parser = cents },
        };
        // end cents

        Assert.Equal(
            12.5m,
            Read(schema, """{"client_id":"c","metric":"m","amount":1250,"ts":1615298706}""").Record!.Amount);
        Assert.Equal(
            ["amount.format: field 'amount': found 12.5, expected a whole number such as 42, without a fraction"],
            Errors(schema, """{"client_id":"c","metric":"m","amount":12.5,"ts":1615298706}"""));

        // begin cents of one
        var oneClient = EventSchema.Default with
        {
            Profiles = EventSchema.Default.Profiles.Add(
                "shop-7", ClientProfile.Default.WithParser(FieldNames.Amount, cents)),
        };
        // end cents of one

        Assert.Equal(
            12.5m,
            Read(oneClient, """{"client_id":"shop-7","metric":"m","amount":1250,"ts":1615298706}""").Record!.Amount);
        Assert.Equal(
            1250m,
            Read(oneClient, """{"client_id":"c","metric":"m","amount":1250,"ts":1615298706}""").Record!.Amount);
    }

    [Fact]
    public void A_till_writes_its_dates_in_its_own_way()
    {
        // begin till schema
        var schema = EventSchema.Default with
        {
            Timestamp = EventSchema.Default.Timestamp with { Parser = FieldParsers.Timestamp.Or(new TillDateParser()) },
        };
        // end till schema

        Assert.Equal(
            Instant.FromUtc(2021, 3, 9, 14, 5),
            Read(schema, """{"client_id":"c","metric":"m","amount":1,"ts":"T20210309/1405"}""").Record!.Timestamp);
        Assert.Equal(
            Instant.FromUtc(2021, 3, 9, 14, 5, 6),
            Read(schema, """{"client_id":"c","metric":"m","amount":1,"ts":1615298706}""").Record!.Timestamp);
        Assert.Equal(
            ["timestamp.ambiguous: field 'timestamp' at ts: found \"04/05/2021\", expected a date such as 2024-01-15, "
                + "or a date order in the profile; it could be 2021-04-05T00:00:00Z or 2021-05-04T00:00:00Z"],
            Errors(schema, """{"client_id":"c","metric":"m","amount":1,"ts":"04/05/2021"}"""));
        Assert.Equal(
            ["timestamp.format: field 'timestamp' at ts: found \"T2021\", expected a timestamp such as "
                + "2024-01-15T10:30:00Z or 1705314600, or a till's date such as T20210309/1405"],
            Errors(schema, """{"client_id":"c","metric":"m","amount":1,"ts":"T2021"}"""));
    }

    [Fact]
    public void The_currencies_that_a_host_takes_are_those_it_names()
    {
        // begin currency
        var currency = FieldParsers.Currency.Where(
            "currencies we trade in",
            code => code is "EUR" or "USD",
            new ParseFailure { Problem = "unsupported", Expected = "EUR or USD" });

        var schema = EventSchema.Default with
        {
            Currency = EventSchema.Default.Currency with { Parser = currency },
        };
        // end currency

        var record = Read(schema, """{"client_id":"c","metric":"m","amount":"€ 12,50","ts":1615298706}""").Record!;
        Assert.Equal(12.5m, record.Amount);
        Assert.Equal("EUR", record.Currency);
        Assert.Equal(
            ["currency.unsupported: field 'currency' at amount: found \"CHF 5\", expected EUR or USD"],
            Errors(schema, """{"client_id":"c","metric":"m","amount":"CHF 5","ts":1615298706}"""));
        Assert.Equal(
            ["currency.unsupported: field 'currency': found \"CHF\", expected EUR or USD"],
            Errors(schema, """{"client_id":"c","metric":"m","amount":5,"currency":"CHF","ts":1615298706}"""));
    }

    private static NormalizationResult Read(EventSchema schema, string json) => new EventNormalizer(schema)
        .Normalize(new RawEvent(Encoding.UTF8.GetBytes(json), Instant.FromUtc(2021, 3, 10, 0, 0)));

    private static string[] Errors(EventSchema schema, string json) =>
        [.. Read(schema, json).Errors.Select(error => error.ToString())];

    // begin till date
    internal sealed class TillDateParser : IFieldParser<Instant>, ISignedParser
    {
        private static readonly InstantPattern Pattern =
            InstantPattern.CreateWithInvariantCulture("'T'uuuuMMdd'/'HHmm");

        private static readonly ParseFailure OtherForm =
            new() { Problem = Problems.Format, Expected = "a till's date such as T20210309/1405" };

        public ParseResult<Instant> Parse(FieldInput input, ClientProfile profile)
        {
            if (input.Kind != JsonKind.Text)
            {
                return OtherForm;
            }

            var read = Pattern.Parse(Encoding.UTF8.GetString(input.Utf8));
            return read.Success ? read.Value : OtherForm;
        }

        public ParserSignature Signature { get; } = new("till dates", 1);
    }
    // end till date
}
