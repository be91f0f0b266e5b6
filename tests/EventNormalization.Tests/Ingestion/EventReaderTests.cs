using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Ingestion;
using Microsoft.Extensions.Time.Testing;
using NodaTime;
using Xunit;

namespace EventNormalization.Tests.Ingestion;

public sealed class EventReaderTests
{
    [Theory]
    [InlineData("", new string[0])]
    [InlineData("\n \n\t\r\n", new string[0])]
    [InlineData("{\"a\":1}", new[] { "1: {\"a\":1}" })]
    [InlineData("{\"a\":1}\n", new[] { "1: {\"a\":1}" })]
    [InlineData("{\"a\":1}\r\n{\"b\":2}\r\n", new[] { "1: {\"a\":1}", "2: {\"b\":2}" })]
    [InlineData("\n\n {\"a\":1} \n\n{\"b\":2}", new[] { "3: {\"a\":1}", "5: {\"b\":2}" })]
    [InlineData("{\"a\":\nnonsense\n{\"b\":2}", new[] { "1: {\"a\":", "2: nonsense", "3: {\"b\":2}" })]
    [InlineData("[1,2]\n[3]\n", new[] { "1: [1,2]", "2: [3]" })]
    [InlineData("[{\"a\":\"]\"}]\n", new[] { "1: {\"a\":\"]\"}" })]
    public async Task A_line_that_is_not_blank_is_one_delivery(string text, string[] expected) =>
        Assert.Equal(expected, await ReadAsync(text, EventFormat.Detect));

    [Theory]
    [InlineData("[\n{\"a\":1},\n{\"b\":[2]}\n]\n", new[] { "2: {\"a\":1}", "3: {\"b\":[2]}" })]
    [InlineData("[{\"a\":1},{\"b\":\"\\\"},{\"}]", new[] { "1: {\"a\":1}", "1: {\"b\":\"\\\"},{\"}" })]
    [InlineData("[1,{\"a\":1},[2]]", new[] { "1: 1", "1: {\"a\":1}", "1: [2]" })]
    [InlineData("{\"a\":1}{\"b\":2} {\"c\":3}\n", new[] { "1: {\"a\":1}", "1: {\"b\":2}", "1: {\"c\":3}" })]
    [InlineData("{\n \"a\": 1\n}\n{\"b\":2}\n", new[] { "1: {\n \"a\": 1\n}", "4: {\"b\":2}" })]
    [InlineData("[{\"a\":1}][{\"b\":2}]", new[] { "1: {\"a\":1}", "1: {\"b\":2}" })]
    [InlineData("[]\n[\n]", new string[0])]
    [InlineData("[[{\"a\":1}]]\n[1]", new[] { "1: [[{\"a\":1}]]", "2: [1]" })]
    public async Task Objects_are_found_however_they_stand(string text, string[] expected) =>
        Assert.Equal(expected, await ReadAsync(text, EventFormat.Detect));

    [Theory]
    [InlineData("[{\"a\":1},\n{\"b\":2}\n", new[] { "1: {\"a\":1}", "2: {\"b\":2}", "1: [" })]
    [InlineData("[{\"a\":1},,{\"b\":2}]", new[] { "1: {\"a\":1}", "1: ,", "1: {\"b\":2}" })]
    [InlineData("[{\"a\":1} {\"b\":2}]\n{\"c\":3}\n", new[] { "1: {\"a\":1}", "1: [{\"b\":2}]", "2: {\"c\":3}" })]
    [InlineData("[{\"a\":1}}\n{\"b\":2}", new[] { "1: {\"a\":1}", "1: [}", "2: {\"b\":2}" })]
    [InlineData("[[\n{\"a\":1}\n{\"b\":2}", new[] { "1: [[", "2: {\"a\":1}", "3: {\"b\":2}" })]
    [InlineData("[2024-01-15 10:30:00] INFO\n{\"a\":1}\n", new[] { "1: [2024-01-15 10:30:00] INFO", "2: {\"a\":1}" })]
    [InlineData("[\n{\"a\":1},\noops,\n{\"b\":2}\n]\n", new[] { "2: {\"a\":1}", "3: [oops,", "4: {\"b\":2}" })]
    [InlineData("{\"a\":\n{\"b\":2}\n{\"c\":3}\n", new[] { "1: {\"a\":", "2: {\"b\":2}", "3: {\"c\":3}" })]
    [InlineData("[\"INFO\",\n{\"a\":1}\n{\"b\":2}\n{\"c\":3}\n",
        new[] { "1: \"INFO\"", "2: {\"a\":1}", "3: [{\"b\":2}", "4: {\"c\":3}" })]
    public async Task What_is_whole_is_taken_and_a_break_ends_with_its_line(string text, string[] expected)
    {
        Assert.Equal(expected, await ReadAsync(text, EventFormat.Detect));
        foreach (var step in new[] { 1, 2, 3 })
        {
            var stream = new TricklingStream(Encoding.UTF8.GetBytes(text), step);
            Assert.Equal(expected, await ReadAsync(text, EventFormat.Detect, stream));
        }
    }

    [Theory]
    [InlineData(EventFormat.Ndjson, "\n")]
    [InlineData(EventFormat.Detect, "\n")]
    [InlineData(EventFormat.Detect, ",\n")]
    [InlineData(EventFormat.Detect, "")]
    public async Task Where_the_stream_is_split_does_not_matter(EventFormat format, string separator)
    {
        var values = Enumerable.Range(0, 200).Select(i => $"{{\"n\":{i},\"t\":\"{new string('}', i)}\\\"[\"}}");
        var text = string.Join(separator, values);
        text = separator == ",\n" ? "[\n" + text + "\n]" : text;
        var whole = await ReadAsync(text, format);

        foreach (var step in new[] { 1, 2, 3, 7, 1000 })
        {
            Assert.Equal(whole, await ReadAsync(text, format, new TricklingStream(Encoding.UTF8.GetBytes(text), step)));
        }
    }

