using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using EventNormalization.Ingestion;
using Xunit;

namespace EventNormalization.Tests.Ingestion;

/// <summary>What a stream may hold beside plain text.</summary>
public sealed class StreamContentTests
{
    private const string Text = "{\"a\":1}\n{\"b\":2}\n";
    private const string Damaged = "it begins as gzip but is damaged; its last part was not read.";

    [Theory]
    [InlineData("utf-16", true, "UTF-16")]
    [InlineData("utf-16BE", true, "UTF-16")]
    [InlineData("utf-16", false, "UTF-16LE")]
    [InlineData("utf-16BE", false, "UTF-16BE")]
    [InlineData("utf-32", true, "UTF-32")]
    [InlineData("utf-32BE", true, "UTF-32")]
    [InlineData("utf-32", false, "UTF-32LE")]
    [InlineData("utf-32BE", false, "UTF-32BE")]
    public async Task Text_in_another_encoding_is_refused_once_by_its_name(string encoding, bool hasMark, string name)
    {
        var utf = Encoding.GetEncoding(encoding);
        byte[] bytes = [.. hasMark ? utf.GetPreamble() : [], .. utf.GetBytes(Text)];

        var expected = $"it is {name} text, expected UTF-8; convert it first: iconv -f {name} -t UTF-8";
        Assert.Equal([expected], await ReadAsync(new MemoryStream(bytes)));
        Assert.Equal([expected], await ReadAsync(new TricklingStream(bytes, 1)));
        Assert.Equal([expected], await ReadAsync(new MemoryStream(Gzip(bytes))));
    }

    [Theory]
    [InlineData("28B52FFD24", "zstd", "zstd -dc")]
    [InlineData("504B0304140000", "zip", "unzip -p")]
    [InlineData("504B0506000000", "zip", "unzip -p")]
    [InlineData("FD377A585A0000", "xz", "xz -dc")]
    [InlineData("425A6839314159", "bzip2", "bzip2 -dc")]
    [InlineData("377ABCAF271C00", "7z", "7z x -so")]
    [InlineData("04224D18604082", "lz4", "lz4 -dc")]
    [InlineData("1F9D90616263", "compress (.Z)", "gzip -dc")]
    [InlineData("789CAB564ACE", "zlib", "pigz -dc")]
    [InlineData("7801AB564ACE", "zlib", "pigz -dc")]
    [InlineData("502A4D180400000061", "zstd or lz4", "zstd -dc")]
    [InlineData("FF060000734E61507059", "snappy", "snzip -dc")]
    [InlineData("4C5A49500117", "lzip", "lzip -dc")]
    [InlineData("526172211A0700", "rar", "unrar p -inul")]
    [InlineData("50415231150415", "Parquet", "parquet cat")]
    [InlineData("4F626A0104166176", "Avro", "avro cat")]
    [InlineData("53514C69746520666F726D61742033", "SQLite", "sqlite3 FILE")]
    public async Task A_packed_file_is_refused_once_with_what_unpacks_it(string hex, string name, string command)
    {
        byte[] bytes = [.. Convert.FromHexString(hex), .. Enumerable.Repeat((byte)'\n', 100)];

        var expected = $"it is a {name} file, expected text or gzip; unpack it first: {command}";
        Assert.Equal([expected], await ReadAsync(new MemoryStream(bytes)));
        Assert.Equal([expected], await ReadAsync(new MemoryStream(Gzip(bytes))));
    }

    [Fact]
    public async Task Gzip_in_a_gzip_is_refused_by_its_name()
    {
        Assert.Equal(
            ["it is a gzip in a gzip file, expected text or gzip; unpack it first: gzip -dc"],
            await ReadAsync(new MemoryStream(Gzip(Gzip(Encoding.UTF8.GetBytes(Text))))));
    }

    [Theory]
    [InlineData("BZh, said the log\n{}")]
    [InlineData("PK\n{}")]
    [InlineData("7z\n{}")]
    [InlineData("x^\n{}")]
    [InlineData("PAR1 is the name of a format\n{}")]
    [InlineData("Rar!\n{}")]
    [InlineData("LZIP\n{}")]
    [InlineData("Obj 1\n{}")]
    [InlineData("SQLite\n{}")]
    [InlineData("SQL\n{}")]
    [InlineData("(\n{}")]
    [InlineData("\u0004\n{}")]
    [InlineData("\0\0\0\0\0{}\n{}")]
    [InlineData("7\n{}")]
    public async Task Text_that_begins_like_something_else_is_read(string text)
    {
        var seen = await ReadAsync(new TricklingStream(Encoding.UTF8.GetBytes(text), 1));

        Assert.Equal(2, seen.Count);
        Assert.Equal("{}", seen[1]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(9)]
    public async Task A_damaged_member_of_a_gzip_is_a_failure_behind_what_was_whole(int damagedByte)
    {
        var members = Enumerable.Range(0, 5).Select(i => Gzip(Encoding.UTF8.GetBytes($"{{\"n\":{i}}}\n"))).ToArray();
        members[3][damagedByte == 9 ? members[3].Length - 6 : damagedByte] ^= 0x40;
        var bytes = members.SelectMany(member => member).ToArray();

        foreach (var step in new[] { 1, 7, bytes.Length })
        {
            var seen = await ReadAsync(new TricklingStream(bytes, step));

            Assert.Equal(["{\"n\":0}", "{\"n\":1}", "{\"n\":2}"], seen.Take(3));
            Assert.Equal(Damaged, seen[^1]);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(512)]
    [InlineData(20_000)]
    public async Task Zeros_behind_a_gzip_are_padding_and_anything_else_is_damage(int length)
    {
        var random = new Random(20240115);
        for (var contentLength = 8_100; contentLength < 8_200; contentLength += 7)
        {
            var content = new byte[contentLength];
            random.NextBytes(content);
            byte[] packed = [
                .. Gzip([.. "{}\n"u8, .. Encoding.ASCII.GetBytes(Convert.ToHexString(content)), (byte)'\n'])];
            var padding = new byte[length];

            var padded = await ReadAsync(new MemoryStream([.. packed, .. padding]));
            padding[^1] = (byte)'x';
            var damaged = await ReadAsync(new TricklingStream([.. packed, .. padding], 8192));

            Assert.Equal(["{}", Convert.ToHexString(content)], padded);
            Assert.Equal([.. padded, Damaged], damaged);
        }
    }

    private static byte[] Gzip(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(bytes);
        }

        return packed.ToArray();
    }

    /// <summary>The deliveries, and after them the message of what ended the reading.</summary>
    private static async Task<List<string>> ReadAsync(Stream stream)
    {
        var seen = new List<string>();
        try
        {
            await foreach (var batch in new EventReader(EventReaderOptions.Default, TimeProvider.System).ReadAsync(
                stream))
            {
                using var memory = batch;
                seen.AddRange(batch.Events.ToArray().Select(raw => Encoding.UTF8.GetString(raw.Utf8.Span)));
            }
        }
        catch (InvalidDataException exception)
        {
            seen.Add(exception.Message);
        }

        return seen;
    }
}
