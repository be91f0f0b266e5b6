using System;
using System.Collections.Generic;
using System.Linq;
using EventNormalization.Identity;
using EventNormalization.Normalization;
using NodaTime;
using Xunit;

namespace EventNormalization.Tests.Identity;

public sealed class RulesFingerprintTests
{
    [Fact]
    public void Equal_rules_have_equal_fingerprints()
    {
        var first = RulesFingerprint.Of(EventSchema.Default);
        var second = RulesFingerprint.Of(EventSchema.Default with { Wrappers = [.. EventSchema.Default.Wrappers] });

        Assert.Matches("^[0-9a-f]{64}$", first.ToString());
        Assert.Equal(first, second);
    }

    [Fact]
    public void Rules_that_can_alter_no_id_have_the_same_fingerprint()
    {
        var schema = EventSchema.Default;
        var optional = new FieldDefinition<string>("x", TextParser.Kept) { Presence = FieldPresence.Optional };

        Assert.All(
            [
                schema with { Limits = JsonLimits.Default with { DepthMax = 3 } },
                schema with { Profiles = schema.Profiles.Add("c", ClientProfile.Default) },
                schema with { FurtherFields = [optional] },
                schema with { Amount = schema.Amount with { Aliases = ["TOTAL", "value", "amount"] } },
            ],
            other => Assert.Equal(RulesFingerprint.Of(schema), RulesFingerprint.Of(other)));
    }

    [Fact]
    public void A_fingerprint_is_read_again_from_its_digits_and_from_nothing_else()
    {
        var fingerprint = RulesFingerprint.Of(EventSchema.Default);
        var digits = fingerprint.ToString();

        Assert.True(RulesFingerprint.TryParse(digits.ToUpperInvariant(), out var read));
        Assert.Equal(fingerprint, read);
        Assert.Equal(fingerprint.GetHashCode(), read.GetHashCode());
        Assert.True(fingerprint != default);
        Assert.False(RulesFingerprint.TryParse(digits.AsSpan(1), out _));
        Assert.False(RulesFingerprint.TryParse(" " + digits[1..], out _));
        Assert.Equal(new string('0', RulesFingerprint.DigitCount), default(RulesFingerprint).ToString());
    }

    [Fact]
    public void Rules_that_read_differently_have_different_fingerprints()
    {
        var fingerprints = Variations().Select(schema => RulesFingerprint.Of(schema)).ToList();

        Assert.Equal(fingerprints.Count, fingerprints.Distinct().Count());
    }

    [Fact]
    public void A_shown_fingerprint_reads_back_in_either_case_and_nothing_else_is_read()
    {
        var fingerprint = RulesFingerprint.Of(EventSchema.Default);
        var text = fingerprint.ToString();

        Assert.Equal(fingerprint, RulesFingerprint.Parse(text));
        Assert.Equal(fingerprint, RulesFingerprint.Parse(text.ToUpperInvariant()));
        Assert.Equal(default, RulesFingerprint.Parse(new string('0', 64)));
        foreach (var other in new[] { "", text[1..], text + "0", " " + text[1..], "g" + text[1..], "０" + text[1..] })
        {
            Assert.False(RulesFingerprint.TryParse(other, out _));
        }
    }

    private static IEnumerable<EventSchema> Variations()
    {
        var schema = EventSchema.Default;
        var profile = ClientProfile.Default;
        var times = TimestampRules.Default;
        yield return schema;
        yield return schema with { Wrappers = ["x"] };
        yield return schema with { NullTokens = ["x"] };
        yield return schema with { Subjects = ["x"] };
        yield return schema with { ClientId = schema.ClientId with { WeakAliases = ["x"] } };
        yield return schema with { ClientId = schema.ClientId with { Parser = TextParser.Lower } };
        yield return schema with { Amount = schema.Amount with { Choose = AliasChoice.First } };
        yield return schema with { Timestamp = schema.Timestamp with { Join = ["x", "y"] } };
        yield return schema with { Timestamp = schema.Timestamp with { ZoneFrom = "x" } };
        yield return schema with
        {
            FurtherFields = [
                new FieldDefinition<string>("x", TextParser.Kept) { From = "line" }]
        };
        yield return schema with
        {
            FurtherFields = [
                new FieldDefinition<string>("x", TextParser.Kept) { From = "source" }]
        };
        yield return schema with
        {
            DefaultProfile = profile.WithParser(
                "amount", FieldParsers.Integer.Select("x", Half))
        };
        yield return schema with { Amount = schema.Amount with { Aliases = ["x"] } };
        yield return schema with { Amount = schema.Amount with { Constant = "1" } };
        yield return schema with { Amount = schema.Amount with { Default = "1" } };
        yield return schema with { Amount = schema.Amount with { IsIdentity = false } };
        yield return schema with { Metric = schema.Metric with { Parser = TextParser.Kept } };
        yield return schema with { FurtherFields = [new FieldDefinition<string>("x", TextParser.Kept)] };
        yield return schema with { DefaultProfile = profile with { MetricCase = MetricCase.Kept } };
        yield return schema with { Profiles = schema.Profiles.Add("c", profile with { MetricCase = MetricCase.Kept }) };
        yield return schema with
        {
            DefaultProfile =
                profile with { Timestamp = times with { DateOrder = DateOrder.DayFirst } }
        };
        yield return schema with { DefaultProfile = profile with { Timestamp = times with { TwoDigitYearPivot = 1 } } };
        yield return schema with
        {
            DefaultProfile =
                profile with { Timestamp = times with { Zone = DateTimeZoneProviders.Tzdb["Asia/Tokyo"] } },
        };
        yield return schema with
        {
            DefaultProfile = profile with { Amount = new AmountRules { NumberFormat = NumberFormat.Strict } },
        };
        foreach (var rules in VariationsOfAmounts())
        {
            yield return schema with { DefaultProfile = profile with { Amount = rules } };
        }
    }

    private static IEnumerable<AmountRules> VariationsOfAmounts()
    {
        var signs = new SignRules { Member = "kind", Negative = ["out"] };
        var minor = AmountRules.Default with { Unit = AmountUnit.Minor };
        yield return AmountRules.Default with { Currency = "EUR" };
        yield return minor;
        yield return minor with { MinorUnits = minor.MinorUnits.Add("ISK", 2) };
        yield return AmountRules.Default with { Scale = 0 };
        yield return AmountRules.Default with { Scale = 2 };
        yield return AmountRules.Default with { Negate = true };
        yield return AmountRules.Default with { UnitMarks = ["kg"] };
        yield return AmountRules.Default with { SignFrom = signs };
        yield return AmountRules.Default with { SignFrom = signs with { Member = "type" } };
        yield return AmountRules.Default with { SignFrom = signs with { Negative = ["in"] } };
        yield return AmountRules.Default with { SignFrom = signs with { Positive = ["in"] } };
    }

    private static ParseResult<decimal> Half(long value) => value / 2m;
}
