using System;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;
using EventNormalization.Api.Wire;
using EventNormalization.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Xunit;

namespace EventNormalization.AspNetCore.Tests.Api.Ingest;

/// <summary><c>POST events</c> with <c>application/x-ndjson</c>.</summary>
public sealed class IngestStreamTests
{
    private const string Ndjson = "application/x-ndjson";
    private const string Other = """{"client_id":"client_B","metric":"sales","amount":"7","timestamp":1705314600}""";

    [Theory]
    [InlineData("/v1/events")]
    [InlineData("/v1/events/batch")]
    public async Task Each_line_has_a_result_line_with_its_number(string path)
    {
        await using var host = await IngestHost.StartAsync();

        var answer = await host.PostAsync(
            IngestHost.Messy + "\r\n\n" + IngestHost.Spelt + "\n" + Other, path, Ndjson);

        Assert.Equal((200, Ndjson), (answer.Code, answer.MediaType));
        var lines = answer.Body.Split('\n');
        Assert.Equal(
            "{\"line\":1,\"outcome\":\"accepted\",\"event_id\":\"" + IngestHost.Id + "\",\"record\":"
                + IngestHost.Record + ",\"occurrences\":1,\"first_received_at\":\"" + IngestHost.ReceivedAt + "\"}",
            lines[0]);
        Assert.StartsWith("{\"line\":3,\"outcome\":\"duplicate\",", lines[1], StringComparison.Ordinal);
        Assert.StartsWith("{\"line\":4,\"outcome\":\"accepted\",", lines[2], StringComparison.Ordinal);
        Assert.Equal((4, ""), (lines.Length, lines[^1]));
        Assert.Equal(3, await host.ReceivedAsync());
    }

    [Fact]
    public async Task Lines_that_are_no_events_are_results_and_never_the_end()
    {
        await using var host = await IngestHost.StartAsync();

        var answer = await host.PostAsync("{\"a\":\n[\nnonsense\n\"x\"\n{}\n" + Other + "\n", "/v1/events", Ndjson);

        Assert.Equal(
            ["1 rejected", "2 rejected", "3 rejected", "4 rejected", "5 rejected", "6 accepted"], Outcomes(answer));
    }

    [Fact]
    public async Task A_line_that_holds_several_events_lists_their_results()
    {
        await using var host = await IngestHost.StartAsync();

        var answer = await host.PostAsync("[" + IngestHost.Messy + "," + Other + "]\n", "/v1/events", Ndjson);

        Assert.Equal("accepted", answer.Text("outcome"));
        Assert.Equal(2, answer.Json.GetProperty("results").GetArrayLength());
    }

