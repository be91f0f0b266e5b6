using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using EventNormalization.Normalization;
using Xunit;

namespace EventNormalization.Tests.Normalization.Amounts;

/// <summary>The tables of the amount parser against the lists that standards publish.</summary>
public class AmountCoverageTests
{
    // ISO 4217 list one, of January 2026, without the X-codes that are no money.
    private const string ListOne =
        "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BHD BIF BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF "
        + "CHE CHF CHW CLF CLP CNY COP COU CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP "
        + "GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT "
        + "LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR "
        + "NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN "
        + "SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD USN UYI UYU UYW UZS VED VES VND VUV WST XAF "
        + "XCD XCG XOF XPF YER ZAR ZMW ZWG";

    // Scripts that are no longer written (UAX 31, table 4), and styled forms of Latin digits.
    private static readonly int[] RefusedZeros =
    [
        0x104A0, 0x11066, 0x111D0, 0x112F0, 0x114D0, 0x11650, 0x116C0, 0x11730, 0x11950, 0x11C50, 0x11F50,
        0x1CCF0, 0x1D7CE, 0x1D7D8, 0x1D7E2, 0x1D7EC, 0x1D7F6, 0x1FBF0,
    ];

    // Parts of a unit, and signs of scripts that are no longer written.
    private static readonly int[] RefusedSigns =
        [0x00A2, 0x09FB, 0x20A5, 0x20B0, 0xFFE0, 0x11FDD, 0x11FDE, 0x11FDF, 0x11FE0, 0x1ECB0];

    [Fact]
    public void Every_code_of_money_in_iso_4217_is_read_on_both_sides_and_named()
    {
        var read = ListOne.Split(' ').Where(code =>
            IsRead("12.50 " + code) && IsRead(code + "12.50") && CurrencyOf(code + " 12.50") == code);

        Assert.Equal(ListOne.Split(' ').Except(["ALL", "TOP"]), read);
    }

    [Fact]
    public void Every_code_in_use_is_read_in_capitals_in_small_letters_and_with_an_initial_capital()
    {
        foreach (var code in CurrencyCodes.InUse.Except(CurrencyCodes.Words))
        {
            string[] forms = [code, code.ToLowerInvariant(), code[..1] + code[1..].ToLowerInvariant()];

            Assert.All(forms, form => Assert.Equal(code, CurrencyOf(form + " 12.50")));
            Assert.False(IsRead(code[..2] + char.ToLowerInvariant(code[2]) + " 12.50"), code);
        }
    }

    [Fact]
    public void A_code_or_symbol_that_is_also_a_word_is_read_where_it_is_the_currency_of_the_profile()
    {
        var marks = CurrencyMarks.All.Where(mark => (mark.Places & MarkPlacement.OfProfile) != 0).ToList();
        string[] some = ["KM", "Ft", "R", "Db", "L", "ALL", "TOP", "DEN"];

        Assert.Subset(marks.Select(mark => mark.Text).ToHashSet(), some.ToHashSet());
        foreach (var mark in marks)
        {
            var profile = new AmountRules { Currency = mark.Currency!.Codes[0] };

            Assert.False(IsRead("12.50 " + mark.Text), mark.Text);
            Assert.Equal(mark.Currency.Codes[0], CurrencyOf("12.50 " + mark.Text, profile));
        }
    }

    [Fact]
    public void Every_shared_mark_has_one_canonical_spelling_and_no_two_the_same()
    {
        var shared = CurrencyMarks.All.Where(mark => mark.Currency!.IsShared).ToList();

        Assert.Equal(
            shared.Select(mark => mark.Currency!.Text).Distinct().Order(),
            SharedMarks.Lines.Select(line => line.Split(' ')[0]).Order());
        Assert.Equal(
            SharedMarks.Lines.Length,
            shared.Select(mark => string.Join(' ', mark.Currency!.Codes.Order())).Distinct().Count());
        Assert.All(shared, mark => Assert.All(mark.Currency!.Codes, code => Assert.NotNull(Currencies.FindCode(code))));
    }

    [Fact]
    public void Numbers_and_minor_units_are_those_of_iso_4217()
    {
        Assert.Equal(
            CurrencyCodes.Numbers.Count(), CurrencyCodes.Numbers.Select(pair => pair.Number).Distinct().Count());
        Assert.Equal(
            "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF", CodesOf(digits: 0));
        Assert.Equal("BHD IQD JOD KWD LYD OMR TND", CodesOf(digits: 3));
        Assert.Equal("CLF UYW", CodesOf(digits: 4));
    }

    [Theory]
    [InlineData("XAU")]
    [InlineData("XAG")]
    [InlineData("XDR")]
    [InlineData("XTS")]
    [InlineData("XXX")]
    public void Codes_of_no_money_are_refused(string code) =>
        Assert.False(IsRead("12.50 " + code));

    [Fact]
    public void Every_currency_sign_of_unicode_is_read_but_those_of_parts()
    {
        var refused = AllRunes()
            .Where(rune => Rune.GetUnicodeCategory(rune) == UnicodeCategory.CurrencySymbol)
            .Where(rune => !IsRead(rune + "12.50") || !IsRead("12.50 " + rune));

        Assert.Equal(RefusedSigns, refused.Select(rune => rune.Value));
    }

    [Fact]
    public void Decimal_digits_of_every_living_script_are_read()
    {
        var refused = AllRunes()
            .Where(rune => Rune.GetUnicodeCategory(rune) == UnicodeCategory.DecimalDigitNumber)
            .Where(rune => Parse(rune.ToString()) is not { IsSuccess: true } result
                || result.Value != (decimal)Rune.GetNumericValue(rune));

        Assert.Equal(RefusedZeros.SelectMany(zero => Enumerable.Range(zero, 10)), refused.Select(rune => rune.Value));
    }

    private static IEnumerable<Rune> AllRunes() =>
        Enumerable.Range(0, 0x110000).Where(Rune.IsValid).Select(value => new Rune(value));

    private static bool IsRead(string text) => Parse(text) is { IsSuccess: true, Value: 12.5m };

    private static ParseResult<decimal> Parse(string text) =>
        new AmountParser().Parse(new FieldInput(JsonKind.Text, Encoding.UTF8.GetBytes(text)), ClientProfile.Default);

    private static string CodesOf(int digits) => string.Join(
        ' ', CurrencyCodes.MinorUnits.Where(pair => pair.Digits == digits).Select(pair => pair.Code).Order());

    private static string? CurrencyOf(string text, AmountRules? rules = null)
    {
        var profile = ClientProfile.Default with { Amount = rules ?? AmountRules.Default };
        MoneyReading.Read(new FieldInput(JsonKind.Text, Encoding.UTF8.GetBytes(text)), profile, out var money);
        CurrencyResolution.Settle(money, default, profile.Amount.Compiled, out var currency);
        return currency.Known?.Text;
    }
}
