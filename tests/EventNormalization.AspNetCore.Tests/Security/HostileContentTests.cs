using System;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;
using EventNormalization.Sqlite;
using Xunit;

namespace EventNormalization.AspNetCore.Tests.Security;

/// <summary>Content that is meant to break something.</summary>
public sealed class HostileContentTests
{
    private const int BodyBytesMax = 1 << 20;

    private static readonly string[] Texts =
    [
        "'; DROP TABLE events; --", "\" OR 1=1 --", "1); DELETE FROM failures; --", "%' OR '1'='1", "a' UNION SELECT 1",
        "$.x') FROM sqlite_master --", "\\", "\u0000", "\u202e\u200b", "<img onerror=x>", new string('%', 5_000),
        "=HYPERLINK(\"x\")", "null", "-1", "1e400", "9999999999999999999999", "[", "{\"a\":", "../../etc/passwd",
        "client_id,position", "rowid", "events.raw", "sum(amount)", "1;2",
    ];

    public static TheoryData<string, string[]> Queries => new()
    {
        {
            "/v1/events",
            ["client", "metric", "from", "to", "contains", "where", "sort", "direction", "after", "limit", "format"]
        },
        {
            "/v1/failed",
            ["reason", "field", "state", "client", "contains", "archived", "sort", "after", "limit", "raw"]
        },
        { "/v1/failed/groups", ["reason", "field", "state", "client", "contains", "archived"] },
        {
            "/v1/aggregates",
            ["by", "measures", "client", "metric", "from", "to", "where", "zone", "format"]
        },
        { "/v1/statistics", ["by_client"] },
        { "/v1/operations", ["limit"] },
        { "/v1/schema", ["x"] },
    };

    public static TheoryData<int> Poisons => [.. Enumerable.Range(0, PoisonList.Length)];

    [Theory]
    [MemberData(nameof(Queries))]
    public async Task No_query_reaches_the_database_as_SQL_or_breaks_the_host(string path, string[] parameters)
    {
        await using var host = await ListeningHost.StartAsync();
        await PostAsync(host, "/v1/events", Event(1));
        await PostAsync(host, "/v1/events", "nonsense");

        foreach (var parameter in parameters)
        {
            foreach (var text in Texts)
            {
                using var answer = await host.Client.GetAsync($"{path}?{parameter}={Uri.EscapeDataString(text)}");
                _ = await answer.Content.ReadAsByteArrayAsync();
                Assert.True((int)answer.StatusCode < 500, $"{path}?{parameter}={text}: {answer.StatusCode}");
            }
        }

        var verified = await SqliteStorePair.VerifyAsync(host.StorePath);
        Assert.Empty(verified.Problems);
        Assert.Equal((1L, 1L), (verified.EventCount, verified.FailedCount));
    }

    [Theory]
    [MemberData(nameof(Poisons))]
    public async Task No_content_breaks_the_host_or_its_neighbours(int index)
    {
        await using var host = await ListeningHost.StartAsync();
        var poison = PoisonList[index];

        foreach (var path in new[] { "/v1/events", "/v1/events/batch", "/v1/explain" })
        {
            foreach (var type in new[] { "application/json", "application/x-ndjson" })
            {
                try
                {
                    using var answer = await PostAsync(host, path, poison, type);
                    Assert.True((int)answer.StatusCode < 500, $"{path} as {type}: {answer.StatusCode}");
                }
                catch (HttpRequestException) when (poison.Length > BodyBytesMax)
                {
                    // A server that refuses a body need not read it: the connection may end before the answer is read.
                }
            }
        }

        using var good = await PostAsync(host, "/v1/events", Encoding.UTF8.GetBytes(Event(7)));
        Assert.Equal(HttpStatusCode.Created, good.StatusCode);
    }

    [Fact]
    public async Task A_body_that_grows_when_it_is_decompressed_is_too_large()
    {
        await using var host = await ListeningHost.StartAsync();
        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            var zeros = new byte[1 << 20];
            for (var i = 0; i < 100; i++)
            {
                await gzip.WriteAsync(zeros);
            }
        }

        using var content = new ByteArrayContent(packed.ToArray());
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        content.Headers.ContentEncoding.Add("gzip");
        using var answer = await host.Client.PostAsync("/v1/events", content);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Equal(0, await CountAsync(host));
    }

    private static byte[][] PoisonList { get; } =
    [
        [], [0], [0xFF, 0xFE, 0x7B, 0x00], [0xEF, 0xBB, 0xBF], "{"u8.ToArray(), "[[[["u8.ToArray(),
        Encoding.UTF8.GetBytes(new string('[', 100_000)), Encoding.UTF8.GetBytes(new string('{', 100_000)),
        Encoding.UTF8.GetBytes("{\"amount\":" + new string('9', 500_000) + "}"), "1e400"u8.ToArray(),
        """{"client_id":"c","metric":"m","amount":1e400,"ts":1705314600}"""u8.ToArray(),
        """{"client_id":"c","client_id":"d","metric":"m","amount":1,"ts":1705314600}"""u8.ToArray(),
        """{"client_id":"\ud800","metric":"m","amount":1,"ts":1705314600}"""u8.ToArray(),
        """{"client_id":"a\u0000b","metric":"m","amount":1,"ts":1705314600}"""u8.ToArray(),
        Encoding.Unicode.GetBytes(Event(1)), Encoding.UTF8.GetBytes("\n\n\n" + Event(2) + "\nnonsense\n" + Event(3)),
        Encoding.UTF8.GetBytes("[" + string.Join(',', Enumerable.Repeat("{}", 50_000)) + "]"),
        Encoding.UTF8.GetBytes("{" + string.Join(',', Enumerable.Range(0, 50_000).Select(i => $"\"m{i}\":1")) + "}"),
        Encoding.UTF8.GetBytes("{\"a\":\"" + new string('x', 2_000_000) + "\"}"), [0x1F, 0x8B, 8, 0, 0, 0, 0, 0],
    ];

    private static string Event(int amount) =>
        $$"""{"client_id":"c","metric":"m","amount":{{amount}},"ts":1705314600}""";

    private static Task<HttpResponseMessage> PostAsync(ListeningHost host, string path, string body) =>
        PostAsync(host, path, Encoding.UTF8.GetBytes(body));

    private static async Task<HttpResponseMessage> PostAsync(
        ListeningHost host, string path, byte[] body, string type = "application/json")
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue(type);
        return await host.Client.PostAsync(path, content);
    }

    private static async Task<int> CountAsync(ListeningHost host)
    {
        using var events = JsonDocument.Parse(await host.Client.GetStringAsync("/v1/events"));
        return events.RootElement.GetProperty("events").GetArrayLength();
    }
}
