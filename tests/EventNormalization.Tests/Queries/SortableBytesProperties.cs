using System;
using EventNormalization.Queries.Authoring;
using EventNormalization.Tests.Aggregation;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Xunit;

namespace EventNormalization.Tests.Queries;

public class SortableBytesProperties
{
    [Law(5_000)]
    public Property The_bytes_of_two_decimals_are_ordered_as_the_decimals_are() =>
        Prop.ForAll(Amounts.Any.ToArbitrary(), Amounts.Any.ToArbitrary(), (left, right) =>
        {
            var order = BytesOf(left).AsSpan().SequenceCompareTo(BytesOf(right));

            Assert.Equal(left.CompareTo(right), Math.Sign(order));
        });

    [Law(5_000)]
    public Property A_decimal_reads_back_from_its_bytes_without_trailing_zeros() =>
        Prop.ForAll(Amounts.Any.ToArbitrary(), value =>
        {
            var read = SortableBytes.ReadDecimal(BytesOf(value));

            Assert.Equal(value, read);
            Assert.True(read == 0 || read.Scale == 0 || decimal.GetBits(read)[0] % 10 != 0 || read % 1 != 0);
        });

    [Law(2_000)]
    public Property Bytes_that_are_no_decimal_are_refused_and_never_read_as_another() =>
        Prop.ForAll(Gen.ArrayOf(Gen.Choose(0, 255)).ToArbitrary(), numbers =>
        {
            var bytes = Array.ConvertAll(numbers, number => (byte)number);
            try
            {
                var value = SortableBytes.ReadDecimal(bytes);

                Assert.Equal(value, SortableBytes.ReadDecimal(BytesOf(value)));
            }
            catch (FormatException)
            {
                // Most random bytes are none; that is what is expected of them.
            }
        });

    [Law(2_000)]
    public Property The_bytes_of_two_instants_are_ordered_as_the_instants_are_and_read_back() =>
        Prop.ForAll(Instants().ToArbitrary(), Instants().ToArbitrary(), (left, right) =>
        {
            var order = BytesOf(left).AsSpan().SequenceCompareTo(BytesOf(right));

            Assert.Equal(left.CompareTo(right), Math.Sign(order));
            Assert.Equal(left, SortableBytes.ReadInstant(BytesOf(left)));
        });

    private static Gen<Instant> Instants() =>
        from seconds in Gen.OneOf(Gen.Choose(-2, 2), Gen.Choose(int.MinValue, int.MaxValue))
        from nanoseconds in Gen.OneOf(Gen.Choose(0, 2), Gen.Choose(0, 999_999_999))
        select Instant.FromUnixTimeSeconds(29L * seconds).PlusNanoseconds(nanoseconds);

    private static byte[] BytesOf(decimal value)
    {
        var bytes = new byte[SortableBytes.DecimalByteCountMax];
        return bytes[..SortableBytes.Write(value, bytes)];
    }

    private static byte[] BytesOf(Instant value)
    {
        var bytes = new byte[SortableBytes.InstantByteCount];
        SortableBytes.Write(value, bytes);
        return bytes;
    }
}
