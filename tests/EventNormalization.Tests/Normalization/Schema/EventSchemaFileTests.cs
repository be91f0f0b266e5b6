using System;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using EventNormalization.Identity;
using EventNormalization.Normalization;
using EventNormalization.Tests.Docs;
using NodaTime;
using Xunit;

namespace EventNormalization.Tests.Normalization.Schema;

public sealed class EventSchemaFileTests
{
    [Fact]
    public void An_empty_file_is_the_default_schema()
    {
        var schema = Read("{}");

        Assert.Equal(RulesFingerprint.Of(EventSchema.Default), RulesFingerprint.Of(schema));
    }

    [Fact]
    public void A_file_says_what_code_says()
    {
        var inFile = Read("""
            {
              "$schema": "event-schema.json", // for editors
              "fields": {
                "client_id": { "aliases": ["shop", "store.id"] },
                "metric": { "constant": "sales" },
                "amount": { "default": "1" },
                "key": { "aliases": ["request id"], "case": "lower", "presence": "optional" },
                "timestamp": { "choose": "first", "join": ["day", "hour"], "zone_from": "at.zone" },
                "row": { "type": "integer", "from": "line" },
                "terminal": { "type": "integer", "identity": true },
                "currency": { "aliases": ["coin"], "presence": "required", "other": "text" },
                "fee_currency": { "type": "currency", "read_from": "amount", "presence": "optional" }
              },
              "wrappers": ["body"],
              "subjects": ["member"],
              "null_tokens": ["?"],
              "limits": { "bytes_max": 1000, "depth_max": 8, "names_max": 20 },
              "profile": { "zone": "Europe/Berlin", "metric_case": "kept" },
              "profiles": {
                "shop-7": {
                  "number_format": "decimal_comma", "date_order": "day_first", "local_time": "later",
                  "two_digit_year_pivot": 50, "epoch_unit": "seconds", "zone_names": { "IST": "Asia/Kolkata" },
                  "plausible": { "earliest": "2000-01-01T00:00:00Z", "latest": "2030-01-01T00:00:00Z" },
                  "aliases": { "amount": ["betrag"] }, "defaults": { "amount": "2" },
                },
              },
            }
            """);

        Assert.Equal(RulesFingerprint.Of(SameInCode()), RulesFingerprint.Of(inFile));
    }

    [Theory]
    [InlineData("", "$: not JSON: ")]
    [InlineData("{\"a\":1,\"a\":2}", "$: not JSON: ")]
    [InlineData("[]", "$: found an array, expected an object")]
    [InlineData(
        """{"fields":{"amount":{"alias":["x"]}}}""",
        "$.fields.amount.alias: is no member known here; expected one of aliases, weak_aliases, choose, constant, "
            + "default, identity, from")]
    [InlineData(
        """{"fields":{"amount":{"aliases":["x",3]}}}""", "$.fields.amount.aliases[1]: found 3, expected a text")]
    [InlineData("""{"fields":{"amount":{"constant":"abc"}}}""", "$.fields.amount.constant: found \"abc\", expected ")]
    [InlineData(
        """{"fields":{"x":{"type":"money"}}}""",
        "$.fields.x.type: found \"money\", expected one of text, metric, currency, decimal, integer, boolean, instant")]
    [InlineData(
        """{"fields":{"amount":{"aliases":["metric"]}}}""",
        "$.fields.amount.aliases[0]: the name \"metric\" means two fields: 'metric' and 'amount'")]
    [InlineData(
        """{"fields":{"x":{"read_from":"y"}}}""",
        "$.fields.x.read_from: found \"y\", expected another field of the schema")]
    [InlineData(
        """{"fields":{"currency":{"type":"text"}}}""",
        "$.fields.currency.type: found \"text\", expected currency; where any text is a currency, say "
            + "\"other\": \"text\"")]
    [InlineData(
        """{"fields":{"currency":{"read_from":"note"}}}""",
        "$.fields.currency.read_from: found \"note\", expected amount, whose mark is read without being named here")]
    [InlineData(
        """{"fields":{"currency":{"other":"any"}}}""",
        "$.fields.currency.other: found \"any\", expected one of refuse, text")]
    [InlineData(
        """{"fields":{"timestamp":{"identity":false}}}""",
        "$.fields.timestamp.identity: the timestamp must be an identity field")]
    [InlineData(
        """{"limits":{"depth_max":0}}""", "$.limits.depth_max: found 0, expected a whole number from 1 to 1000")]
    [InlineData(
        """{"profile":{"zone":"Berlin"}}""",
        "$.profile.zone: found \"Berlin\", expected an IANA time zone such as Europe/Berlin")]
    [InlineData(
        """{"profiles":{"c":{"date_order":"dmy"}}}""",
        "$.profiles.c.date_order: found \"dmy\", expected one of refuse, day_first, month_first")]
    [InlineData(
        """{"profile":{"defaults":{"colour":"red"}}}""",
        "$.profile.defaults.colour: is no field of the schema")]
    public void A_wrong_file_is_refused_with_path_and_reason(string json, string expected)
    {
        var result = EventSchemaFile.Read(Encoding.UTF8.GetBytes(json));

        var error = Assert.Single(result.Errors);
        Assert.StartsWith(expected, error.ToString(), StringComparison.Ordinal);
        Assert.False(result.IsSuccess);
    }

