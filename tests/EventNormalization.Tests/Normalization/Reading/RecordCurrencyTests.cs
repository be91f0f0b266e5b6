using System.Linq;
using System.Text;
using EventNormalization.Identity;
using EventNormalization.Ingestion;
using EventNormalization.Normalization;
using NodaTime;
using Xunit;

namespace EventNormalization.Tests.Normalization.Reading;

/// <summary>Of which currency a record's amount is, and what is said where nobody can know.</summary>
public class RecordCurrencyTests
{
    private static readonly Instant Received = Instant.FromUtc(2024, 6, 1, 0, 0);

    [Fact]
    public void An_event_without_a_currency_has_the_text_and_the_id_of_four_fields()
    {
        var read = Identify(
            EventSchema.Default,
            """{"client_id":"client_A","metric":"sales","amount":1200,"timestamp":"2024-01-15T10:30:00Z"}""");

        Assert.Null(read.Event!.Record.Currency);
        Assert.Equal(
            """{"amount":1200,"client_id":"client_A","metric":"sales","timestamp":"2024-01-15T10:30:00Z"}""",
            Encoding.UTF8.GetString(read.Event.IdentityUtf8.Span));
        Assert.Equal("c7e5739562a95ebaa5714929b6b6b2316fb473378e89dfd7a8e5b878350e4db7", read.Event.Id.ToString());
    }

    [Fact]
    public void The_currency_stands_in_the_identity_between_client_and_metric()
    {
        var read = Identify(
            EventSchema.Default,
            """{"client_id":"client_A","metric":"sales","amount":"12.50 EUR","timestamp":"2024-01-15T10:30:00Z"}""");

        Assert.Equal(
            """{"amount":12.5,"client_id":"client_A","currency":"EUR","metric":"sales","timestamp":"2024-01-15T10:30:00Z"}""",
            Encoding.UTF8.GetString(read.Event!.IdentityUtf8.Span));
        Assert.Equal(RecordId.FromContent(RecordJson.Write(read.Event.Record)), read.Event.Id);
    }

    [Theory]
    [InlineData("\"amount\":\"12.50 EUR\"")]
    [InlineData("\"amount\":\"€12.50\"")]
    [InlineData("\"amount\":\"\\u20ac 12.50\"")]
    [InlineData("\"amount\":\"eur 12,50\"")]
    [InlineData("\"amount\":12.5,\"currency\":\"EUR\"")]
    [InlineData("\"amount\":12.5,\"currencyCode\":\"eur\"")]
    [InlineData("\"amount\":12.5,\"CURRENCY\":\" €\"")]
    [InlineData("\"amount\":12.5,\"currency\":978")]
    [InlineData("\"amount\":12.5,\"currency\":978.0")]
    [InlineData("\"amount\":12.5,\"currency\":\"978\",\"currency code\":null")]
    [InlineData("\"amount\":\"€ 12.50\",\"currency\":\"EUR\"")]
    [InlineData("\"payload\":{\"amount\":12.5,\"currency\":\"EUR\"}")]
    public void All_spellings_of_a_currency_are_one_event(string members)
    {
        var read = Identify(EventSchema.Default, Event(members));

        Assert.Equal("EUR", read.Event?.Record.Currency);
        Assert.Equal(
            Identify(EventSchema.Default, Event("\"amount\":12.5,\"currency\":\"EUR\"")).Event!.Id, read.Event!.Id);
    }

    [Theory]
    [InlineData("\"$5\"", null, null, "$")]
    [InlineData("\"＄5\"", null, null, "$")]
    [InlineData("\"5 Kr.\"", null, null, "kr")]
    [InlineData("\"￥5\"", null, null, "¥")]
    [InlineData("\"$5\"", "\"CAD\"", null, "CAD")]
    [InlineData("\"5 CAD\"", "\"$\"", null, "CAD")]
    [InlineData("\"$5\"", "\"$\"", "AUD", "AUD")]
    [InlineData("\"$5\"", null, "USD", "USD")]
    [InlineData("\"$5\"", null, "EUR", "$")]
    [InlineData("5", null, "USD", "USD")]
    [InlineData("5", "\"\"", "USD", "USD")]
    [InlineData("\"5 EUR\"", null, "USD", "EUR")]
    [InlineData("5", "\"EUR\"", "USD", "EUR")]
    public void Member_mark_and_profile_settle_one_currency(
        string amount, string? member, string? profile, string expected)
    {
        var schema = With(AmountRules.Default with { Currency = profile });
        var json = Event($"\"amount\":{amount}" + (member is null ? "" : $",\"currency\":{member}"));

        Assert.Equal(expected, Identify(schema, json).Event?.Record.Currency);
        Assert.Equal(expected, new EventIdentifier(schema).Explain(Raw(json)).Event?.Record.Currency);
    }

