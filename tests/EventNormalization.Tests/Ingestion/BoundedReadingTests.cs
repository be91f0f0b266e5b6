using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Ingestion;
using Xunit;

namespace EventNormalization.Tests.Ingestion;

/// <summary>What is held of a stream, however it goes on, and how reading it ends.</summary>
public sealed class BoundedReadingTests
{
    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(1);

    [Theory]
    [InlineData("", '\n')]
    [InlineData("", ' ')]
    [InlineData("", '\0')]
    [InlineData("[", ',')]
    [InlineData("[", ' ')]
    [InlineData("[{}", ' ')]
    [InlineData("[{},", ',')]
    [InlineData("{}", ' ')]
    [InlineData("{", ' ')]
    [InlineData("{\"a\":\"", 'x')]
    [InlineData("[{\"a\":\"", 'x')]
    [InlineData("oops", 'x')]
    public async Task What_goes_on_for_ever_takes_no_more_memory_than_one_long_delivery(string beginning, char repeated)
    {
        foreach (var format in new[] { EventFormat.Detect, EventFormat.Ndjson })
        {
            using var stream = new RepeatingStream(Encoding.UTF8.GetBytes(beginning), (byte)repeated, 1 << 22);
            var options = new EventReaderOptions { Format = format, BatchBytes = 1 << 12, EventBytesMax = 1 << 14 };

            var raws = await ReadAsync(stream, options);

            Assert.InRange(stream.RoomMax, 1 << 12, 1 << 15);
            Assert.InRange(raws.Count, 0, 3);
        }
    }

    [Fact]
    public async Task A_batch_has_a_bound_of_deliveries_however_short_they_are()
    {
        var text = string.Concat(Enumerable.Repeat("{}\n", 50_000));
        var counts = new List<int>();

        await foreach (var batch in Reader().ReadAsync(new MemoryStream(Encoding.UTF8.GetBytes(text))))
        {
            using var memory = batch;
            counts.Add(batch.Events.Length);
        }

        Assert.Equal(50_000, counts.Sum());
        Assert.InRange(counts.Max(), 1, 8192);
    }

    [Fact]
    public async Task An_array_in_one_long_line_is_delivered_while_it_is_read()
    {
        var element = "{\"a\":\"" + new string('x', 90) + "\"},";
        var text = "[" + string.Concat(Enumerable.Repeat(element, 20_000)) + "{}]";
        var options = new EventReaderOptions { BatchBytes = 1 << 12 };
        var largest = 0;
        var count = 0;

        await foreach (var batch in Reader(options).ReadAsync(new MemoryStream(Encoding.UTF8.GetBytes(text))))
        {
            using var memory = batch;
            largest = Math.Max(largest, batch.Events.ToArray().Sum(raw => raw.Utf8.Length));
            count += batch.Events.Length;
        }

        Assert.Equal(20_001, count);
        Assert.InRange(largest, 1, 1 << 14);
    }

    [Fact]
    public async Task A_delivery_knows_which_of_its_line_or_array_it_is()
    {
        const string text =
            "{\"a\":1}{\"b\":2} {\"c\":3}\n{}\n[{\"d\":4},{\"e\":5}]\n[\n{\"f\":6},\n{\"g\":7}\n]\n{}\n";

        var raws = await ReadAsync(new MemoryStream(Encoding.UTF8.GetBytes(text)), EventReaderOptions.Default);

        Assert.Equal(
            [
                "line 1", "line 1 record 2", "line 1 record 3", "line 2", "line 3", "line 3 record 2",
                "line 5", "line 6 record 2", "line 8",
            ],
            raws.Select(raw => raw.Location.ToString()));
        Assert.Equal([1, 2, 3, 1, 1, 2, 1, 2, 1], raws.Select(raw => raw.Location.RecordNumber));
    }

    [Theory]
    [InlineData("[2024-01-15 10:30:00] INFO start")]
    [InlineData("[[")]
    [InlineData("[ERROR] x")]
    [InlineData("{\"a\":")]
    [InlineData("{\"a\":1,")]
    [InlineData("{\"a\":[")]
    [InlineData("{\"a\":[1,")]
    [InlineData("{\"a\":{\"b\":2}")]
    [InlineData("{\"a\":\"cut")]
    [InlineData("{\"a\":\"cut\\")]
    [InlineData("{{")]
    [InlineData("{")]
    [InlineData("}")]
    [InlineData("]")]
    [InlineData(",")]
    [InlineData("\"")]
    [InlineData("[1")]
    [InlineData("[1}")]
    [InlineData("{]")]
    [InlineData("{\"a\":1} trailing")]
    [InlineData("{\"a\":1}}")]
    [InlineData("\uFEFF\uFFFD[")]
    public async Task A_broken_line_spoils_none_of_its_neighbours(string broken)
    {
        var good = Enumerable.Range(0, 20).Select(i => $"{{\"n\":{i},\"t\":[{{\"x\":\"}}{i}\"}}]}}").ToArray();
        var text = good[0] + "\n" + broken + "\n" + string.Join('\n', good[1..]) + "\n";

        foreach (var step in new[] { 1, 3, text.Length })
        {
            var stream = new TricklingStream(Encoding.UTF8.GetBytes(text), step);
            var raws = await ReadAsync(stream, new EventReaderOptions { BatchBytes = 64 });
            var texts = raws.Select(raw => Encoding.UTF8.GetString(raw.Utf8.Span)).ToArray();

            Assert.Equal(good, texts.Intersect(good));
            Assert.Equal(21, texts.Length);
        }
    }

    [Fact]
    public async Task A_reading_that_is_cancelled_ends_also_where_the_stream_does_not_listen()
    {
        using var cancellation = new CancellationTokenSource();
        await using var batches = Reader().ReadAsync(new StalledStream("{}\n"u8.ToArray()), cancellation.Token)
            .GetAsyncEnumerator(CancellationToken.None);
        Assert.True(await batches.MoveNextAsync().AsTask().WaitAsync(Bound));
        batches.Current.Dispose();

        var next = batches.MoveNextAsync().AsTask();
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => next.WaitAsync(Bound));
    }

    private static EventReader Reader(EventReaderOptions? options = null) =>
        new(options ?? EventReaderOptions.Default, TimeProvider.System);

    /// <summary>The deliveries, of which the bytes are copied.</summary>
    private static async Task<List<RawEvent>> ReadAsync(Stream stream, EventReaderOptions options)
    {
        var raws = new List<RawEvent>();
        await foreach (var batch in Reader(options).ReadAsync(stream))
        {
            using var memory = batch;
            raws.AddRange(batch.Events.ToArray().Select(
                raw => new RawEvent(raw.Utf8.ToArray(), raw.ReceivedAt, raw.Location)));
        }

        return raws;
    }
}