    [Fact]
    public async Task Byte_order_marks_and_NULs_before_a_line_are_no_part_of_it() =>
        Assert.Equal(["1: {\"a\":1}", "2: {}"], await ReadAsync("\uFEFF{\"a\":1}\n\0\0\uFEFF{}", EventFormat.Detect));

    [Fact]
    public async Task Gzip_is_seen_by_its_first_bytes_and_its_progress_is_that_of_the_compressed_bytes()
    {
        var lines = string.Concat(Enumerable.Range(0, 10_000).Select(i => $"{{\"n\":{i}}}\n"));
        var compressed = new MemoryStream();
        await using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest, leaveOpen: true))
        {
            await gzip.WriteAsync(Encoding.UTF8.GetBytes("\uFEFF" + lines));
        }

        compressed.Position = 0;
        var (events, bytesRead) = await ReadBatchesAsync(compressed, EventReaderOptions.Default);

        Assert.Equal(10_000, events.Count);
        Assert.Equal("10000: {\"n\":9999}", events[^1]);
        Assert.Equal(compressed.Length, bytesRead);
    }

    [Fact]
    public async Task Damaged_gzip_is_said_to_be_damaged()
    {
        var damaged = new byte[] { 0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 0xFF, 0xFF, 0xFF, 0xFF };

        await Assert.ThrowsAsync<InvalidDataException>(
            () => ReadBatchesAsync(new MemoryStream(damaged), EventReaderOptions.Default));
    }

    [Theory]
    [InlineData(EventFormat.Ndjson, 1)]
    [InlineData(EventFormat.Ndjson, 1000)]
    [InlineData(EventFormat.Detect, 3)]
    public async Task Of_a_delivery_beyond_the_limit_the_beginning_is_kept_and_its_neighbours_are_whole(
        EventFormat format, int step)
    {
        var large = "{\"b\":\"" + new string('x', 500) + "\\\"}\"}";
        var text = $"{{\"a\":1}}\n{large}\n{{\"c\":3}}";
        var options = new EventReaderOptions { Format = format, EventBytesMax = 40, BatchBytes = 16 };
        var reader = new EventReader(options, TimeProvider.System);
        var seen = new List<string>();

        await foreach (var batch in reader.ReadAsync(new TricklingStream(Encoding.UTF8.GetBytes(text), step)))
        {
            using (batch)
            {
                seen.AddRange(batch.Events.ToArray().Select(
                    raw => $"{raw.Location}: {raw.ReceivedBytes} bytes, {Encoding.UTF8.GetString(raw.Utf8.Span)}"));
            }
        }

        Assert.Equal(
            ["line 1: 7 bytes, {\"a\":1}", $"line 2: {large.Length} bytes, {large[..40]}",
                "line 3: 7 bytes, {\"c\":3}"],
            seen);
    }

    [Fact]
    public async Task A_delivery_knows_its_source_and_when_it_was_received()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2024, 6, 1, 12, 0, 0, TimeSpan.Zero));
        var reader = new EventReader(new EventReaderOptions { SourceName = "orders.ndjson" }, time);

        await foreach (var batch in reader.ReadAsync(new MemoryStream("{}"u8.ToArray())))
        {
            using (batch)
            {
                var raw = Assert.Single(batch.Events.ToArray());
                Assert.Equal("orders.ndjson line 1", raw.Location.ToString());
                Assert.Equal(Instant.FromUtc(2024, 6, 1, 12, 0), raw.ReceivedAt);
            }
        }
    }

    [Fact]
    public async Task A_cancelled_reading_ends()
    {
        using var cancellation = new CancellationTokenSource();
        await cancellation.CancelAsync();
        var reader = new EventReader(EventReaderOptions.Default, TimeProvider.System);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var batch in reader.ReadAsync(new MemoryStream("{}"u8.ToArray()), cancellation.Token))
            {
                batch.Dispose();
            }
        });
    }

    [Fact]
    public void Options_refuse_what_makes_no_sense()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new EventReaderOptions { BatchBytes = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new EventReaderOptions { EventBytesMax = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => RawEvent.Truncated(new byte[2], 2, default, default));
    }

    private static Task<List<string>> ReadAsync(string text, EventFormat format) =>
        ReadAsync(text, format, new MemoryStream(Encoding.UTF8.GetBytes(text)));

    private static async Task<List<string>> ReadAsync(string text, EventFormat format, Stream stream)
    {
        var batchBytes = text.Length > 1000 ? 100 : 1 << 20;
        return (await ReadBatchesAsync(
            stream, new EventReaderOptions { Format = format, BatchBytes = batchBytes })).Events;
    }

    private static async Task<(List<string> Events, long BytesRead)> ReadBatchesAsync(
        Stream stream, EventReaderOptions options)
    {
        var events = new List<string>();
        var bytesRead = 0L;
        await foreach (var batch in new EventReader(options, TimeProvider.System).ReadAsync(stream))
        {
            using (batch)
            {
                bytesRead = batch.BytesRead;
                events.AddRange(batch.Events.ToArray().Select(
                    raw => raw.Location.LineNumber + ": " + Encoding.UTF8.GetString(raw.Utf8.Span)));
            }
        }

        return (events, bytesRead);
    }
}
