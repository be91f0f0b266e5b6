using System;
using System.Globalization;
using System.Text;
using EventNormalization.Normalization;
using Xunit;

namespace EventNormalization.Tests.Normalization.Amounts;

public class AmountParserTests
{
    private static readonly AmountParser Parser = new();

    [Theory]
    [InlineData("0", "0")]
    [InlineData("-0.0", "0")]
    [InlineData("1200.50", "1200.5")]
    [InlineData("-1E+2", "-100")]
    [InlineData("2.5e-3", "0.0025")]
    [InlineData("1.500", "1.5")]
    [InlineData("79228162514264337593543950335", "79228162514264337593543950335")]
    [InlineData("0.1234567890123456789012345678", "0.1234567890123456789012345678")]
    [InlineData("7e28", "70000000000000000000000000000")]
    [InlineData("1e-28", "0.0000000000000000000000000001")]
    [InlineData("0e999999999", "0")]
    [InlineData("12.500000000000000000000000000000000000000000", "12.5")]
    public void A_json_number_is_read_exactly_under_every_format(string json, string expected)
    {
        foreach (var format in Enum.GetValues<NumberFormat>())
        {
            var result = Parse(JsonKind.Number, json, format);

            Assert.Equal(expected, Text(result.Value));
        }
    }

    [Theory]
    [InlineData("1200", "1200")]
    [InlineData("007", "7")]
    [InlineData("99.", "99")]
    [InlineData("99,", "99")]
    [InlineData("380115,", "380115")]
    [InlineData(",5", "0.5")]
    [InlineData("-,12", "-0.12")]
    [InlineData("1.e2", "100")]
    [InlineData("- 5.25", "-5.25")]
    [InlineData("+ 5.25", "5.25")]
    [InlineData("5.25 -", "-5.25")]
    [InlineData(".5", "0.5")]
    [InlineData("+5", "5")]
    [InlineData("-5.25", "-5.25")]
    [InlineData("−5.25", "-5.25")]
    [InlineData("5.25-", "-5.25")]
    [InlineData("(5.25)", "-5.25")]
    [InlineData("-0", "0")]
    [InlineData("1,5E+03", "1500")]
    [InlineData("-.25e1", "-2.5")]
    public void Signs_points_and_exponents_are_read(string text, string expected) => AssertRead(expected, text);

    [Theory]
    [InlineData("1,234,567", "1234567")]
    [InlineData("1.234.567", "1234567")]
    [InlineData("1'234'567.5", "1234567.5")]
    [InlineData("1’234,5", "1234.5")]
    [InlineData("1 234 567,89", "1234567.89")]
    [InlineData("1\u00A0234\u00A0567.890", "1234567.89")]
    [InlineData("1\u202F234,567", "1234.567")]
    [InlineData("1\u2009234", "1234")]
    [InlineData("1,234.567", "1234.567")]
    [InlineData("1.234,567", "1234.567")]
    [InlineData("1,23,456", "123456")]
    [InlineData("12,34,567.89", "1234567.89")]
    [InlineData("12,5", "12.5")]
    [InlineData("1234,5", "1234.5")]
    [InlineData("0,004", "0.004")]
    [InlineData("5,0004", "5.0004")]
    [InlineData("1000.001", "1000.001")]
    public void A_number_with_one_reading_is_read_that_way_under_every_format(string text, string expected)
    {
        foreach (var format in Enum.GetValues<NumberFormat>())
        {
            Assert.Equal(expected, Text(Parse(JsonKind.Text, text, format).Value));
        }
    }

    [Theory]
    [InlineData("192.168.100.200", NumberFormat.DecimalComma, "192168100200")]
    [InlineData("-192.168.100.200", NumberFormat.Invariant, "-192168100200")]
    [InlineData("192.168.100.200 EUR", NumberFormat.Invariant, "192168100200")]
    [InlineData("192.168.100.200,50", NumberFormat.Invariant, "192168100200.5")]
    [InlineData("192.168.100.256", NumberFormat.Invariant, "192168100256")]
    [InlineData("192.168.100.020", NumberFormat.Invariant, "192168100020")]
    [InlineData("256.168.100.200", NumberFormat.Invariant, "256168100200")]
    [InlineData("192.168.100.200.100", NumberFormat.Invariant, "192168100200100")]
    [InlineData("192,168,100,200", NumberFormat.Strict, "192168100200")]
    public void What_no_Internet_address_looks_like_is_an_amount(string text, NumberFormat format, string expected) =>
        Assert.Equal(expected, Text(Parse(JsonKind.Text, text, format).Value));

