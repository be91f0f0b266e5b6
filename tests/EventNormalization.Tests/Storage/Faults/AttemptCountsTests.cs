using System;
using EventNormalization.Ingestion;
using EventNormalization.Storage;
using Xunit;

namespace EventNormalization.Tests.Storage;

public sealed class AttemptCountsTests
{
    [Fact]
    public void Calls_are_counted_apart_and_the_oldest_are_forgotten()
    {
        var counts = new AttemptCounts();
        var key = ContentHash.Of("a"u8);

        Assert.Equal(1, counts.Count(StoreOperation.Append, key));
        Assert.Equal(2, counts.Count(StoreOperation.Append, key));
        Assert.Equal(1, counts.Count(StoreOperation.Record, key));
        for (var i = 0; i < AttemptCounts.CallsMax - 1; i++)
        {
            Assert.Equal(1, counts.Count(StoreOperation.Find, ContentHash.Of(BitConverter.GetBytes(i))));
        }

        Assert.Equal(2, counts.Count(StoreOperation.Record, key));
        Assert.Equal(1, counts.Count(StoreOperation.Append, key));
    }
}