    [Theory]
    [InlineData(
        "\"amount\":\"£5\",\"currency\":\"EUR\"",
        "currency.conflict: field 'currency' at currency, amount: found \"EUR\" and \"£5\", expected the same "
            + "meaning in both places")]
    [InlineData(
        "\"amount\":\"$5\",\"currency\":\"EUR\"",
        "currency.conflict: field 'currency' at currency, amount: found \"EUR\" and \"$5\", expected the same "
            + "meaning in both places")]
    [InlineData(
        "\"amount\":5,\"currency\":\"EUR\",\"payload\":{\"currency\":\"USD\"}",
        "currency.conflict: field 'currency' at currency, payload.currency: found \"EUR\" and \"USD\", expected the "
            + "same meaning in both places")]
    [InlineData(
        "\"amount\":5,\"payload\":{\"currency\":\"points\"}",
        "currency.format: field 'currency' at payload.currency: found \"points\", expected an ISO 4217 code such as "
            + "EUR or 978, or a currency mark such as €")]
    [InlineData(
        "\"value\":\"5 EUR\",\"total\":\"5 USD\"",
        "amount.conflict: field 'amount' at value, total: found \"5 EUR\" and \"5 USD\", expected the same "
            + "meaning in both places")]
    public void Who_says_two_things_is_refused_with_both(string members, string expected) => Assert.Equal(
        [expected], Identify(EventSchema.Default, Event(members)).Errors.Select(error => error.ToString()));

    [Fact]
    public void The_errors_of_an_event_are_in_the_order_of_the_fields()
    {
        var schema = With(AmountRules.Default with { Unit = AmountUnit.Minor });

        var errors = Identify(schema, """{"client_id":"c","amount":5,"currency":"","timestamp":"x"}""").Errors;

        Assert.Equal(
            ["metric.missing", "amount.ambiguous", "timestamp.format"], errors.Select(error => error.Code));
    }

    [Fact]
    public void A_schema_may_require_a_currency_wherever_it_stands()
    {
        var schema = EventSchema.Default with
        {
            Currency = EventSchema.Default.Currency with { Presence = FieldPresence.Required },
        };

        Assert.True(Identify(schema, Event("\"amount\":\"5 EUR\"")).IsSuccess);
        Assert.True(Identify(schema, Event("\"amount\":5,\"currency\":\"EUR\"")).IsSuccess);
        Assert.Equal(
            ["currency.missing: field 'currency': found nothing, expected a member named currency, currency code"],
            Identify(schema, Event("\"amount\":5")).Errors.Select(error => error.ToString()));
    }

    [Fact]
    public void Points_are_a_currency_where_the_schema_says_so()
    {
        var schema = EventSchemaFile.Read("""{"fields":{"currency":{"other":"text"}}}"""u8.ToArray()).Schema!;

        Assert.Equal("Bonus points",
            Identify(schema, Event("\"amount\":5,\"currency\":\" Bonus points\"")).Event?.Record.Currency);
        Assert.Equal("EUR", Identify(schema, Event("\"amount\":5,\"currency\":\"eur\"")).Event?.Record.Currency);
        Assert.Equal(
            ["currency.conflict"],
            Identify(schema, Event("\"amount\":\"5 EUR\",\"currency\":\"points\"")).Errors.Select(error => error.Code));
    }

    [Fact]
    public void A_currency_that_is_no_identity_is_in_the_record_alone()
    {
        var schema = EventSchema.Default with
        {
            Currency = EventSchema.Default.Currency with { IsIdentity = false },
        };

        var euros = Identify(schema, Event("\"amount\":\"5 EUR\"")).Event!;
        var plain = Identify(schema, Event("\"amount\":5")).Event!;

        Assert.Equal(("EUR", null), (euros.Record.Currency, plain.Record.Currency));
        Assert.Equal(plain.Id, euros.Id);
    }

    [Fact]
    public void A_constant_is_the_currency_of_every_event_and_contradicts_other_marks()
    {
        var schema = EventSchema.Default with { Currency = EventSchema.Default.Currency with { Constant = "usd" } };

        Assert.Equal("USD", Identify(schema, Event("\"amount\":\"$5\"")).Event?.Record.Currency);
        Assert.Equal("USD", Identify(schema, Event("\"amount\":5,\"currency\":\"EUR\"")).Event?.Record.Currency);
        Assert.Equal(
            ["currency.conflict"], Identify(schema, Event("\"amount\":\"5 EUR\"")).Errors.Select(error => error.Code));
    }

    [Fact]
    public void A_default_is_the_currency_of_events_that_name_none()
    {
        var schema = EventSchema.Default with { Currency = EventSchema.Default.Currency with { Default = "EUR" } };

        Assert.Equal("EUR", Identify(schema, Event("\"amount\":5")).Event?.Record.Currency);
        Assert.Equal("$", Identify(schema, Event("\"amount\":\"$5\"")).Event?.Record.Currency);
    }

    [Theory]
    [InlineData("EUR", "\"amount\":1250", "12.5")]
    [InlineData("JPY", "\"amount\":1250", "1250")]
    [InlineData(null, "\"amount\":1250,\"currency\":\"BHD\"", "1.25")]
    public void Minor_units_are_those_of_the_settled_currency(string? profile, string members, string expected)
    {
        var schema = With(AmountRules.Default with { Currency = profile, Unit = AmountUnit.Minor });

        var identity = Encoding.UTF8.GetString(Identify(schema, Event(members)).Event!.IdentityUtf8.Span);

        Assert.StartsWith($"{{\"amount\":{expected},", identity, System.StringComparison.Ordinal);
    }

