using System;
using System.Globalization;
using System.Linq;
using System.Numerics;
using EventNormalization.Aggregation;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace EventNormalization.Tests.Aggregation;

public class ExactSumProperties
{
    private static readonly BigInteger CoefficientEnd = BigInteger.One << 96;

    [Law(2_000)]
    public Property A_sum_is_the_decimal_that_is_exactly_the_sum_or_an_error_where_there_is_none() =>
        Prop.ForAll(Gen.ArrayOf(Amounts.Any).ToArbitrary(), values =>
        {
            var expected = values.Aggregate(BigInteger.Zero, (units, value) => units + Amounts.UnitsOf(value));

            var result = SumOf(values).ToDecimal();

            var scale = Enumerable.Range(0, 29).Where(scale => Fits(expected, scale)).Cast<int?>().FirstOrDefault();
            Assert.Equal(scale is null ? "aggregate.range" : null, result.Error?.Code);
            Assert.Equal(scale, result.IsSuccess ? result.Value.Scale : null);
            Assert.True(!result.IsSuccess || Amounts.UnitsOf(result.Value) == expected);
        });

    [Law(2_000)]
    public Property A_sum_prints_its_exact_digits() =>
        Prop.ForAll(Gen.ArrayOf(Amounts.Any).ToArbitrary(), values =>
        {
            var expected = values.Aggregate(BigInteger.Zero, (units, value) => units + Amounts.UnitsOf(value));

            var text = SumOf(values).ToString();

            var point = text.IndexOf('.', StringComparison.Ordinal);
            var decimals = point < 0 ? 0 : text.Length - point - 1;
            var digits = BigInteger.Parse(
                text.Replace(".", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);
            Assert.Equal(expected, digits * BigInteger.Pow(10, 28 - decimals));
            Assert.False(text is "-0" || (decimals > 0 && text[^1] == '0'));
        });

    [Law(2_000)]
    public Property Equal_sums_have_equal_bytes_which_read_back() =>
        Prop.ForAll(Gen.ArrayOf(Amounts.Any).ToArbitrary(), values =>
        {
            var sum = SumOf(values);
            var reversed = SumOf([.. values.Reverse()]);

            Assert.Equal(sum, reversed);
            Assert.Equal(sum.GetHashCode(), reversed.GetHashCode());
            Assert.Equal(BytesOf(sum), BytesOf(reversed));
            Assert.Equal(sum, ExactSum.ReadFrom(BytesOf(sum)));
        });

    [Law(2_000)]
    public Property Merging_the_sums_of_two_parts_sums_the_whole() =>
        Prop.ForAll(Gen.ArrayOf(Amounts.Any).ToArbitrary(), Gen.ArrayOf(Amounts.Any).ToArbitrary(), (left, right) =>
        {
            Assert.Equal(SumOf([.. left, .. right]), SumOf(left).Merge(SumOf(right)));
            Assert.Equal(SumOf([.. left, .. right]), SumOf(right).Merge(SumOf(left)));
        });

    [Law(2_000)]
    public Property What_is_taken_away_again_leaves_nothing() =>
        Prop.ForAll(Gen.ArrayOf(Amounts.Any).ToArbitrary(), values =>
            Assert.Equal(default, SumOf([.. values, .. values.Select(value => -value)])));

    private static ExactSum SumOf(decimal[] values) =>
        values.Aggregate(default(ExactSum), (sum, value) => sum.Add(value));

    private static byte[] BytesOf(ExactSum sum)
    {
        var bytes = new byte[ExactSum.ByteCount];
        sum.WriteTo(bytes);
        return bytes;
    }

    private static bool Fits(BigInteger units, int scale)
    {
        var coefficient = BigInteger.DivRem(BigInteger.Abs(units), BigInteger.Pow(10, 28 - scale), out var rest);
        return rest.IsZero && coefficient < CoefficientEnd;
    }
}
