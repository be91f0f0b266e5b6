using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using EventNormalization.Json;
using Xunit;

namespace EventNormalization.Tests.Json;

public sealed class JsonExtentProperties
{
    private const int Seed = 20240116;

    [Fact]
    public void A_value_ends_where_one_who_looks_at_byte_after_byte_finds_its_end()
    {
        var random = new Random(Seed);
        foreach (var alphabet in new[] { "{}[]\"\\,:a ", "{[\"a", "}]\"{{[",
            "\\\"{}aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" })
        {
            for (var run = 0; run < 20_000; run++)
            {
                var inside = Enumerable.Range(0, random.Next(200))
                    .Select(_ => (byte)alphabet[random.Next(alphabet.Length)]);
                byte[] json = [(byte)"{["[random.Next(2)], .. inside];

                Assert.True(EndOf(json) == JsonExtent.EndOf(json, 0), $"seed {Seed}: {Encoding.UTF8.GetString(json)}");
            }
        }
    }

    [Theory]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(200)]
    public void Brackets_that_nest_deeply_end_where_the_first_one_is_closed(int depth)
    {
        var json = new byte[(2 * depth) + 1];
        json.AsSpan(0, depth).Fill((byte)'{');
        json.AsSpan(depth, depth).Fill((byte)'}');
        json[^1] = (byte)',';

        Assert.Equal(2 * depth, JsonExtent.EndOf(json, 0));
    }

    private static int EndOf(byte[] json)
    {
        var open = new Stack<byte>();
        var deepest = 0;
        for (var position = 0; position < json.Length; position++)
        {
            switch (json[position])
            {
                case (byte)'"':
                    for (position++; position < json.Length && json[position] != '"'; position++)
                    {
                        position += json[position] == '\\' ? 1 : 0;
                    }

                    break;
                case (byte)'{' or (byte)'[':
                    open.Push((byte)(json[position] + 2));
                    deepest = Math.Max(deepest, open.Count);
                    break;
                case (byte)'}' or (byte)']':
                    if (open.Pop() != json[position] && deepest <= 64)
                    {
                        return ~position;
                    }

                    if (open.Count == 0)
                    {
                        return position + 1;
                    }

                    break;
            }
        }

        return ~json.Length;
    }
}
