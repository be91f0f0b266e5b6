using System;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using EventNormalization.Canonicalization;
using EventNormalization.Identity;
using EventNormalization.Normalization;
using EventNormalization.Rules;
using EventNormalization.Storage;
using Xunit;

namespace EventNormalization.Tests.Rules;

public sealed class SchemaDocumentTests
{
    private const string Library =
        "\"library\":{\"reader\":{\"since\":1,\"version\":1},\"unicode\":{\"since\":\"17.0.0\","
            + "\"version\":\"17.0.0\"}}";

    [Fact]
    public void What_is_as_by_default_is_left_out()
    {
        var schema =
            EventSchema.Default with { Profiles = EventSchema.Default.Profiles.Add("shop-7", ClientProfile.Default) };

        Assert.Equal("{" + Library + "}", SchemaDocument.Of(schema).Text);
    }

    [Fact]
    public void A_document_is_canonical_and_has_the_members_of_a_schema_file()
    {
        var text = Of(
            """
            { "profiles": { " Shop-7 ": { "zone": "Europe/Berlin", "currency": "EUR" } }, "limits": { "depth_max": 8 },
              "fields": { "terminal": { "identity": true, "type": "integer" },
                          "amount": { "aliases": ["Net_Total", "amount", "gross"] },
                          "client_id": { "case": "lower" } } }
            """).Text;

        Assert.Equal(
            "{\"fields\":{\"amount\":{\"aliases\":[\"gross\",\"nettotal\"]},\"client_id\":{\"case\":\"lower\"},"
            + "\"terminal\":{\"identity\":true,\"type\":\"integer\"}}," + Library + ",\"limits\":{\"depth_max\":8},"
            + "\"profiles\":{\"shop-7\":{\"currency\":\"EUR\",\"zone\":\"Europe/Berlin\"}}}",
            text);
        Assert.Equal(text, Encoding.UTF8.GetString(CanonicalJson.Canonicalize(Encoding.UTF8.GetBytes(text))));
    }

    [Fact]
    public void A_set_of_schemas_is_one_document_whatever_their_order()
    {
        var text = Of(
            """{ "schemas": { "b": { "when": { "has": "X" } }, "a": { "when": { "source": "*.log" } } } }""").Text;

        Assert.Equal(
            "{" + Library + ",\"schemas\":{\"a\":{\"when\":{\"source\":\"*.log\"}},\"b\":{\"when\":{\"has\":\"x\"}}}}",
            text);
    }

    [Fact]
    public void A_parser_in_code_stands_in_it_by_name_and_version()
    {
        var first = SchemaDocument.Of(With(new ParserSignature("cents", 1)));
        var more = SchemaDocument.Of(With(new ParserSignature("cents", 2) { SameRulesSince = 1 }));
        var other = SchemaDocument.Of(With(new ParserSignature("cents", 3)));

        Assert.Contains("{\"rules\":\"Or(amount, Signed(\\\"cents\\\", 1))\",\"versions\":[\"\\\"cents\\\" 2\"]}",
            more.Text, StringComparison.Ordinal);
        Assert.Equal(RulesVerdict.Same, RulesComparison.Between(first.Text, more).Verdict);
        Assert.Equal(
            ["$.fields.amount.parser.versions: changed from \"\\\"cents\\\" 1\" to \"\\\"cents\\\" 2\", no id differs"],
            RulesComparison.Between(first.Text, more).Neutral.Select(change => change.ToString()));
        Assert.Equal(
            ["$.fields.amount.parser.rules: changed from \"Or(amount, Signed(\\\"cents\\\", 1))\" to "
                + "\"Or(amount, Signed(\\\"cents\\\", 3))\", read differently"],
            RulesComparison.Between(first.Text, other).Changes.Select(change => change.ToString()));
    }

    [Fact]
    public void A_version_of_the_library_that_only_reads_more_is_no_change_and_any_other_is()
    {
        var own = SchemaDocument.Of(EventSchema.Default);
        var more = own.Text.Replace("\"since\":1,\"version\":1", "\"since\":1,\"version\":2", StringComparison.Ordinal);
        var other = own.Text.Replace(
            "\"since\":1,\"version\":1", "\"since\":2,\"version\":2", StringComparison.Ordinal);

        Assert.Equal(RulesVerdict.Same, RulesComparison.Between(more, own).Verdict);
        Assert.Equal(
            ["$.library.reader.since: changed from 2 to 1, read differently"],
            RulesComparison.Between(other, own).Changes.Select(change => change.ToString()));
    }

    [Theory]
    [InlineData("""{"fields":{"amount":{"rounding":"up"}},LIBRARY}""",
        "$.fields.amount.rounding: removed \"up\", read differently")]
    [InlineData("""{LIBRARY,"sieve":{}}""", "$.sieve: removed, read differently")]
    [InlineData("""{LIBRARY,"limits":{"rows":1}}""", "$.limits.rows: removed 1, read differently")]
    [InlineData("""{"fields":{"x":{"presence":"optional","weight":1}},LIBRARY}""", "$.fields.x: removed, reads more")]
    [InlineData(
        """{LIBRARY,"profile":{"zone":{"id":"UTC"}}}""", "$.profile.zone.id: removed \"UTC\", read differently")]
    [InlineData("""{LIBRARY,"profiles":[]}""", "$.profiles: removed [], read differently")]
    [InlineData("not JSON", "$: changed from what is no document of rules to rules, read differently")]
    [InlineData("[]", "$: changed from what is no document of rules to rules, read differently")]
    [InlineData("""{"a":1,"a":2}""", "$: changed from what is no document of rules to rules, read differently")]
    public void What_this_version_does_not_know_is_a_change_and_no_crash(string stored, string told)
    {
        var own = SchemaDocument.Of(EventSchema.Default);

        var comparison = RulesComparison.Between(stored.Replace("LIBRARY", Library, StringComparison.Ordinal), own);

        Assert.Equal(RulesVerdict.Changed, comparison.Verdict);
        Assert.Equal([told], comparison.Changes.Select(change => change.ToString()));
    }

