using System;
using System.Buffers;
using System.Collections.Generic;
using System.Linq;
using EventNormalization.Aggregation;
using EventNormalization.Totals;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace EventNormalization.Tests.Totals;

public class SummaryFormatTests
{
    private static readonly Gen<decimal> Amounts = Gen.Frequency(
        (6, Gen.Choose(-1_000_000, 1_000_000).Select(cents => cents / 100m)),
        (2, Gen.Elements(
            0m, 1.000000000000m, -0.00000001m, 92233720368.54775807m, 92233720368.54775808m, -92233720368.54775808m)),
        (1, Gen.Elements(
            decimal.MaxValue, decimal.MinValue, 1e-28m, -1e-28m, 0.000000005m, 1e27m)));

    [Law(1000)]
    public Property Summaries_of_the_same_decimals_have_the_same_bytes_however_they_were_merged() => Prop.ForAll(
        Gen.ListOf(Amounts).ToArbitrary(),
        Gen.Choose(0, 10).ToArbitrary(),
        (amounts, splitAt) =>
        {
            var whole = BytesOf(SummaryOf(amounts));
            var (first, second) = (SummaryOf(amounts.Take(splitAt)), SummaryOf(amounts.Skip(splitAt).Reverse()));

            second.Merge(StandardFormats.Summary.Read(BytesOf(first)));

            Assert.Equal(whole, BytesOf(second));
            Assert.Equal(whole, BytesOf(StandardFormats.Summary.Read(whole)));
        });

    [Fact]
    public void An_ordinary_amount_takes_a_few_bytes_and_none_takes_no_byte()
    {
        Assert.Equal([1, 0x80, 0xF2, 0x8B, 0xA8, 0x09], BytesOf(SummaryOf([12.50m])));
        Assert.Empty(BytesOf(default));
        Assert.Equal(0, StandardFormats.Summary.Read([]).Count);
    }

    [Fact]
    public void Bytes_that_are_cut_off_or_go_on_are_refused()
    {
        foreach (var amounts in new decimal[][] { [12.5m], [1, 2, 3], [decimal.MaxValue], [1e-28m, decimal.MinValue] })
        {
            var bytes = BytesOf(SummaryOf(amounts));
            for (var length = 1; length < bytes.Length; length++)
            {
                Assert.ThrowsAny<FormatException>(() => StandardFormats.Summary.Read(bytes.AsSpan(0, length)));
            }

            Assert.Throws<FormatException>(() => StandardFormats.Summary.Read([.. bytes, 0]));
        }
    }

    private static DecimalSummary SummaryOf(IEnumerable<decimal> amounts)
    {
        var summary = default(DecimalSummary);
        foreach (var amount in amounts)
        {
            summary.Add(amount);
        }

        return summary;
    }

    private static byte[] BytesOf(DecimalSummary summary)
    {
        var output = new ArrayBufferWriter<byte>();
        StandardFormats.Summary.Write(in summary, output);
        return output.WrittenSpan.ToArray();
    }
}
