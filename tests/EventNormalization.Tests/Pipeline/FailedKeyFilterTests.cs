using System;
using System.Globalization;
using System.Linq;
using EventNormalization.Ingestion;
using EventNormalization.Pipeline;
using Xunit;

namespace EventNormalization.Tests.Pipeline;

/// <summary>The filter of keys never says no to a key that was added, and hardly ever yes to another.</summary>
public sealed class FailedKeyFilterTests
{
    [Theory]
    [InlineData(1_000)]
    [InlineData(300_000)]
    public void It_knows_every_key_that_was_added_and_few_others(int count)
    {
        var filter = new FailedKeyFilter();
        Assert.True(filter.IsEmpty);
        for (var i = 0; i < count; i++)
        {
            filter.Add(KeyOf(i));
        }

        Assert.False(filter.IsEmpty);
        Assert.All(Enumerable.Range(0, count).Where(i => i % 7 == 0), i => Assert.True(filter.MayContain(KeyOf(i))));
        Assert.InRange(
            Enumerable.Range(count, 10_000).Count(i => filter.MayContain(KeyOf(i))), 0, 10);
    }

    private static ContentHash KeyOf(int number)
    {
        Span<byte> bytes = stackalloc byte[16];
        number.TryFormat(bytes, out var length, provider: CultureInfo.InvariantCulture);
        return ContentHash.Of(bytes[..length]);
    }
}