    [Fact]
    public void All_mistakes_of_a_file_are_reported_together()
    {
        var result = EventSchemaFile.Read(
            """{"wrapper":[],"profile":{"zone":1,"epoch_unit":"weeks"},"limits":[]}"""u8.ToArray());

        Assert.Equal(
        [
            "$.wrapper: is no member known here; expected one of $schema, fields, wrappers, subjects, null_tokens, "
                + "limits, profile, profiles, "
                + "records, inherit, decode, spread, schemas",
            "$.limits: found an array, expected an object",
            "$.profile.zone: found 1, expected a text",
            "$.profile.epoch_unit: found \"weeks\", expected one of by_digits, seconds, milliseconds, microseconds, "
                + "nanoseconds, apple_seconds, excel_days, days, dotnet_ticks, windows_filetime",
        ],
        result.Errors.Select(error => error.ToString()));
    }

    [Fact]
    public void The_published_JSON_schema_names_exactly_the_members_that_are_read()
    {
        using var published = JsonDocument.Parse(File.ReadAllBytes(Repository.PathOf("docs/schema/event-schema.json")));

        var names = published.RootElement.GetProperty("$defs").GetProperty("profile").GetProperty("properties")
            .EnumerateObject().Select(property => property.Name);

        var refused = EventSchemaFile.Read("""{"profile":{"x":1}}"""u8.ToArray()).Errors.Single().Reason;
        Assert.EndsWith("expected one of " + string.Join(", ", names), refused, StringComparison.Ordinal);
    }

    public static TheoryData<string> Examples => [.. CodeBlocks.OfPage("docs/schema.md", "json")];

    [Theory]
    [MemberData(nameof(Examples))]
    public void An_example_of_the_page_is_a_schema(string json) => Read(json);

    [Theory]
    [InlineData("amount", "recordField")]
    [InlineData("client_id", "clientField")]
    [InlineData("timestamp", "timestampField")]
    [InlineData("key", "keyField")]
    [InlineData("other", "furtherField")]
    public void The_published_JSON_schema_names_what_a_field_may_say(string field, string definition)
    {
        using var published = JsonDocument.Parse(File.ReadAllBytes(Repository.PathOf("docs/schema/event-schema.json")));
        var names = published.RootElement.GetProperty("$defs").GetProperty(definition).GetProperty("properties")
            .EnumerateObject().Select(property => property.Name).Order();
        string[] types = definition == "furtherField" ? ["text", "instant"] : ["text"];

        var known = types.SelectMany(type =>
        {
            var more = definition == "furtherField" ? $",\"type\":\"{type}\"" : "";
            var json = $"{{\"fields\":{{\"{field}\":{{\"?\":1{more}}}}}}}";
            var refused = EventSchemaFile.Read(Encoding.UTF8.GetBytes(json)).Errors.Single().Reason;
            return refused[(refused.IndexOf("one of ", StringComparison.Ordinal) + 7)..].Split(", ");
        }).Distinct().Order();

        Assert.Equal(names, known);
    }

    private static EventSchema Read(string json)
    {
        var result = EventSchemaFile.Read(Encoding.UTF8.GetBytes(json));
        Assert.Empty(result.Errors.Select(error => error.ToString()));
        return result.Schema!;
    }

    private static EventSchema SameInCode()
    {
        var berlin = DateTimeZoneProviders.Tzdb["Europe/Berlin"];
        var common = ClientProfile.Default with
        {
            MetricCase = MetricCase.Kept,
            Timestamp = TimestampRules.Default with { Zone = berlin },
        };
        var shop = common with
        {
            Amount = AmountRules.Default with { NumberFormat = NumberFormat.DecimalComma },
            Timestamp = common.Timestamp with
            {
                DateOrder = DateOrder.DayFirst,
                LocalTimeResolution = LocalTimeResolution.Later,
                TwoDigitYearPivot = 50,
                EpochUnit = EpochUnit.Seconds,
                ZoneNames = common.Timestamp.ZoneNames.Add("IST", DateTimeZoneProviders.Tzdb["Asia/Kolkata"]),
                PlausibleRange = PlausibleRange.Default with
                {
                    Earliest = Instant.FromUtc(2000, 1, 1, 0, 0),
                    Latest = Instant.FromUtc(2030, 1, 1, 0, 0),
                },
            },
            Aliases = common.Aliases.Add("amount", ["betrag"]),
            Defaults = common.Defaults.Add("amount", "2"),
        };
        return EventSchema.Default with
        {
            ClientId = EventSchema.Default.ClientId with { Aliases = ["shop", "store.id"], WeakAliases = [] },
            Metric = EventSchema.Default.Metric with { Constant = "sales" },
            Amount = EventSchema.Default.Amount with { Default = "1" },
            Timestamp = EventSchema.Default.Timestamp with
            {
                Choose = AliasChoice.First,
                Join = ["day", "hour"],
                ZoneFrom = "at.zone",
            },
            Currency = EventSchema.Default.Currency with
            {
                Aliases = ["coin"],
                Presence = FieldPresence.Required,
                Parser = new CurrencyParser { Others = OtherCurrencies.Text },
            },
            Key = new FieldDefinition<string>("key", TextParser.Lower)
            {
                Aliases = ["request id"],
                IsIdentity = true,
                Presence = FieldPresence.Optional,
            },
            FurtherFields =
            [
                new FieldDefinition<long>("row", new IntegerParser()) { From = "line" },
                new FieldDefinition<long>("terminal", new IntegerParser()) { IsIdentity = true },
                new FieldDefinition<string>("fee_currency", new AmountCurrencyParser())
                {
                    ReadFrom = "amount",
                    Presence = FieldPresence.Optional,
                },
            ],
            Wrappers = ["body"],
            Subjects = ["member"],
            NullTokens = ["?"],
            Limits = new JsonLimits { BytesMax = 1000, DepthMax = 8, NamesMax = 20 },
            DefaultProfile = common,
            Profiles = EventSchema.Default.Profiles.Add("shop-7", shop),
        };
    }
}
