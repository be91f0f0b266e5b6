using System;
using System.Globalization;
using System.Linq;
using System.Numerics;
using EventNormalization.Aggregation;
using Xunit;

namespace EventNormalization.Tests.Aggregation;

public class ExactSumTests
{
    [Fact]
    public void Tenths_add_up_to_one()
    {
        var sum = Enumerable.Repeat(0.10m, 10).Aggregate(default(ExactSum), (total, value) => total.Add(value));

        Assert.Equal("1", sum.ToDecimal().Value.ToString(CultureInfo.InvariantCulture));
        Assert.Equal("1", sum.ToString());
    }

    [Fact]
    public void A_sum_that_leaves_the_range_and_comes_back_is_exact()
    {
        var sum = default(ExactSum).Add(decimal.MaxValue).Add(decimal.MaxValue).Add(0.5m).Add(-decimal.MaxValue)
            .Add(-decimal.MaxValue);

        Assert.Equal(0.5m, sum.ToDecimal().Value);
    }

    [Fact]
    public void A_sum_that_no_decimal_holds_says_its_digits()
    {
        var sum = default(ExactSum).Add(decimal.MaxValue).Add(0.5m);

        var error = sum.ToDecimal().Error;

        Assert.Equal(
            "aggregate.range: The exact total is 79228162514264337593543950335.5; expected a number "
                + "that a decimal holds "
                + "(96 bits of digits, at most 28 decimals).",
            error?.ToString());
    }

    [Fact]
    public void A_sum_of_30_digits_that_ends_in_zeros_past_the_point_fits()
    {
        var sum = default(ExactSum).Add(79228162514264337593543950334m).Add(0.5m).Add(0.5m);

        Assert.Equal(decimal.MaxValue, sum.ToDecimal().Value);
    }

    [Fact]
    public void There_is_room_for_two_to_the_63_of_the_greatest_decimal_and_an_end()
    {
        var sum = Doubled(default(ExactSum).Add(decimal.MinValue), 65);

        Assert.Equal(
            (Amounts.UnitsOf(decimal.MinValue) * BigInteger.Pow(2, 65) / BigInteger.Pow(10, 28))
                .ToString(CultureInfo.InvariantCulture),
            sum.ToString());
        var failure = Assert.Throws<OverflowException>(() => sum.Merge(sum));
        Assert.Equal("The sum needs more than 256 bits: it is of more than 2^63 decimals.", failure.Message);
    }

    [Theory]
    [InlineData("0", "0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("0.0000000000000000000000000001", "0000000000000000000000000000000000000000000000000000000000000001")]
    [InlineData("-0.0000000000000000000000000001", "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff")]
    [InlineData("1", "0000000000000000000000000000000000000000204fce5e3e25026110000000")]
    public void Bytes_are_a_signed_big_endian_number_of_units(string text, string expected)
    {
        var bytes = new byte[ExactSum.ByteCount];

        default(ExactSum).Add(decimal.Parse(text, CultureInfo.InvariantCulture)).WriteTo(bytes);

        Assert.Equal(expected, Convert.ToHexStringLower(bytes));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(31)]
    [InlineData(33)]
    public void Bytes_of_another_length_are_refused(int length)
    {
        var failure = Assert.Throws<ArgumentException>(() => ExactSum.ReadFrom(new byte[length]));

        Assert.Equal($"A sum has 32 bytes, not {length}. (Parameter 'bytes')", failure.Message);
    }

    [Fact]
    public void A_sum_needs_room_to_be_written()
    {
        var failure = Assert.Throws<ArgumentException>(() => default(ExactSum).WriteTo(new byte[31]));

        Assert.Equal("A sum needs 32 bytes of room. (Parameter 'destination')", failure.Message);
    }

    private static ExactSum Doubled(ExactSum sum, int times) =>
        Enumerable.Range(0, times).Aggregate(sum, (total, _) => total.Merge(total));
}
