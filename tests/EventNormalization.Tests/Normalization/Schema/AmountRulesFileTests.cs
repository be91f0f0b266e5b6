using System;
using System.Linq;
using System.Text;
using EventNormalization.Identity;
using EventNormalization.Normalization;
using EventNormalization.Tests.Normalization.Reading;
using Xunit;

namespace EventNormalization.Tests.Normalization.Schema;

/// <summary>What a schema file says of money.</summary>
public class AmountRulesFileTests
{
    [Fact]
    public void A_file_says_of_money_what_code_says()
    {
        var inFile = EventSchemaFile.Read("""
            {
              "profile": { "currency": "EUR", "amount_unit": "minor", "minor_units": { "ISK": 2 } },
              "profiles": {
                "bank": {
                  "amount_scale": 2, "negate": true, "unit_marks": ["kg", "℃"],
                  "sign_from": { "member": "entry.kind", "negative": ["DBIT"], "positive": ["CRDT"] }
                },
                "shop": { "amount_unit": "as_written", "currency": "USD" }
              }
            }
            """u8.ToArray());
        var common = AmountRules.Default with
        {
            Currency = "EUR",
            Unit = AmountUnit.Minor,
            MinorUnits = AmountRules.Default.MinorUnits.Add("ISK", 2),
        };
        var bank = AmountRules.Default with
        {
            Currency = "EUR",
            Scale = 2,
            Negate = true,
            UnitMarks = ["kg", "℃"],
            SignFrom = new SignRules { Member = "entry.kind", Negative = ["DBIT"], Positive = ["CRDT"] },
        };
        var shop = AmountRules.Default with { Currency = "USD" };
        var inCode = EventSchema.Default with
        {
            DefaultProfile = Profile(common),
            Profiles = EventSchema.Default.Profiles.Add("bank", Profile(bank)).Add("shop", Profile(shop)),
        };

        Assert.Empty(inFile.Errors);
        Assert.Equal(RulesFingerprint.Compute(inCode), RulesFingerprint.Compute(inFile.Schema!));
    }

