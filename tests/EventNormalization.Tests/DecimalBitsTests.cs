using Xunit;

namespace EventNormalization.Tests;

/// <summary>What is read from a decimal's memory is what the framework says of it.</summary>
public class DecimalBitsTests
{
    [Law(10_000)]
    public void A_decimal_is_taken_apart_as_the_framework_does(
        decimal value, int low, int middle, int high, bool isNegative)
    {
        IsWhatTheFrameworkSays(value);
        IsWhatTheFrameworkSays(new decimal(low, middle, high, isNegative, (byte)(unchecked((uint)low) % 29)));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-0.00")]
    [InlineData("79228162514264337593543950335")]
    [InlineData("-0.0000000000000000000000000001")]
    public void So_are_the_ends_of_the_range(string value) =>
        IsWhatTheFrameworkSays(decimal.Parse(value, System.Globalization.CultureInfo.InvariantCulture));

    private static void IsWhatTheFrameworkSays(decimal value)
    {
        var bits = DecimalBits.Of(value);
        var expected = decimal.GetBits(value);

        Assert.Equal(unchecked((uint)expected[2]), bits.High);
        Assert.Equal(unchecked(((ulong)(uint)expected[1] << 32) | (uint)expected[0]), bits.Low);
        Assert.Equal((expected[3] >> 16) & 0xFF, bits.Scale);
        Assert.Equal(expected[3] < 0, bits.IsNegative);
    }
}
