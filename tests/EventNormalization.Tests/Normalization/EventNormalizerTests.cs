using System.Linq;
using System.Text;
using EventNormalization.Identity;
using EventNormalization.Ingestion;
using EventNormalization.Normalization;
using NodaTime;
using Xunit;

namespace EventNormalization.Tests.Normalization;

public sealed class EventNormalizerTests
{
    private static readonly Instant Received = Instant.FromUtc(2024, 6, 1, 0, 0);

    [Theory]
    [InlineData("""{"client_id":"c","metric":"m","amount":1,"timestamp":"2024-01-15T10:30:00Z"}""")]
    [InlineData("""{"CLIENT-ID":"c","Metric":"m","AMOUNT":1,"time stamp":"2024-01-15T10:30:00Z"}""")]
    [InlineData("""{"client":"c","event_name":"m","value":1,"ts":"2024-01-15T10:30:00Z"}""")]
    [InlineData("""{"customerId":"c","eventType":"M","total":"1","createdAt":"2024-01-15T10:30:00Z"}""")]
    [InlineData("""{"source":"c","payload":{"metric":"m","amount":1,"timestamp":"2024-01-15T10:30:00Z"}}""")]
    [InlineData("""{"event":{"client_id":"c","type":"m","value":1,"time":"2024-01-15T10:30:00Z"},"x":[1,{"a":2}]}""")]
    [InlineData("""{"event":"m","data":{"client_id":"c","amount":1},"timestamp":"2024-01-15T10:30:00Z"}""")]
    [InlineData("""{"cl\u0069ent_id":"c","metric":"\u006d","amount":1,"timestamp":"2024-01-15T10:30:00Z"}""")]
    [InlineData(
        """{"client_id":null,"client":"c","metric":" m ","amount":"N/A","value":1,"ts":"2024-01-15T10:30:00Z"}""")]
    public void Fields_are_found_under_their_names_aliases_and_wrappers(string json)
    {
        Assert.Equal(
            """{"amount":1,"client_id":"c","metric":"m","timestamp":"2024-01-15T10:30:00Z"}""",
            Record(EventSchema.Default, json));
    }

    [Fact]
    public void The_own_name_wins_over_every_alias()
    {
        const string Json = """{"value":2,"amount":1,"total":3,"client":"c","metric":"m","ts":1705314600}""";

        Assert.Equal(
            """{"amount":1,"client_id":"c","metric":"m","timestamp":"2024-01-15T10:30:00Z"}""",
            Record(EventSchema.Default, Json));
    }

    [Fact]
    public void Aliases_that_agree_are_one_value()
    {
        const string Json =
            """{"value":"1.0","total":1,"client":"c","metric":"m","ts":1705314600,"time":1705314600000}""";

        Assert.Equal(
            """{"amount":1,"client_id":"c","metric":"m","timestamp":"2024-01-15T10:30:00Z"}""",
            Record(EventSchema.Default, Json));
    }

    [Fact]
    public void Aliases_that_disagree_are_a_conflict_that_shows_both()
    {
        const string Json = """{"value":1,"total":2,"client":"c","metric":"m","ts":1705314600}""";

        Assert.Equal(
            [
                "amount.conflict: field 'amount' at value, total: found 1 and 2, "
                    + "expected the same meaning in both places",
            ],
            Errors(EventSchema.Default, Json));
    }

    [Fact]
    public void The_own_name_in_two_places_must_agree_too()
    {
        const string Json = """{"amount":1,"payload":{"amount":2},"client":"c","metric":"m","ts":1705314600}""";

        Assert.Equal(
            ["amount.conflict: field 'amount' at amount, payload.amount: found 1 and 2, expected the same "
                + "meaning in both places"],
            Errors(EventSchema.Default, Json));
    }

    [Fact]
    public void All_errors_of_an_event_are_reported_together()
    {
        Assert.Equal(
        [
            "client_id.missing: field 'client_id': found nothing, expected a member named client_id, client, customer, "
                + "customer id, account id, tenant id, source",
            "metric.missing: field 'metric': found nothing, expected a member named metric, metric name, event name, "
                + "event type, event, type",
            "amount.missing: field 'amount': found nothing, expected a member named amount, value, total",
            "timestamp.missing: field 'timestamp': found nothing, expected a member named timestamp, time, ts, date, "
                + "datetime, created at, occurred at, event time, @timestamp",
        ],
        Errors(EventSchema.Default, "{}"));
    }

