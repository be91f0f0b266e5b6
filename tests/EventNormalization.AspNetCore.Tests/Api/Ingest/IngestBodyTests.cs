using System;
using System.IO;
using System.IO.Compression;
using System.Text;
using System.Threading.Tasks;
using EventNormalization.Api.Wire;
using Xunit;

namespace EventNormalization.AspNetCore.Tests.Api.Ingest;

/// <summary>What a body may be, and how large.</summary>
public sealed class IngestBodyTests
{
    private static readonly ApiLimits Small = new() { BodyBytesMax = 200 };

    [Theory]
    [InlineData("application/json")]
    [InlineData("application/json; charset=utf-8")]
    [InlineData("application/json; charset=\"UTF-8\"")]
    [InlineData("application/cloudevents+json")]
    [InlineData("text/json")]
    public async Task Json_is_read_under_any_of_its_names(string type)
    {
        await using var host = await IngestHost.StartAsync();

        var answer = await host.PostAsync(IngestHost.Spelt, type: type);

        Assert.Equal(201, answer.Code);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("multipart/form-data; boundary=x")]
    [InlineData("application/json; charset=iso-8859-1")]
    [InlineData("application/json; charset=utf-16")]
    [InlineData("application/x-ndjson; charset=utf-16")]
    [InlineData(null)]
    public async Task Any_other_type_is_415_and_says_what_is_accepted(string? type)
    {
        await using var host = await IngestHost.StartAsync();

        var answer = await host.PostAsync(Encoding.UTF8.GetBytes(IngestHost.Spelt), "/v1/events", type, null);

        Assert.Equal((415, "urn:event-normalization:body.media_type"), (answer.Code, answer.Text("type")));
        Assert.Equal("application/json, application/x-ndjson", answer.Accept);
        Assert.Equal(0, await host.ReceivedAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Text_in_UTF16_is_415_and_says_so(bool isBigEndian)
    {
        await using var host = await IngestHost.StartAsync();
        var body = new UnicodeEncoding(isBigEndian, byteOrderMark: false).GetBytes(IngestHost.Spelt);

        var answer = await host.PostAsync(body, "/v1/events", "application/json", null);

        Assert.Equal((415, "urn:event-normalization:body.unreadable"), (answer.Code, answer.Text("type")));
        Assert.Contains("UTF-16", answer.Text("detail"), StringComparison.Ordinal);
        Assert.Equal(0, await host.ReceivedAsync());
    }

    [Fact]
    public async Task Bytes_that_are_not_UTF8_are_rejected_and_kept()
    {
        await using var host = await IngestHost.StartAsync();
        byte[] body = [.. "{\"client_id\":\""u8, 0xE9, .. "\"}"u8];

        var answer = await host.PostAsync(body, "/v1/events", "application/json", null);

        Assert.Equal(422, answer.Code);
        Assert.Contains("json.encoding", answer.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    public async Task A_compressed_body_is_read(string encoding)
    {
        await using var host = await IngestHost.StartAsync();

        var answer = await host.PostAsync(
            Compress(Encoding.UTF8.GetBytes(IngestHost.Spelt), encoding), "/v1/events", "application/json", encoding);

        Assert.Equal(201, answer.Code);
    }

    [Fact]
    public async Task A_compression_that_is_not_read_or_not_named_is_415()
    {
        await using var host = await IngestHost.StartAsync();
        var body = Encoding.UTF8.GetBytes(IngestHost.Spelt);

        var unknown = await host.PostAsync(body, "/v1/events", "application/json", "zstd");
        var unnamed = await host.PostAsync(Compress(body, "gzip"), "/v1/events", "application/json", null);
        var twice = await host.PostAsync(
            Compress(Compress(body, "gzip"), "gzip"), "/v1/events", "application/json", "gzip");
        var damaged = await host.PostAsync(body, "/v1/events", "application/json", "gzip");

        Assert.Equal("urn:event-normalization:body.content_encoding", unknown.Text("type"));
        Assert.Equal("urn:event-normalization:body.unreadable", unnamed.Text("type"));
        Assert.Equal((415, 415, 415, 415), (unknown.Code, unnamed.Code, twice.Code, damaged.Code));
        Assert.Equal(0, await host.ReceivedAsync());
    }

    [Theory]
    [InlineData("gzip", "/v1/events", "application/json")]
    [InlineData("br", "/v1/events", "application/json")]
    [InlineData("gzip", "/v1/events/batch", "application/json")]
    [InlineData("br", "/v1/events/batch", "application/json")]
    [InlineData("br", "/v1/explain", "application/json")]
    [InlineData("br", "/v1/failed/retry", "application/json")]
    [InlineData("gzip", "/v1/events", "application/x-ndjson")]
    [InlineData("br", "/v1/events", "application/x-ndjson")]
    public async Task A_body_whose_compression_is_damaged_is_415_and_nothing_of_it_is_kept(
        string encoding, string path, string type)
    {
        await using var host = await IngestHost.StartAsync();
        var whole = Compress(Encoding.UTF8.GetBytes(IngestHost.Spelt), encoding);
        byte[] turned = [.. whole];

        // The first block of gzip, which follows its header, has a kind that there is not.
        turned.AsSpan(encoding == "gzip" ? 10 : turned.Length / 2).Fill(0xFF);

        var damaged = await host.PostAsync(turned, path, type, encoding);
        var none = await host.PostAsync("[no compression"u8.ToArray(), path, type, encoding);

        Assert.Equal((415, 415), (damaged.Code, none.Code));
        Assert.All(
            [damaged, none],
            answer => Assert.Equal("urn:event-normalization:body.unreadable", answer.Text("type")));
        Assert.Equal(0, await host.ReceivedAsync());
    }

    [Theory]
    [InlineData("/v1/events")]
    [InlineData("/v1/events/batch")]
    [InlineData("/v1/explain")]
    public async Task A_body_over_the_limit_is_413_and_nothing_of_it_is_kept(string path)
    {
        await using var host = await IngestHost.StartAsync(Small);
        var body = IngestHost.Spelt + new string(' ', 200 - IngestHost.Spelt.Length);

        var within = await host.PostAsync(body, path);
        var received = await host.ReceivedAsync();
        var over = await host.PostAsync(body + " ", path);

        Assert.InRange(within.Code, 200, 201);
        Assert.Equal((413, "urn:event-normalization:body.too_large"), (over.Code, over.Text("type")));
        Assert.Equal(received, await host.ReceivedAsync());
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    public async Task A_bomb_is_413_and_nothing_of_it_is_kept(string encoding)
    {
        await using var host = await IngestHost.StartAsync();
        var bomb = Compress(new byte[1 << 27], encoding);

        var answer = await host.PostAsync(bomb, "/v1/events", "application/json", encoding);

        Assert.Equal(413, answer.Code);
        Assert.Equal(0, await host.ReceivedAsync());
    }

    public static byte[] Compress(byte[] text, string encoding)
    {
        using var packed = new MemoryStream();
        using (Stream packing = encoding == "br"
            ? new BrotliStream(packed, CompressionLevel.Optimal)
            : new GZipStream(packed, CompressionLevel.Optimal))
        {
            packing.Write(text);
        }

        return packed.ToArray();
    }
}
