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

        Assert.Equal(ListOne.Split(' '), read);
    }

    [Theory]
    [InlineData("XAU")]
    [InlineData("XAG")]
    [InlineData("XDR")]
    [InlineData("XTS")]
    [InlineData("XXX")]
    public void Codes_of_no_money_are_refused(string code)
    {
        Assert.False(IsRead("12.50 " + code));
    }

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

    private static string? CurrencyOf(string text)
    {
        var input = new FieldInput(JsonKind.Text, Encoding.UTF8.GetBytes(text));
        var result = new CurrencyOfAmountParser().Parse(input, ClientProfile.Default);
        return result.IsSuccess ? result.Value : null;
    }
}