    [Fact]
    public void The_parsers_have_the_names_that_rules_are_compared_by()
    {
        Assert.Equal("amount", Parser.ToString());
        Assert.Equal("currency of an amount", new AmountCurrencyParser().ToString());
    }

    [Theory]
    [InlineData("1,200", NumberFormat.Invariant, "1200")]
    [InlineData("1.200", NumberFormat.Invariant, "1.2")]
    [InlineData("1,200", NumberFormat.DecimalPoint, "1200")]
    [InlineData("1.200", NumberFormat.DecimalPoint, "1.2")]
    [InlineData("1,200", NumberFormat.DecimalComma, "1.2")]
    [InlineData("1.200", NumberFormat.DecimalComma, "1200")]
    [InlineData("2000,125", NumberFormat.DecimalComma, "2000.125")]
    [InlineData(",5", NumberFormat.DecimalComma, "0.5")]
    [InlineData("£1,200", NumberFormat.Invariant, "1200")]
    [InlineData("£10.000", NumberFormat.DecimalPoint, "10")]
    [InlineData("£10.000", NumberFormat.DecimalComma, "10000")]
    [InlineData("1.200e3", NumberFormat.Strict, "1200")]
    public void The_number_format_decides_between_two_readings(string text, NumberFormat format, string expected) =>
        Assert.Equal(expected, Text(Parse(JsonKind.Text, text, format).Value));

    [Theory]
    [InlineData("1,200", NumberFormat.Strict, "1.2", "1200")]
    [InlineData("-1.200", NumberFormat.Strict, "-1.2", "-1200")]
    [InlineData("£10.000", NumberFormat.Invariant, "10", "10000")]
    [InlineData("10.000 EUR", NumberFormat.Strict, "10", "10000")]
    [InlineData("2000,125", NumberFormat.Invariant, "2000.125", "2000125")]
    [InlineData("01,234", NumberFormat.DecimalPoint, "1.234", "1234")]
    [InlineData("1,234e5", NumberFormat.Invariant, "123400", "123400000")]
    public void Two_readings_that_nothing_decides_are_both_shown(
        string text, NumberFormat format, string smaller, string larger)
    {
        var failure = Parse(JsonKind.Text, text, format).Failure!;

        Assert.Equal(Problems.Ambiguous, failure.Problem);
        Assert.Equal("a number with one reading, or a number format in the profile that decides", failure.Expected);
        Assert.Equal([smaller, larger], failure.Candidates);
    }

    [Theory]
    [InlineData("$5.95", "5.95")]
    [InlineData("-$5.95", "-5.95")]
    [InlineData("$-5.95", "-5.95")]
    [InlineData("$ -5.95", "-5.95")]
    [InlineData("€ 5,95-", "-5.95")]
    [InlineData("5,95 € -", "-5.95")]
    [InlineData("- $5.95", "-5.95")]
    [InlineData("$ - 5.95", "-5.95")]
    [InlineData("EUR: 5.95", "5.95")]
    [InlineData("usd:\u00A05.95", "5.95")]
    [InlineData("USD.01", "0.01")]
    [InlineData("$99.", "99")]
    [InlineData("CHF 99,", "99")]
    [InlineData("EUR 1.5e3", "1500")]
    [InlineData("$1E+3", "1000")]
    [InlineData("2e3 kr", "2000")]
    [InlineData("5,95 €-", "-5.95")]
    [InlineData("($5.95)", "-5.95")]
    [InlineData("$ (1,234.50)", "-1234.5")]
    [InlineData("(5,95 €)", "-5.95")]
    [InlineData("$    5.95", "5.95")]
    [InlineData("$.95", "0.95")]
    [InlineData("1 234,50 $ US", "1234.5")]
    [InlineData("F\u202FCFA 500", "500")]
    [InlineData("Rs 1,50,000", "150000")]
    [InlineData("B/.5.00", "5")]
    [InlineData("5EUR", "5")]
    [InlineData("eur 5", "5")]
    [InlineData("DEM 5", "5")]
    [InlineData("XOF 5", "5")]
    [InlineData("1 000,00 руб.", "1000")]
    [InlineData("100 ГРН", "100")]
    [InlineData("12,50 Kc\u030C", "12.5")]
    [InlineData("5,00 RM", "5")]
    [InlineData("Sek 5", "5")]
    [InlineData("5 gel", "5")]
    [InlineData("د.إ. 5", "5")]
    [InlineData("¤1,234.50", "1234.5")]
    public void One_currency_mark_is_set_aside(string text, string expected) => AssertRead(expected, text);