    [Theory]
    [InlineData("\"currency\":\"Euro\"", "currency: found \"Euro\", expected an ISO 4217 code such as EUR")]
    [InlineData("\"currency\":\"eur\"", "currency: found \"eur\", expected an ISO 4217 code such as EUR")]
    [InlineData("\"currency\":\"$\"", "currency: found \"$\", expected an ISO 4217 code such as EUR")]
    [InlineData("\"currency\":\"GBX\"", "currency: found \"GBX\", expected an ISO 4217 code such as EUR")]
    [InlineData("\"currency\":\"\"", "currency: found \"\", expected an ISO 4217 code such as EUR")]
    [InlineData("\"currency\":978", "currency: found 978, expected a text")]
    [InlineData("\"amount_unit\":\"cents\"", "amount_unit: found \"cents\", expected one of minor, as_written")]
    [InlineData("\"amount_unit\":\"minor\",\"amount_scale\":2",
        "amount_scale: can never apply beside amount_unit; expected one of them")]
    [InlineData("\"amount_scale\":29", "amount_scale: found 29, expected a whole number from 0 to 28")]
    [InlineData("\"minor_units\":{\"ISK\":2}", "minor_units: can never apply without \"amount_unit\": \"minor\"")]
    [InlineData("\"amount_unit\":\"minor\",\"minor_units\":{\"isk\":2}",
        "minor_units.isk: is no ISO 4217 code such as EUR")]
    [InlineData("\"amount_unit\":\"minor\",\"minor_units\":{\"ISK\":9}",
        "minor_units.ISK: found 9, expected a whole number from 0 to 8")]
    [InlineData("\"negate\":1", "negate: found 1, expected true or false")]
    [InlineData("\"sign_from\":{\"member\":\"k\"}",
        "sign_from.negative: expected at least one word here or in positive, such as DBIT")]
    [InlineData("\"sign_from\":{\"negative\":[\"a\"]}",
        "sign_from.member: expected the name of a member, or names with points between them, such as creditDebit")]
    [InlineData("\"sign_from\":{\"member\":\"items[0].k\",\"negative\":[\"a\"]}",
        "sign_from.member: expected the name")]
    [InlineData("\"sign_from\":{\"member\":\"$.k\",\"negative\":[\"a\"]}", "sign_from.member: expected the name")]
    [InlineData("\"sign_from\":{\"member\":\"k\",\"negative\":[\"DBIT\"],\"positive\":[\" dbit \"]}",
        "sign_from.positive[0]: found \" dbit \", which stands before already")]
    [InlineData("\"sign_from\":{\"member\":\"k\",\"negative\":[\" \"]}",
        "sign_from.negative[0]: found \" \", expected a word such as DBIT")]
    [InlineData("\"sign_from\":[]", "sign_from: found an array, expected an object")]
    [InlineData("\"unit_marks\":[\"kg\",\"kg\"]", "unit_marks[1]: found \"kg\" twice")]
    [InlineData("\"unit_marks\":[\"EUR\"]", "unit_marks[0]: found \"EUR\", which is the mark of a currency")]
    [InlineData("\"unit_marks\":[\"5\"]", "unit_marks[0]: found \"5\", expected a word of 1 to 16 characters")]
    [InlineData("\"unit_marks\":[\"\"]", "unit_marks[0]: found \"\", expected a word of 1 to 16 characters")]
    [InlineData("\"unit_marks\":[\" kg\"]", "unit_marks[0]: found \" kg\", expected a word of 1 to 16 characters")]
    [InlineData("\"unit_marks\":[\"-\"]", "unit_marks[0]: found \"-\", expected a word of 1 to 16 characters")]
    public void A_setting_that_can_never_apply_is_refused_with_its_path(string members, string expected)
    {
        var result = EventSchemaFile.Read(Encoding.UTF8.GetBytes("{\"profiles\":{\"c\":{" + members + "}}}"));

        var error = Assert.Single(result.Errors);
        Assert.StartsWith("$.profiles.c." + expected, error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_wrong_common_profile_is_reported_once()
    {
        var result = EventSchemaFile.Read(
            """{"profile":{"currency":"Euro"},"profiles":{"c":{"negate":true}}}"""u8.ToArray());

        Assert.Equal(
            ["$.profile.currency: found \"Euro\", expected an ISO 4217 code such as EUR"],
            result.Errors.Select(error => error.ToString()));
    }

    [Fact]
    public void Rules_in_code_that_can_never_apply_are_refused_when_a_normalizer_is_made()
    {
        var rules = new AmountRules { Scale = 2, Unit = AmountUnit.Minor };
        var schema = EventSchema.Default with { Profiles = EventSchema.Default.Profiles.Add("c", Profile(rules)) };

        var exception = Assert.Throws<ArgumentException>(() => new EventNormalizer(schema));

        Assert.Equal(
            "$.profiles.c.amount_scale: can never apply beside amount_unit; expected one of them",
            exception.Message);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(29)]
    public void A_scale_in_code_that_no_decimal_has_is_refused(int scale) => Assert.Throws<ArgumentException>(
        () => new EventNormalizer(EventSchema.Default with { DefaultProfile = Profile(new() { Scale = scale }) }));

    [Fact]
    public void Half_of_a_surrogate_pair_is_no_word_of_money()
    {
        AmountRules[] broken =
        [
            new() { Currency = "\ud800" },
            new() { UnitMarks = ["\ud800"] },
            new() { SignFrom = new SignRules { Member = "k", Negative = ["\ud800"] } },
            new() { SignFrom = new SignRules { Member = "\ud800", Negative = ["x"] } },
        ];

        Assert.All(broken, rules => Assert.Throws<ArgumentException>(
            () => new EventNormalizer(EventSchema.Default with { DefaultProfile = Profile(rules) })));
    }

    private static ClientProfile Profile(AmountRules rules) => ClientProfile.Default with { Amount = rules };

    [Fact]
    public void Words_that_leave_the_sign_alone_are_those_that_are_read_at_all()
    {
        const string Schema = """{"profile":{"sign_from":{"member":"kind","positive":["paid"]}}}""";
        const string Event = """{"client_id":"c","metric":"m","amount":5,"ts":1705314600,"kind":""";

        Assert.StartsWith("{", SchemaReading.Read(Schema, Event + "\"Paid\"}"), StringComparison.Ordinal);
        Assert.Equal("amount.sign", SchemaReading.Codes(Schema, Event + "\"void\"}"));
        Assert.Equal("amount.sign", SchemaReading.Codes(Schema, Event + "null}"));
    }
}
