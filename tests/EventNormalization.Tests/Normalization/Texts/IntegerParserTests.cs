using System.Globalization;
using System.Numerics;
using EventNormalization.Normalization;
using Xunit;

namespace EventNormalization.Tests.Normalization.Texts;

public sealed class IntegerParserTests
{
    private const string Format = "format: a whole number such as 42, of digits with at most one sign before them";
    private const string Fraction = "format: a whole number such as 42, without a fraction";
    private const string Range = "range: a whole number from -9223372036854775808 to 9223372036854775807";
    private const string TooLong = "too_long: a whole number of at most 64 characters";

    private static readonly IntegerParser Parser = new();

    [Theory]
    [InlineData("0", "0")]
    [InlineData("-0", "0")]
    [InlineData("42", "42")]
    [InlineData("-42", "-42")]
    [InlineData("7.0", "7")]
    [InlineData("1e3", "1000")]
    [InlineData("1.5E+1", "15")]
    [InlineData("1200e-2", "12")]
    [InlineData("-0.0e99", "0")]
    [InlineData("0e999999999999", "0")]
    [InlineData("9223372036854775807", "9223372036854775807")]
    [InlineData("-9223372036854775808", "-9223372036854775808")]
    [InlineData("9223372036854775807.000", "9223372036854775807")]
    [InlineData("0.00000000000000000000000000000000000001e38", "1")]
    [InlineData("9223372036854775808", Range)]
    [InlineData("-9223372036854775809", Range)]
    [InlineData("1e19", Range)]
    [InlineData("1e999999999999", Range)]
    [InlineData("9007199254740993.5", Fraction)]
    [InlineData("0.5", Fraction)]
    [InlineData("1e-1", Fraction)]
    [InlineData("1e-999999999999", Fraction)]
    [InlineData("10000000000000000000000000000000000000000000000000000000000000000", TooLong)]
    public void A_JSON_number_is_read_by_its_value(string json, string expected) =>
        Assert.Equal(expected, ParsedTexts.Read(Parser, JsonKind.Number, json));

    [Theory]
    [InlineData("42", "42")]
    [InlineData("+42", "42")]
    [InlineData("-42", "-42")]
    [InlineData("007", "7")]
    [InlineData("-000", "0")]
    [InlineData("9223372036854775807", "9223372036854775807")]
    [InlineData("-9223372036854775808", "-9223372036854775808")]
    [InlineData("9223372036854775808", Range)]
    [InlineData("-9223372036854775809", Range)]
    [InlineData("99999999999999999999", Range)]
    [InlineData("", Format)]
    [InlineData("+", Format)]
    [InlineData("-", Format)]
    [InlineData("+-1", Format)]
    [InlineData("1-", Format)]
    [InlineData("1.0", Format)]
    [InlineData("1e3", Format)]
    [InlineData("1,000", Format)]
    [InlineData("1 000", Format)]
    [InlineData("0x10", Format)]
    [InlineData("\u0661", Format)]
    [InlineData("\uFF11", Format)]
    [InlineData("\u22121", Format)]
    [InlineData("seven", Format)]
    [InlineData("00000000000000000000000000000000000000000000000000000000000000001", TooLong)]
    public void A_text_is_read_as_digits_and_a_sign(string text, string expected) =>
        Assert.Equal(expected, ParsedTexts.Read(Parser, JsonKind.Text, text));

    [Theory]
    [InlineData(JsonKind.True, "true")]
    [InlineData(JsonKind.False, "false")]
    [InlineData(JsonKind.Object, "{}")]
    [InlineData(JsonKind.Array, "[1]")]
    public void Other_kinds_of_JSON_are_no_whole_number(JsonKind kind, string json) =>
        Assert.Equal("kind: a whole number such as 42", ParsedTexts.Read(Parser, kind, json));

    [Law(10_000)]
    public void Every_whole_number_is_read_in_every_spelling(long value)
    {
        var digits = value.ToString(CultureInfo.InvariantCulture);

        Assert.Equal(digits, ParsedTexts.Read(Parser, JsonKind.Number, digits));
        Assert.Equal(digits, ParsedTexts.Read(Parser, JsonKind.Text, digits));
        Assert.Equal(digits, ParsedTexts.Read(Parser, JsonKind.Number, digits + ".00"));
        Assert.Equal(digits, ParsedTexts.Read(Parser, JsonKind.Number, digits + "000e-3"));
    }

    [Law(10_000)]
    public void A_product_is_read_exactly_or_is_out_of_range(long left, int right)
    {
        var product = (BigInteger)left * right * 1_000_003;
        var digits = product.ToString(CultureInfo.InvariantCulture);

        var bounded = BigInteger.Max(long.MinValue, BigInteger.Min(product, long.MaxValue));
        var expected = bounded == product ? digits : Range;
        Assert.Equal(expected, ParsedTexts.Read(Parser, JsonKind.Number, digits));
        Assert.Equal(expected, ParsedTexts.Read(Parser, JsonKind.Text, digits));
    }
}