    [Fact]
    public void New_profiles_are_told_by_client_and_a_host_without_them_is_a_change()
    {
        var before = Of("{}");
        var after = Of(
            """{ "profiles": { "b": { "negate": true }, "a ñ": { "zone": "Asia/Tokyo" }, "c": { "zone": "UTC" } } }""");

        var comparison = RulesComparison.Between(before.Text, after);

        Assert.Equal(RulesVerdict.ProfilesAdded, comparison.Verdict);
        Assert.Equal(["a ñ", "b"], comparison.AddedProfiles);
        Assert.Equal(
            [
                "$.profiles.b: added, a profile for a client that had none",
                "$.profiles[\"a ñ\"]: added, a profile for a client that had none",
            ],
            comparison.Changes.Select(change => change.ToString()));
        Assert.Equal(RulesVerdict.Changed, RulesComparison.Between(after.Text, before).Verdict);
    }

    [Fact]
    public void A_new_profile_beside_another_change_is_no_addition_alone()
    {
        var after = Of("""{ "profile": { "negate": true }, "profiles": { "b": { "negate": false } } }""");

        var comparison = RulesComparison.Between(Of("{}").Text, after);

        Assert.Equal(RulesVerdict.Changed, comparison.Verdict);
        Assert.Equal(["b"], comparison.AddedProfiles);
    }

    [Fact]
    public void A_profile_that_takes_back_an_alias_of_the_common_one_is_no_default()
    {
        const string Fields =
            """{ "fields": { "x": { "presence": "optional" } }, "profile": { "aliases": { "amount": ["net"], "x": ["y"] } }""";

        var comparison = RulesComparison.Between(
            Of(Fields + "}").Text, Of(Fields + """, "profiles": { "a": { "aliases": { "x": ["y"] } } } }"""));
        var without = RulesComparison.Between(
            Of(Fields + "}").Text, Of(Fields + """, "profiles": { "a": { "aliases": { "amount": ["net"] } } } }"""));

        Assert.Equal(["a"], comparison.AddedProfiles);
        Assert.Equal(RulesVerdict.Same, without.Verdict);
    }

    [Fact]
    public void Schemas_that_trade_names_are_the_same_set()
    {
        var one = Of("""{ "schemas": { "a": { "when": { "has": "x" } }, "b": { "when": { "has": "y" } } } }""");
        var other = Of("""{ "schemas": { "a": { "when": { "has": "y" } }, "b": { "when": { "has": "x" } } } }""");
        var third = Of("""{ "schemas": { "b": { "when": { "has": "x" } }, "c": { "when": { "has": "z" } } } }""");

        Assert.Equal(RulesVerdict.Same, RulesComparison.Between(one.Text, other).Verdict);
        Assert.Equal(RulesFingerprint.Of(one), RulesFingerprint.Of(other));
        Assert.Equal(
            ["$.schemas[\"b (before)\"]: removed, reads less", "$.schemas.c: added, reads more"],
            RulesComparison.Between(one.Text, third).Changes.Select(change => change.ToString()));
    }

    [Fact]
    public void A_refusal_tells_ten_changes_with_their_risk_and_counts_the_others()
    {
        var fields = string.Join(
            ',', Enumerable.Range(10, 13).Select(i => $$"""{{'"'}}f{{i}}": { "identity": true }"""));
        var comparison = RulesComparison.Between(Of("{}").Text, Of("{ \"fields\": {" + fields + "} }"));

        var lines = new RulesChangedException("store.db", comparison).Message.Split('\n');

        Assert.Equal("store.db was written by other rules:", lines[0]);
        Assert.StartsWith(
            "  $.fields.f10: added, joins the identity. An event with the field", lines[1], StringComparison.Ordinal);
        Assert.Equal("  and 3 more", lines[11]);
        Assert.Equal("Use the store's own rules, or accept the change.", lines[12]);
        Assert.Equal(13, lines.Length);
    }

    [Fact]
    public void The_version_of_the_reader_is_that_of_the_defaults()
    {
        // Who changes a default changes what a document means that leaves it out: raise LibraryRules.ReaderVersion, and
        // ReaderSameRulesSince too if an event may get another id, and then this hash.
        var defaults = SchemaSetDocument.WriteDefaults().ToJsonString();

        Assert.Equal(1, LibraryRules.ReaderVersion);
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(defaults)));
        Assert.True(hash == "1477497d2552b7b6b6edf6d32c40678af34385a245ed11d78b0c0a079e69712a", $"{hash}\n{defaults}");
    }

    private static SchemaDocument Of(string file) =>
        SchemaDocument.Of(EventSchemaFile.Read(Encoding.UTF8.GetBytes(file)).Schemas!);

    private static EventSchema With(ParserSignature signature) => EventSchema.Default with
    {
        Amount = EventSchema.Default.Amount with { Parser = FieldParsers.Amount.Or(new Signed(signature)) },
    };

    private sealed class Signed(ParserSignature signature) : IFieldParser<decimal>, ISignedParser
    {
        public ParserSignature Signature => signature;

        public ParseResult<decimal> Parse(FieldInput input, ClientProfile profile) => 1m;
    }
}