    [Fact]
    public void The_sign_comes_from_the_member_that_the_profile_names()
    {
        var schema = With(AmountRules.Default with
        {
            SignFrom = new SignRules { Member = "entry.indicator", Negative = ["DBIT"], Positive = ["CRDT"] },
        });

        Assert.Equal(
            -5, Identify(schema, Event("\"amount\":5,\"entry\":{\"Indicator\":\"dbit\"}")).Event?.Record.Amount);
        Assert.Equal(
            5, Identify(schema, Event("\"amount\":5,\"entry\":{\"indicator\":\"CRDT\"}")).Event?.Record.Amount);
        Assert.Equal(["amount.sign"], Identify(schema, Event("\"amount\":5")).Errors.Select(error => error.Code));
        var unknown = Identify(schema, Event("\"amount\":5,\"entry\":{\"indicator\":\"XXXX\"}")).Errors.Single();
        Assert.Equal(("amount.sign", "entry.indicator", "\"XXXX\""), (unknown.Code, unknown.Path, unknown.Found));
        Assert.Equal(
            ["amount.conflict"],
            Identify(schema, Event("\"amount\":-5,\"entry\":{\"indicator\":\"DBIT\"}")).Errors
                .Select(error => error.Code));
    }

    [Fact]
    public void One_client_may_name_a_member_for_the_sign_that_others_do_not()
    {
        var schema = EventSchema.Default with
        {
            Profiles = EventSchema.Default.Profiles.Add("c", ClientProfile.Default with
            {
                Amount = AmountRules.Default with
                {
                    SignFrom = new SignRules { Member = "side", Negative = ["sell"], Positive = ["buy"] },
                },
            }),
        };

        Assert.Equal(-5, Identify(schema, Event("\"amount\":5,\"side\":\"sell\"")).Event?.Record.Amount);
        Assert.Equal(
            5, Identify(schema, Event("\"amount\":5,\"side\":\"sell\"")
                .Replace("\"c\"", "\"d\"", System.StringComparison.Ordinal)).Event?.Record.Amount);
    }

    [Fact]
    public void An_explanation_tells_where_the_currency_came_from()
    {
        var schema = With(AmountRules.Default with { Currency = "USD" });

        Assert.Equal("OwnName currency \"CAD\" CAD", Trace(schema, "\"amount\":\"$5\",\"currency\":\"CAD\""));
        Assert.Equal("OtherField amount \"5 EUR\" EUR", Trace(schema, "\"amount\":\"5 EUR\""));
        Assert.Equal("OtherField amount \"$5\" USD", Trace(schema, "\"amount\":\"$5\""));
        Assert.Equal("Default   USD", Trace(schema, "\"amount\":5"));
    }

    [Fact]
    public void A_further_field_named_currency_is_refused_with_the_way_out()
    {
        var schema = EventSchema.Default with
        {
            FurtherFields = [new FieldDefinition<string>("currency", TextParser.Kept)],
        };

        var failure = Assert.Throws<System.ArgumentException>(() => new EventNormalizer(schema));

        Assert.Equal(
            "$.fields.currency: is a field of every schema; set EventSchema.Currency instead of a further field",
            failure.Message);
    }

    [Fact]
    public void A_parser_of_a_host_has_the_last_word_on_every_currency()
    {
        var schema = EventSchema.Default with
        {
            Currency = EventSchema.Default.Currency with
            {
                Parser = FieldParsers.Currency.Where(
                    "euro", code => code == "EUR", new ParseFailure { Problem = "unsupported", Expected = "EUR" }),
            },
        };

        Assert.Equal("EUR", Identify(schema, Event("\"amount\":\"€5\"")).Event?.Record.Currency);
        Assert.Equal("EUR", Identify(schema, Event("\"amount\":5,\"currency\":\"eur\"")).Event?.Record.Currency);
        Assert.Equal(
            ["currency.unsupported: field 'currency' at amount: found \"$5\", expected EUR"],
            Identify(schema, Event("\"amount\":\"$5\"")).Errors.Select(error => error.ToString()));
    }

    private static string Trace(EventSchema schema, string members)
    {
        var trace = new EventIdentifier(schema).Explain(Raw(Event(members))).Traces
            .Single(one => one.Field == "currency");
        return $"{trace.Source} {trace.Path} {trace.Found} {trace.Value}";
    }

    private static EventSchema With(AmountRules rules) =>
        EventSchema.Default with { DefaultProfile = ClientProfile.Default with { Amount = rules } };

    private static string Event(string members) =>
        "{\"client_id\":\"c\",\"metric\":\"m\",\"timestamp\":1705314600," + members + "}";

    private static RawEvent Raw(string json) => new(Encoding.UTF8.GetBytes(json), Received);

    private static IdentificationResult Identify(EventSchema schema, string json) =>
        new EventIdentifier(schema).Identify(Raw(json));
}
