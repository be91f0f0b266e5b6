using System;
using System.Linq;
using EventNormalization.Normalization;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace EventNormalization.Tests.Normalization.Amounts;

public class AmountConversionTests
{
    private const string NoMinor =
        "amount.format: expected a whole number of minor units without a currency mark, as the profile's amount_unit "
        + "says";

    private const string UnknownMinor =
        "amount.ambiguous: expected a currency with one minor unit, or minor_units in the profile";

    private static readonly AmountRules Minor = new() { Unit = AmountUnit.Minor };

    private static readonly SignRules Signs = new()
    {
        Member = "creditDebitIndicator",
        Negative = ["DBIT", "Sollé"],
        Positive = ["CRDT"],
    };

    [Theory]
    [InlineData("1250", "\"EUR\"", "12.50 EUR")]
    [InlineData("1250", "\"JPY\"", "1250 JPY")]
    [InlineData("1250", "\"BHD\"", "1.250 BHD")]
    [InlineData("1250.0", "\"EUR\"", "12.500 EUR")]
    [InlineData("-5", "\"usd\"", "-0.05 USD")]
    [InlineData("\"1250\"", "\"EUR\"", "12.50 EUR")]
    [InlineData("1250", "\"Rs\"", "12.50 Rs")]
    [InlineData("1250", "\"CLF\"", "0.1250 CLF")]
    [InlineData("{\"value\":1250,\"currency\":\"EUR\"}", null, "12.50 EUR")]
    [InlineData("0", "\"EUR\"", "0.00 EUR")]
    public void Minor_units_are_those_of_the_currency(string amount, string? currency, string expected) =>
        Assert.Equal(expected, MoneyTexts.Settle(amount, currency, Minor));

    [Theory]
    [InlineData("12.5", "\"EUR\"", NoMinor)]
    [InlineData("\"1250 EUR\"", null, NoMinor)]
    [InlineData("\"$1250\"", "\"USD\"", NoMinor)]
    [InlineData("{\"value\":\"12.50\",\"currency\":\"EUR\"}", null, NoMinor)]
    [InlineData("1250", null, UnknownMinor)]
    [InlineData("1250", "\"$\"", UnknownMinor)]
    [InlineData("1250", "\"kr\"", UnknownMinor)]
    [InlineData("1250", "\"DEM\"", UnknownMinor)]
    [InlineData("1250", "\"₿\"", UnknownMinor)]
    public void Minor_units_that_nobody_can_tell_are_refused(string amount, string? currency, string expected) =>
        Assert.Equal(expected, MoneyTexts.Settle(amount, currency, Minor));

    [Fact]
    public void Minor_units_follow_the_currency_of_the_profile_and_its_exceptions()
    {
        var rules = Minor with
        {
            Currency = "ISK",
            MinorUnits = Minor.MinorUnits.Add("ISK", 2).Add("UGX", 2).Add("DEM", 2),
        };

        Assert.Equal("12.50 ISK", MoneyTexts.Settle("1250", null, rules));
        Assert.Equal("12.50 UGX", MoneyTexts.Settle("1250", "\"UGX\"", rules));
        Assert.Equal("12.50 DEM", MoneyTexts.Settle("1250", "\"DEM\"", rules));
        Assert.Equal("1250 JPY", MoneyTexts.Settle("1250", "\"JPY\"", rules));
        Assert.Equal("12.50 kr", MoneyTexts.Settle("1250", "\"kr\"", rules with { Currency = "EUR" }));
    }

    [Theory]
    [InlineData("1250", 2, "12.50")]
    [InlineData("12.5", 2, "0.125")]
    [InlineData("\"1,250 EUR\"", 3, "1.250 EUR")]
    [InlineData("{\"value\":1250,\"currency\":\"JPY\"}", 2, "12.50 JPY")]
    [InlineData("{\"value\":1250,\"currency\":\"EUR\"}", 0, "1250 EUR")]
    [InlineData("1e20", 28, "0.0000000100000000000000000000")]
    public void A_scale_moves_the_point_whatever_the_currency(string amount, int scale, string expected) =>
        Assert.Equal(expected, MoneyTexts.Settle(amount, null, new AmountRules { Scale = scale }));

    [Fact]
    public void A_scale_that_a_decimal_cannot_hold_is_refused() => Assert.Equal(
        "amount.precision: expected a number of at most 28 digits that needs no more than 28 decimal places",
        MoneyTexts.Settle("0.10", null, new AmountRules { Scale = 28 }));

    [Theory]
    [InlineData("10.00", 27, "0.0000000000000000000000000100")]
    [InlineData("0.00", 28, "0.0000000000000000000000000000")]
    public void A_scale_drops_zeros_before_it_gives_up(string amount, int scale, string expected) =>
        Assert.Equal(expected, MoneyTexts.Settle(amount, null, new AmountRules { Scale = scale }));

    [Law]
    public Property A_scaled_amount_times_the_power_of_ten_is_the_number() => Prop.ForAll(
        PrintedAmount.Any.ToArbitrary(),
        Gen.Choose(0, 28).ToArbitrary(),
        (printed, scale) =>
        {
            var rules = new AmountRules { Scale = scale }.Compiled;
            var failure = new AmountConversion(rules).Settle(
                WrittenMoney.Of(printed.Value), default, SignWord.None, out var amount);
            var bits = decimal.GetBits(printed.Value);
            var unscaled = new decimal(bits[0], bits[1], bits[2], printed.Value < 0, 0);
            var digits = ((bits[3] >> 16) & 0xFF) + scale;

            return failure is not null ? digits > 28 : digits > 28 || amount * Power(digits) == unscaled;
        });

