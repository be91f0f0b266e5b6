using System;
using EventNormalization.Queries.Authoring;

namespace EventNormalization.Api.Reading;

/// <summary>Decimals without the zeros at their end, which some stores keep and some do not.</summary>
internal static class PlainDecimal
{
    /// <summary>The same number with as few digits as it needs.</summary>
    public static decimal Of(decimal value)
    {
        Span<byte> bytes = stackalloc byte[SortableBytes.DecimalByteCountMax];
        return SortableBytes.ReadDecimal(bytes[..SortableBytes.Write(value, bytes)]);
    }
}