    [Theory]
    [InlineData("١٢٣", "123")]
    [InlineData("۱۲٬۳۴٬۵۶۷٫۸۹", "1234567.89")]
    [InlineData("٣٬٤٥٦٫٥ €", "3456.5")]
    [InlineData("१२,३४,५६७.८९", "1234567.89")]
    [InlineData("（１，２３４．５）", "-1234.5")]
    [InlineData("－１２３", "-123")]
    [InlineData("￥１２３", "123")]
    [InlineData("\U0001E951.\U0001E950e\U0001E952", "100")]
    public void Digits_of_one_script_are_read(string text, string expected) => AssertRead(expected, text);

    [Theory]
    [InlineData("1,2,3")]
    [InlineData("1,23,4567")]
    [InlineData("12,34,56")]
    [InlineData("12 34")]
    [InlineData("1,234 567")]
    [InlineData("1,234.567,89")]
    [InlineData("1.23.456")]
    [InlineData("0,123,456")]
    [InlineData("1\u00A0234\u202F567")]
    [InlineData("1,000,")]
    [InlineData("1 000,")]
    [InlineData("1,000.")]
    [InlineData("5,e3")]
    [InlineData(",500")]
    [InlineData(",1234")]
    [InlineData("1..5")]
    [InlineData("12.50 13.50")]
    [InlineData("192.168.0.1")]
    public void Broken_groups_are_refused(string text) => AssertRefused(
        "amount.format: expected well-formed groups of digits and one decimal mark, such as 1,234.56 or 1.234,56",
        text);

    [Theory]
    [InlineData("5%")]
    [InlineData("1.5k")]
    [InlineData("3M")]
    [InlineData("3 B")]
    [InlineData("5 kg")]
    [InlineData("5 km")]
    [InlineData("5 ft")]
    [InlineData("5-10")]
    [InlineData("5+")]
    [InlineData("-5-")]
    [InlineData("(5")]
    [InlineData("5)")]
    [InlineData("1e")]
    [InlineData("1e 5")]
    [InlineData("0x1F")]
    [InlineData("12.50 dollars")]
    [InlineData("EURO 5 EURO")]
    [InlineData("5 All")]
    [InlineData("top 5")]
    [InlineData("5 DEN")]
    [InlineData("5 kn")]
    [InlineData("12345 KM")]
    [InlineData("5 КМ")]
    [InlineData("5 Ft")]
    [InlineData("R5")]
    [InlineData("5 eUr")]
    [InlineData("5 EUr")]
    [InlineData("5 dem")]
    [InlineData("50-EUR")]
    [InlineData("5,95- €")]
    [InlineData("EUR:5")]
    [InlineData("$: 5")]
    [InlineData("EUR : 5")]
    [InlineData("5 XAU")]
    [InlineData("5½")]
    public void What_is_no_sign_or_currency_mark_beside_a_number_is_refused(string text)
    {
        var failure = Parse(JsonKind.Text, text).Failure!;

        Assert.Equal(Problems.Format, failure.Problem);
        Assert.Empty(failure.Candidates);
    }

