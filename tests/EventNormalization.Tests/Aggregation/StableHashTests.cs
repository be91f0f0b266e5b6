using System;
using System.Collections.Generic;
using System.Text;
using EventNormalization.Aggregation;
using Xunit;

namespace EventNormalization.Tests.Aggregation;

/// <summary>Kept states depend on the hash: these are the published values of XXH64 with the seed 0.</summary>
public sealed class StableHashTests
{
    [Theory]
    [InlineData("", 0xEF46DB3751D8E999)]
    [InlineData("a", 0xD24EC4F1A98C6E5B)]
    [InlineData("abc", 0x44BC2CF5AD770999)]
    [InlineData("Nobody inspects the spammish repetition", 0xFBCEA83C8A378BF1)]
    public void The_hash_is_that_of_the_specification(string text, ulong hash) =>
        Assert.Equal(hash, StableHash.Of(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void Every_length_and_every_bit_changes_the_hash()
    {
        var bytes = new byte[100];
        var hashes = new HashSet<ulong>();
        for (var length = 0; length <= bytes.Length; length++)
        {
            Assert.True(hashes.Add(StableHash.Of(bytes.AsSpan(0, length))));
            for (var bit = 0; bit < 8 * length; bit++)
            {
                bytes[bit / 8] ^= (byte)(1 << (bit % 8));
                Assert.True(hashes.Add(StableHash.Of(bytes.AsSpan(0, length))));
                bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            }
        }
    }
}
