using System;
using System.Globalization;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using EventNormalization.Canonicalization;
using Xunit;

namespace EventNormalization.Tests.Canonicalization;

public class EcmaScriptNumberTests
{
    [Theory]
    [InlineData(0x0000000000000000, "0")]
    [InlineData(0x8000000000000000, "0")]
    [InlineData(0x0000000000000001, "5e-324")]
    [InlineData(0x8000000000000001, "-5e-324")]
    [InlineData(0x7fefffffffffffff, "1.7976931348623157e+308")]
    [InlineData(0xffefffffffffffff, "-1.7976931348623157e+308")]
    [InlineData(0x4340000000000000, "9007199254740992")]
    [InlineData(0xc340000000000000, "-9007199254740992")]
    [InlineData(0x4430000000000000, "295147905179352830000")]
    [InlineData(0x44b52d02c7e14af5, "9.999999999999997e+22")]
    [InlineData(0x44b52d02c7e14af6, "1e+23")]
    [InlineData(0x44b52d02c7e14af7, "1.0000000000000001e+23")]
    [InlineData(0x444b1ae4d6e2ef4e, "999999999999999700000")]
    [InlineData(0x444b1ae4d6e2ef4f, "999999999999999900000")]
    [InlineData(0x444b1ae4d6e2ef50, "1e+21")]
    [InlineData(0x3eb0c6f7a0b5ed8c, "9.999999999999997e-7")]
    [InlineData(0x3eb0c6f7a0b5ed8d, "0.000001")]
    [InlineData(0x41b3de4355555553, "333333333.3333332")]
    [InlineData(0x41b3de4355555554, "333333333.33333325")]
    [InlineData(0x41b3de4355555555, "333333333.3333333")]
    [InlineData(0x41b3de4355555556, "333333333.3333334")]
    [InlineData(0x41b3de4355555557, "333333333.33333343")]
    [InlineData(0xbecbf647612f3696, "-0.0000033333333333333333")]
    [InlineData(0x43143ff3c1cb0959, "1424953923781206.2")]
    public void The_samples_of_the_standard_are_written_as_it_says(ulong bits, string expected) =>
        Assert.Equal(expected, Format(BitConverter.UInt64BitsToDouble(bits)));

    [Theory]
    [InlineData(1, "1")]
    [InlineData(-1, "-1")]
    [InlineData(1200, "1200")]
    [InlineData(1200.5, "1200.5")]
    [InlineData(0.1, "0.1")]
    [InlineData(-0.05, "-0.05")]
    [InlineData(999_999_999.999999, "999999999.999999")]
    [InlineData(1e9, "1000000000")]
    [InlineData(1e-6, "0.000001")]
    [InlineData(1.5e-6, "0.0000015")]
    [InlineData(1e-7, "1e-7")]
    [InlineData(-1.5e-7, "-1.5e-7")]
    [InlineData(1e20, "100000000000000000000")]
    [InlineData(1e21, "1e+21")]
    [InlineData(1.25e21, "1.25e+21")]
    [InlineData(0.1 + 0.2, "0.30000000000000004")]
    [InlineData(9007199254740991, "9007199254740991")]
    [InlineData(2.2250738585072014e-308, "2.2250738585072014e-308")]
    [InlineData(2.225073858507201e-308, "2.225073858507201e-308")]
    public void A_number_is_written_with_the_fewest_digits(double value, string expected) =>
        Assert.Equal(expected, Format(value));

    [Fact]
    public void The_first_million_numbers_of_the_published_stream_have_its_hash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> line = stackalloc byte[64];

        foreach (var value in EcmaScriptNumberStream.Take(1_000_000))
        {
            var bits = BitConverter.DoubleToUInt64Bits(value);
            bits.TryFormat(line, out var length, "x", CultureInfo.InvariantCulture);
            line[length++] = (byte)',';
            length += EcmaScriptNumber.Format(value, line[length..]);
            line[length++] = (byte)'\n';
            hash.AppendData(line[..length]);
        }

        Assert.Equal(
            "49415fee2c56c77864931bd3624faad425c3c577d6d74e89a83bc725506dad16",
            Convert.ToHexStringLower(hash.GetCurrentHash()));
    }

    [Theory]
    [InlineData("0", "0")]
    [InlineData("-0", "0")]
    [InlineData("-0.0e-0", "0")]
    [InlineData("0e999999999999", "0")]
    [InlineData("0.000e-99999", "0")]
    [InlineData("1.0", "1")]
    [InlineData("-1.50", "-1.5")]
    [InlineData("1E+2", "100")]
    [InlineData("1e-2", "0.01")]
    [InlineData("1e0000000002", "100")]
    [InlineData("1200e-2", "12")]
    [InlineData("100000000000000000000000", "1e+23")]
    [InlineData("123456789012345", "123456789012345")]
    [InlineData("1234567890123456", "1234567890123456")]
    [InlineData("9007199254740993", "9007199254740992")]
    [InlineData("12345678901234567890", "12345678901234567000")]
    [InlineData("0.1000000000000000055511151231257827", "0.1")]
    [InlineData("2.4703282292062327e-324", "0")]
    [InlineData("2.4703282292062328e-324", "5e-324")]
    [InlineData("-1e-400", "0")]
    [InlineData("179769313486231570e291", "1.7976931348623157e+308")]
    [InlineData("1.7976931348623158e308", "1.7976931348623157e+308")]
    [InlineData("0.00000000000000000000000000000000000000000000001e60", "10000000000000")]
    public void A_number_of_json_is_rewritten_from_its_text(string number, string expected) =>
        Assert.Equal(expected, Rewrite(number));

    [Theory]
    [InlineData("1e309")]
    [InlineData("-1e309")]
    [InlineData("1e999999999999")]
    [InlineData("1.7976931348623159e308")]
    public void A_number_beyond_a_double_is_not_written(string number) =>
        Assert.Equal("", Rewrite(number));

    [Fact]
    public void An_exponent_may_undo_any_number_of_digits()
    {
        var tiny = "0." + new string('0', 20_000) + "1e20001";
        var huge = "1" + new string('0', 20_000) + "e-20000";

        Assert.Equal(("1", "1"), (Rewrite(tiny), Rewrite(huge)));
    }

    [Law(20_000)]
    public void Every_spelling_of_a_double_is_rewritten_as_the_double_is_formatted(ulong bits, short cents)
    {
        foreach (var value in new[] { BitConverter.UInt64BitsToDouble(bits), bits / 1000.0, cents / 100.0 })
        {
            if (double.IsFinite(value))
            {
                var spellings = new[] { "R", "E16", "E20", "E30" }
                    .Select(format => value.ToString(format, CultureInfo.InvariantCulture));

                Assert.All(spellings, spelling => Assert.Equal(Format(value), Rewrite(spelling)));
                Assert.Equal(value, double.Parse(Format(value), CultureInfo.InvariantCulture));
            }
        }
    }

    private static string Format(double value)
    {
        var text = new byte[EcmaScriptNumber.LengthMax];
        return Encoding.ASCII.GetString(text, 0, EcmaScriptNumber.Format(value, text));
    }

    private static string Rewrite(string number)
    {
        var text = new byte[EcmaScriptNumber.LengthMax];
        return Encoding.ASCII.GetString(text, 0, EcmaScriptNumber.Rewrite(Encoding.ASCII.GetBytes(number), text));
    }
}