    [Theory]
    [InlineData("", "json.syntax: event at byte 0: found the end of the event, expected JSON (RFC 8259)")]
    [InlineData("not json", "json.syntax: event at byte 1: found ot json, expected JSON (RFC 8259)")]
    [InlineData("[1,2]", "json.kind: event: found [1,2], expected a JSON object")]
    [InlineData("17", "json.kind: event: found 17, expected a JSON object")]
    [InlineData("{\"a\":1", "json.syntax: event at byte 6: found the end of the event, expected JSON (RFC 8259)")]
    [InlineData("{\"a\":1,}", "json.syntax: event at byte 7: found }, expected JSON (RFC 8259)")]
    [InlineData("{\"a\":1}x", "json.syntax: event at byte 7: found x, expected JSON (RFC 8259)")]
    [InlineData(
        "{\"a\":1,\"\\u0061\":2}",
        "json.duplicate_key: event at byte 7: found \"\\u0061\":2}, expected a name that the object does not have yet")]
    [InlineData(
        "{\"x\":[{\"k\":1,\"k\":2}]}",
        "json.duplicate_key: event at byte 13: found \"k\":2}]}, expected a name that the object does not have yet")]
    public void What_is_no_JSON_object_is_one_error_that_says_where(string json, string expected) =>
        Assert.Equal([expected], Errors(EventSchema.Default, json));

    [Fact]
    public void The_64th_level_is_read_and_the_65th_is_too_deep()
    {
        var deepest = "{\"x\":" + new string('[', 63) + new string(']', 63) + "}";
        var deeper = "{\"x\":" + new string('[', 64) + new string(']', 64) + "}";

        Assert.Equal("client_id.missing", Codes(deepest)[0]);
        Assert.Equal(["json.too_deep"], Codes(deeper));
    }

    [Fact]
    public void An_object_may_have_as_many_names_as_the_limit()
    {
        var schema = EventSchema.Default with { Limits = JsonLimits.Default with { NamesMax = 3 } };

        Assert.Equal("client_id.missing", Codes("""{"a":1,"b":{"x":1,"y":2,"z":3},"c":1}""", schema)[0]);
        Assert.Equal(["json.too_large"], Codes("""{"a":1,"b":2,"c":3,"d":4}""", schema));
    }

    [Fact]
    public void An_event_may_be_as_long_as_the_limit()
    {
        var schema = EventSchema.Default with { Limits = JsonLimits.Default with { BytesMax = 20 } };

        Assert.Equal("client_id.missing", Codes("""{"a":"bcdefghijklm"}""", schema)[0]);
        Assert.Equal(
            ["json.too_large: event: found 21 bytes, expected at most 20 bytes"],
            Errors(schema, """{"a":"bcdefghijklmn"}"""));
    }

    [Fact]
    public void A_path_leads_into_objects()
    {
        var schema = EventSchema.Default with
        {
            ClientId = EventSchema.Default.ClientId with { Aliases = ["salesman.id"] },
            Amount = EventSchema.Default.Amount with { Aliases = ["order.sum.net"] },
        };
        const string Json =
            """{"salesman":{"id":7,"name":"x"},"metric":"m","payload":{"order":{"sum":{"net":2}}},"ts":1705314600}""";

        Assert.Equal(
            """{"amount":2,"client_id":"7","metric":"m","timestamp":"2024-01-15T10:30:00Z"}""", Record(schema, Json));
    }

    [Fact]
    public void A_constant_is_read_in_place_of_the_event_and_a_default_where_the_event_has_nothing()
    {
        var schema = EventSchema.Default with
        {
            Metric = EventSchema.Default.Metric with { Constant = "Sales" },
            Amount = EventSchema.Default.Amount with { Default = "1.50" },
        };

        Assert.Equal(
            """{"amount":1.5,"client_id":"c","metric":"sales","timestamp":"2024-01-15T10:30:00Z"}""",
            Record(schema, """{"client":"c","metric":"other","ts":1705314600}"""));
    }