    [Theory]
    [InlineData("12.5", nameof(SignWord.Negative), "-12.5")]
    [InlineData("12.5", nameof(SignWord.Positive), "12.5")]
    [InlineData("-12.5", nameof(SignWord.Positive), "-12.5")]
    [InlineData("0", nameof(SignWord.Negative), "0")]
    [InlineData("-12.5", nameof(SignWord.Negative),
        "amount.conflict: expected a number without a minus beside a word that makes it negative")]
    [InlineData("12.5", nameof(SignWord.None),
        "amount.sign: expected one of the words DBIT, Sollé, CRDT in creditDebitIndicator")]
    [InlineData("12.5", nameof(SignWord.Unknown),
        "amount.sign: expected one of the words DBIT, Sollé, CRDT in creditDebitIndicator")]
    public void A_word_says_the_sign(string amount, string word, string expected) => Assert.Equal(
        expected,
        MoneyTexts.Settle(amount, null, new AmountRules { SignFrom = Signs }, Enum.Parse<SignWord>(word)));

    [Theory]
    [InlineData("\"DBIT\"", nameof(SignWord.Negative))]
    [InlineData("\"dbit\"", nameof(SignWord.Negative))]
    [InlineData("\"SOLLE\u0301\"", nameof(SignWord.Negative))]
    [InlineData("\"Crdt\"", nameof(SignWord.Positive))]
    [InlineData("\"other\"", nameof(SignWord.Unknown))]
    [InlineData("true", nameof(SignWord.Unknown))]
    [InlineData("{\"a\":1}", nameof(SignWord.Unknown))]
    public void Words_of_the_sign_are_compared_whatever_their_case(string json, string expected)
    {
        var rules = new AmountRules { SignFrom = Signs }.Compiled;

        Assert.Equal(expected, SignReading.Read(MoneyTexts.Input(json), rules).ToString());
    }

    [Fact]
    public void A_number_or_a_truth_value_can_say_the_sign()
    {
        var rules = new AmountRules { SignFrom = Signs with { Negative = ["true", "-1"], Positive = ["1"] } }.Compiled;

        Assert.Equal(SignWord.Negative, SignReading.Read(MoneyTexts.Input("true"), rules));
        Assert.Equal(SignWord.Negative, SignReading.Read(MoneyTexts.Input("-1"), rules));
        Assert.Equal(SignWord.Positive, SignReading.Read(MoneyTexts.Input("1"), rules));
        Assert.Equal(SignWord.None, SignReading.Read(MoneyTexts.Input("1"), AmountRules.Default.Compiled));
    }

    [Fact]
    public void The_steps_are_taken_in_order()
    {
        var rules = Minor with { Negate = true, SignFrom = Signs, Currency = "EUR" };

        Assert.Equal("12.50 EUR", MoneyTexts.Settle("1250", null, rules, SignWord.Negative));
        Assert.Equal("-12.50 EUR", MoneyTexts.Settle("1250", null, rules, SignWord.Positive));
        Assert.Equal("0", MoneyTexts.Settle("0", null, new AmountRules { Negate = true }));
    }

    [Theory]
    [InlineData("\"5 kg\"", "5")]
    [InlineData("\"5kg\"", "5")]
    [InlineData("\"-4.5 ℃\"", "-4.5")]
    [InlineData("\"1.200 kg\"", "1.2")]
    [InlineData("\"45%\"", "45")]
    [InlineData("\"5 kgs\"", "5")]
    [InlineData("\"5 EUR\"", "5 EUR")]
    public void Units_of_the_profile_are_set_aside(string amount, string expected) =>
        Assert.Equal(expected, MoneyTexts.Settle(
            amount, null, new AmountRules { UnitMarks = ["kg", "kgs", "℃", "%"] }));

    [Theory]
    [InlineData("\"5 Kg\"")]
    [InlineData("\"5 kgm\"")]
    [InlineData("\"5 kg kg\"")]
    [InlineData("\"5 kg EUR\"")]
    [InlineData("\"5 t\"")]
    [InlineData("\"kg\"")]
    public void Other_units_stay_refused(string amount) => Assert.StartsWith(
        "amount.format",
        MoneyTexts.Settle(amount, null, new AmountRules { UnitMarks = ["kg"] }),
        StringComparison.Ordinal);

    [Fact]
    public void Plain_numbers_need_no_settling_where_the_profile_says_nothing_of_money()
    {
        AmountRules[] needing =
        [
            Minor, new() { Currency = "EUR" }, new() { Scale = 2 }, new() { Negate = true }, new() { SignFrom = Signs },
        ];

        Assert.True(AmountRules.Default.Compiled.PlainNeedsNoConversion);
        Assert.True(new AmountRules { NumberFormat = NumberFormat.Strict }.Compiled.PlainNeedsNoConversion);
        Assert.All(needing, rules => Assert.False(rules.Compiled.PlainNeedsNoConversion));
        Assert.False((AmountRules.Default with { Negate = true }).Compiled.PlainNeedsNoConversion);
    }

    private static decimal Power(int digits) =>
        Enumerable.Repeat(10m, digits).Aggregate(1m, (product, ten) => product * ten);
}