    [Theory]
    [InlineData("abc", "format: expected a decimal number such as 12.50")]
    [InlineData("-", "format: expected a decimal number such as 12.50")]
    [InlineData("€", "format: expected a decimal number such as 12.50")]
    [InlineData("+-5", "format: expected a decimal number such as 12.50")]
    [InlineData("(-5)", "format: expected a decimal number such as 12.50")]
    [InlineData("-(5)", "format: expected a decimal number such as 12.50")]
    [InlineData("- - 5", "format: expected a decimal number such as 12.50")]
    [InlineData("𝟏𝟐", "format: expected a decimal number such as 12.50")]
    [InlineData("一百", "format: expected a decimal number such as 12.50")]
    [InlineData("top 10", "format: expected a decimal number such as 12.50")]
    [InlineData(
        "5 items",
        "format: expected nothing beside the number but one sign and one currency mark such as € or EUR")]
    [InlineData("$5 USD", "format: expected one currency mark")]
    [InlineData("25¢", "format: expected an amount in units of a currency, not in cents")]
    [InlineData("１2", "format: expected digits of one script throughout")]
    [InlineData(
        "99.-",
        "format: expected a digit after the decimal mark where a minus follows")]
    [InlineData(
        "50,-",
        "format: expected a digit after the decimal mark where a minus follows")]
    [InlineData(
        "1e3-",
        "format: expected an exponent such as e3 at the end of a number without groups and without a sign after it")]
    [InlineData(
        "1,234.5e3",
        "format: expected an exponent such as e3 at the end of a number without groups and without a sign after it")]
    [InlineData(
        "1'000e3",
        "format: expected an exponent such as e3 at the end of a number without groups and without a sign after it")]
    [InlineData("7-zł", "format: expected no hyphen between the number and its currency mark")]
    [InlineData("GBX 12", "format: expected an amount in units of a currency, not in its minor unit such as GBp")]
    [InlineData("12 GBp", "format: expected an amount in units of a currency, not in its minor unit such as GBp")]
    [InlineData("12ZAc", "format: expected an amount in units of a currency, not in its minor unit such as GBp")]
    [InlineData("ILa 12", "format: expected an amount in units of a currency, not in its minor unit such as GBp")]
    [InlineData(
        "12 kr.-",
        "format: expected nothing beside the number but one sign and one currency mark such as € or EUR")]
    [InlineData(
        "192.168.100.200",
        "ambiguous: expected a number that is no Internet address as well, or the number format DecimalComma in the "
        + "profile")]
    [InlineData(
        "kr.12",
        "format: expected a blank between the point of an abbreviation and the number, such as kr. 12")]
    [InlineData(
        "+48 123 456 789",
        "format: expected a number without + before groups set off by blanks, as in telephone numbers")]
    [InlineData(
        "1.5e-28",
        "precision: expected a number of at most 28 digits that needs no more than 28 decimal places")]
    [InlineData(
        "0.12345678901234567890123456789",
        "precision: expected a number of at most 28 digits that needs no more than 28 decimal places")]
    [InlineData(
        "79228162514264337593543950335.5",
        "precision: expected a number of at most 28 digits that needs no more than 28 decimal places")]
    [InlineData(
        "79228162514264337593543950336",
        "range: expected a number from -79228162514264337593543950335 to 79228162514264337593543950335")]
    [InlineData(
        "1e29",
        "range: expected a number from -79228162514264337593543950335 to 79228162514264337593543950335")]
    [InlineData(
        "1e999999999",
        "range: expected a number from -79228162514264337593543950335 to 79228162514264337593543950335")]
    [InlineData("1e-29", "range: expected zero or a number of at least 1e-28")]
    [InlineData(
        "00000000000000000000000000000000000000000000000000000000000000012",
        "too_long: expected an amount of at most 64 characters")]
    public void A_refusal_says_what_was_expected(string text, string expected) =>
        AssertRefused("amount." + expected, text);

    [Theory]
    [InlineData(JsonKind.True, "true")]
    [InlineData(JsonKind.Array, "[12.5]")]
    public void Other_kinds_of_json_are_refused(JsonKind kind, string json)
    {
        var failure = Parse(kind, json).Failure!;

        Assert.Equal(Problems.Kind, failure.Problem);
        Assert.Equal("a number such as 12.50, or a text that holds one", failure.Expected);
    }

    [Fact]
    public void Sixty_four_characters_of_any_script_are_read()
    {
        var text = new string('０', 63) + "７";

        Assert.Equal(7, Parse(JsonKind.Text, text).Value);
    }

    private static void AssertRead(string expected, string text) =>
        Assert.Equal(expected, Text(Parse(JsonKind.Text, text).Value));

    private static void AssertRefused(string expected, string text)
    {
        var failure = Parse(JsonKind.Text, text).Failure;

        Assert.Equal(expected, failure is null ? null : "amount." + failure.Problem + ": expected " + failure.Expected);
    }

    private static ParseResult<decimal> Parse(
        JsonKind kind, string text, NumberFormat format = NumberFormat.Invariant) => Parser.Parse(
        new FieldInput(kind, Encoding.UTF8.GetBytes(text)),
        ClientProfile.Default with { Amount = new AmountRules { NumberFormat = format } });

    private static string Text(decimal value) =>
        value.ToString("0.############################", CultureInfo.InvariantCulture);
}