    [Fact]
    public void A_client_is_read_by_its_own_profile()
    {
        var german = ClientProfile.Default with
        {
            Amount = AmountRules.Default with { NumberFormat = NumberFormat.DecimalComma },
            Aliases = ClientProfile.Default.Aliases.Add("amount", ["betrag"]),
            Defaults = ClientProfile.Default.Defaults.Add("metric", "umsatz"),
        };
        var schema = EventSchema.Default with { Profiles = EventSchema.Default.Profiles.Add("de", german) };

        Assert.Equal(
            """{"amount":1.2,"client_id":"de","metric":"umsatz","timestamp":"2024-01-15T10:30:00Z"}""",
            Record(schema, """{"client":"de","betrag":"1,200","ts":1705314600}"""));
        Assert.Equal(
            """{"amount":1200,"client_id":"us","metric":"m","timestamp":"2024-01-15T10:30:00Z"}""",
            Record(schema, """{"client":"us","amount":"1,200","metric":"m","ts":1705314600}"""));
    }

    [Fact]
    public void Further_fields_of_every_kind_join_the_record()
    {
        var schema = EventSchema.Default with
        {
            FurtherFields =
            [
                new FieldDefinition<string>("region", TextParser.Kept),
                new FieldDefinition<decimal>("tax", new AmountParser()),
                new FieldDefinition<long>("line", new IntegerParser()) { IsIdentity = true },
                new FieldDefinition<bool>("paid", new BooleanParser()),
                new FieldDefinition<Instant>("due", new TimestampParser()),
                new FieldDefinition<string>("note", TextParser.Kept) { Presence = FieldPresence.Optional },
            ],
        };
        const string Json = """
            {"client":"c","metric":"m","amount":1,"ts":1705314600,
             "region":"EU","tax":"0.19","line":7,"paid":true,"due":"2024-02-01"}
            """;

        Assert.Equal(
            """
            {"amount":1,"client_id":"c","due":"2024-02-01T00:00:00Z","line":7,"metric":"m","paid":true,"region":"EU",
            """ + "\"tax\":0.19,\"timestamp\":\"2024-01-15T10:30:00Z\"}",
            Record(schema, Json));
    }

    [Fact]
    public void A_timestamp_is_believed_within_the_plausible_range_alone()
    {
        const string Json = """{"client":"c","metric":"m","amount":1,"ts":"2024-06-02T00:00:00.000000001Z"}""";

        Assert.Equal(
        [
            "timestamp.range: field 'timestamp' at ts: found \"2024-06-02T00:00:00.000000001Z\", "
                + "expected an instant from 2000-01-01T00:00:00Z to 2024-06-02T00:00:00Z, "
                + "the plausible range of the profile",
        ],
        Errors(EventSchema.Default, Json));
    }

    [Fact]
    public void Hidden_characters_are_refused_before_a_parser_sees_them()
    {
        const string Json = """{"client":"a\u0000b","metric":"m","amount":"1\u202e2","ts":"1705314600"}""";

        Assert.Equal(["client_id.characters", "amount.characters"], Codes(Json));
    }

    [Fact]
    public void An_explanation_tells_how_each_field_was_found_and_read()
    {
        const string Json = """{"source":"c","payload":{"Metric":"Sales","amount":"1200"},"ts":1705314600}""";

        var traces = new EventNormalizer(EventSchema.Default).Explain(Raw(Json)).Traces;

        Assert.Equal(
        [
            "client_id OwnName=False source \"c\" c",
            "metric OwnName=True payload.Metric \"Sales\" sales",
            "amount OwnName=True payload.amount \"1200\" 1200",
            "timestamp OwnName=False ts 1705314600 2024-01-15T10:30:00Z",
        ],
        traces.Select(t => $"{t.Field} OwnName={t.Source == FieldSource.OwnName} {t.Path} {t.Found} {t.Value}"));
    }

    private static RawEvent Raw(string json) => new(Encoding.UTF8.GetBytes(json), Received);

    private static string Record(EventSchema schema, string json)
    {
        var result = new EventNormalizer(schema).Normalize(Raw(json));
        Assert.Empty(result.Errors.Select(error => error.ToString()));
        return Encoding.UTF8.GetString(RecordJson.Write(result.Record!));
    }

    private static string[] Errors(EventSchema schema, string json) =>
        [.. new EventNormalizer(schema).Normalize(Raw(json)).Errors.Select(error => error.ToString())];

    private static string[] Codes(string json, EventSchema? schema = null) =>
        [.. new EventNormalizer(schema ?? EventSchema.Default).Normalize(Raw(json)).Errors.Select(error => error.Code)];
}