    [Fact]
    public async Task A_line_over_the_limit_is_rejected_and_the_stream_goes_on()
    {
        await using var host = await IngestHost.StartAsync(new ApiLimits { BodyBytesMax = 200 });
        var large = "{\"x\":\"" + new string('x', 300_000) + "\"}";

        var answer = await host.PostAsync(large + "\n" + Other, "/v1/events", Ndjson);

        Assert.Equal(["1 rejected", "2 accepted"], Outcomes(answer));
        Assert.Contains("json.too_large", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_stream_has_no_results()
    {
        await using var host = await IngestHost.StartAsync();

        var answer = await host.PostAsync("", "/v1/events", Ndjson);

        Assert.Equal((200, ""), (answer.Code, answer.Body));
    }

    [Fact]
    public async Task What_neither_store_could_keep_is_a_line_that_ends_the_stream()
    {
        await using var host = await IngestHost.StartAsync();
        host.Events.Plan = FaultPlan.Always(FaultKind.ThrowBefore);
        host.Failed.Plan = FaultPlan.Always(FaultKind.ThrowBefore);

        var answer = await host.PostAsync(IngestHost.Messy + "\n" + Other, "/v1/events", Ndjson);

        Assert.Equal(200, answer.Code);
        Assert.Equal("{\"outcome\":\"not_kept\",\"line\":1}\n", answer.Body);
        Assert.Equal(0, await host.ReceivedAsync());
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    public async Task A_compressed_stream_is_read(string encoding)
    {
        await using var host = await IngestHost.StartAsync();
        var body = IngestBodyTests.Compress(Encoding.UTF8.GetBytes(IngestHost.Messy + "\n" + Other), encoding);

        var answer = await host.PostAsync(body, "/v1/events", Ndjson, encoding);

        Assert.Equal(["1 accepted", "2 accepted"], Outcomes(answer));
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    public async Task A_bomb_ends_the_stream_with_a_line_or_413(string encoding)
    {
        await using var host = await IngestHost.StartAsync();
        var zeros = new byte[1 << 27];
        Encoding.UTF8.GetBytes(Other + "\n").CopyTo(zeros, 0);

        var answer = await host.PostAsync(
            IngestBodyTests.Compress(zeros, encoding), "/v1/events", Ndjson, encoding);

        var last = JsonDocument.Parse(answer.Body.TrimEnd('\n').Split('\n')[^1]).RootElement;
        Assert.Equal("stopped", last.GetProperty("outcome").GetString());
        Assert.Equal("stream.compression", last.GetProperty("code").GetString());
        Assert.Equal(2, last.GetProperty("line").GetInt32());
    }

    [Fact]
    public async Task A_body_that_is_no_text_is_refused_before_anything_is_answered()
    {
        await using var host = await IngestHost.StartAsync();
        var body = Encoding.UTF8.GetBytes(Other);

        var utf16 = await host.PostAsync(Encoding.Unicode.GetBytes(Other), "/v1/events", Ndjson, null);
        var hidden = await host.PostAsync(IngestBodyTests.Compress(body, "gzip"), "/v1/events", Ndjson, null);
        var damaged = await host.PostAsync(body, "/v1/events", Ndjson, "br");
        var unknown = await host.PostAsync(body, "/v1/events", Ndjson, "zstd");

        Assert.Equal((415, 415, 415, 415), (utf16.Code, hidden.Code, damaged.Code, unknown.Code));
        Assert.Equal(0, await host.ReceivedAsync());
    }

    [Theory]
    [InlineData(0, 503)]
    [InlineData(300, 200)]
    public async Task Results_that_cannot_be_put_aside_end_the_stream_and_the_log_says_why(int firstCount, int status)
    {
        var log = new FakeLogCollector();
        var limits = new ApiLimits
        {
            UnreadMemoryBytesMax = 100_000,
            UnreadFolder = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()),
        };
        await using var host = await IngestHost.StartAsync(
            limits, services => services.AddSingleton<ILoggerProvider>(new FakeLoggerProvider(log)));

        // The results of one line are put aside together, however fast the client reads.
        var answer = await host.PostAsync(
            (firstCount == 0 ? "" : ListOf(firstCount)) + "\n" + ListOf(500), "/v1/events", Ndjson);

        Assert.Equal(status, answer.Code);
        var last = JsonDocument.Parse(answer.Body.TrimEnd('\n').Split('\n')[^1]).RootElement;
        Assert.Equal(
            status == 200 ? "stream.spool" : "urn:event-normalization:stream.spool",
            last.GetProperty(status == 200 ? "code" : "type").GetString());
        Assert.Contains("no room", last.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain(limits.UnreadFolder, answer.Body, StringComparison.Ordinal);
        var told = Assert.Single(log.GetSnapshot(), record => record.Id.Id == 1208);
        Assert.Equal((LogLevel.Error, "SpoolFailed"), (told.Level, told.Id.Name));
        Assert.IsType<DirectoryNotFoundException>(told.Exception);
    }

    private static string ListOf(int count) => $"[{string.Join(',', Enumerable.Repeat(Other, count))}]";

    private static string[] Outcomes(Answer answer) =>
    [
        .. answer.Body.TrimEnd('\n').Split('\n').Select(line => JsonDocument.Parse(line).RootElement)
            .Select(one => $"{one.GetProperty("line").GetInt64()} {one.GetProperty("outcome").GetString()}"),
    ];
}
