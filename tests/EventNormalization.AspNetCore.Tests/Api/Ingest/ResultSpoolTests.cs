using System;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using EventNormalization.Api.Ingest;
using Xunit;

namespace EventNormalization.AspNetCore.Tests.Api.Ingest;

public sealed class ResultSpoolTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(1_000)]
    [InlineData(100_000)]
    public async Task What_is_written_is_read_in_order_whoever_is_ahead(int seed)
    {
        await using var spool = New(3_000_000);
        var random = new Random(seed);
        var written = new byte[20_000_000];
        random.NextBytes(written);
        var read = new byte[written.Length];
        var (from, to) = (0, 0);

        while (to < written.Length)
        {
            var length = Math.Min(random.Next(1, 90_000), written.Length - from);
            var isTaken = length > 0 && await spool.TryWriteAsync(written.AsMemory(from, length));
            from += isTaken ? length : 0;
            if (!isTaken || random.Next(4) == 0)
            {
                var wanted = Math.Min(random.Next(1, 300_000), from - to);
                to += wanted == 0 ? 0 : await spool.ReadAsync(read.AsMemory(to, wanted));
            }
        }

        Assert.True(written.SequenceEqual(read), $"seed {seed}");
    }

    [Fact]
    public async Task Who_reads_while_it_is_written_gets_every_line_in_order()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            // So little fits into memory that the file is begun and emptied again and again.
            await using var spool = New(2_000, memoryBytesMax: 60);
            var random = new Random(seed);
            var lines = Enumerable.Range(0, 200)
                .Select(number => $"{seed} {number} {new string('x', random.Next(30))}\n").ToArray();

            var reading = ReadAllAsync(spool, random.Next(1, 200));
            foreach (var line in lines)
            {
                while (!await spool.TryWriteAsync(Encoding.UTF8.GetBytes(line)))
                {
                    await Task.Yield();
                }
            }

            spool.End(default);
            Assert.True(string.Concat(lines) == await reading.WaitAsync(TimeSpan.FromSeconds(60)), $"seed {seed}");
        }
    }

    [Fact]
    public async Task It_refuses_what_would_be_too_much_and_takes_it_once_there_is_room()
    {
        await using var spool = New(2_000_000);
        var chunk = new byte[500_000];

        var taken = 0;
        while (await spool.TryWriteAsync(chunk))
        {
            taken++;
        }

        Assert.Equal(4, taken);
        Assert.Equal(chunk.Length, await spool.ReadAsync(new byte[chunk.Length]));
        Assert.True(await spool.TryWriteAsync(chunk));
    }

    [Fact]
    public async Task Its_end_comes_after_everything_else()
    {
        await using var spool = New(1_000);
        await spool.TryWriteAsync("abc"u8.ToArray());
        spool.End("z"u8.ToArray());
        var buffer = new byte[10];

        Assert.Equal(3, await spool.ReadAsync(buffer));
        Assert.Equal(0, await spool.ReadAsync(buffer));
        Assert.Equal("z"u8.ToArray(), spool.Last.ToArray());
    }

    private static ResultSpool New(long bytesMax, int memoryBytesMax = 1 << 20) =>
        new(bytesMax, Path.GetTempPath(), memoryBytesMax);

    private static async Task<string> ReadAllAsync(ResultSpool spool, int bufferLength)
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        var text = new StringBuilder();
        var buffer = new byte[bufferLength];
        while (await spool.ReadAsync(buffer) is var count && count > 0)
        {
            text.Append(Encoding.ASCII.GetString(buffer, 0, count));
        }

        return text.ToString();
    }
}
