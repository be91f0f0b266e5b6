using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Threading.Tasks;
using EventNormalization.Queries;
using Xunit;

namespace EventNormalization.AspNetCore.Tests.Api.Reading;

/// <summary>Nothing that a query says makes the server fail, or reaches a table.</summary>
public sealed class HostileQueryTests
{
    private static readonly Dictionary<string, string[]> Endpoints = new()
    {
        ["events"] =
        [
            "client", "metric", "from", "to", "contains", "where", "sort", "direction", "after", "limit", "format",
        ],
        ["events/" + new string('a', 64)] = ["timestamp"],
        ["failed"] =
        [
            "reason", "field", "state", "client", "contains", "archived", "sort", "direction", "after", "limit", "raw",
            "format",
        ],
        ["failed/groups"] = ["reason", "field", "state", "client", "contains", "limit"],
        ["failed/" + new string('b', 64)] = ["x"],
        ["aggregates"] =
        [
            "by", "every", "zone", "week_start", "fill", "measures", "client", "metric", "from", "to", "where",
            "format",
        ],
        ["statistics"] = ["by_client"],
        ["schema"] = ["x"],
    };

    private static readonly string[] Values =
    [
        "' OR 1=1 --", "\"; DROP TABLE events; --", "1; ATTACH DATABASE 'x' AS y", "../../../etc/passwd",
        "..\\..\\windows", "\0", "a\0b", "%", "_", "\u202Eabc", "\uFEFF", "\r\nSet-Cookie: a=b",
        "<img src=x onerror=1>",
        "-1", "0", "1e999999999", "79228162514264337593543950336", "99999999999999999999999999999999999", "NaN",
        "9999-12-31T23:59:59.999999999Z", "-9998-01-01", "0001-01-01T00:00:00+18:00", "2024-02-30", "[]", "{}", "null",
        "((((((((((((((((((((((((((((((((((((((((((((((((((((((", "not not not", "amount > ", "= = =", "'unclosed",
        "raw contains 'x' or raw contains \"", "amount = 1 and", "timestamp >= 9999-12-31T23:59:59.999999999Z",
        "\\", "\"\\", "AQAAAAAA", "Etc/UTC", "../Europe/Berlin", "count:", "sum:sum:sum", "count,count", ",,,,",
        "p1e1", "p-1", "p100.00001", "top:99999999999:region", "top::", "distinct~:", "999999999d", "P", "PT", "P1M",
        "1w1w", "0s", "true",
    ];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task No_value_of_any_parameter_makes_the_server_fail_or_changes_what_is_stored(bool isSqlite)
    {
        await using var host = isSqlite ? await ReadHost.SqliteAsync() : await ReadHost.InMemoryAsync();
        await host.IngestAsync(Samples.Few);
        var before = await StateAsync(host);
        string[] values =
        [
            .. Values, new string('x', 50_000), new string('(', 4_000), string.Concat(Enumerable.Repeat("not ", 1_000)),
        ];

        foreach (var (path, names) in Endpoints)
        {
            foreach (var name in names)
            {
                foreach (var value in values)
                {
                    var (status, body) = await SendAsync(host, path, name, value);
                    Assert.True(
                        status is HttpStatusCode.OK or HttpStatusCode.BadRequest or HttpStatusCode.NotFound,
                        $"{path}?{name}={value[..Math.Min(value.Length, 80)]}: {status} {body}");
                    Assert.DoesNotContain("SQLite", body, StringComparison.Ordinal);
                }
            }
        }

        Assert.Equal(before, await StateAsync(host));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_token_that_somebody_made_is_refused_or_read_as_a_place(bool isSqlite)
    {
        await using var host = isSqlite ? await ReadHost.SqliteAsync() : await ReadHost.InMemoryAsync();
        await host.IngestAsync(Samples.Few);
        (string Sort, SortKey Key)[] orders =
        [
            ("received", SortKey.Position), ("timestamp", SortKey.Timestamp), ("amount", SortKey.Amount),
            ("last_received", SortKey.LastSeen), ("first_received", SortKey.FirstSeen),
        ];

        foreach (var (sort, key) in orders)
        {
            foreach (var (value, row) in new[] { (0, 0), (1, 1), (12, 17), (12, 8), (255, 255), (0, 17), (3, 8) })
            {
                foreach (var fill in new byte[] { 0, 0x7F, 0xFF })
                {
                    var token = new PageToken(key, SortDirection.Descending, Filled(value, fill), Filled(row, fill));
                    foreach (var path in new[] { "events", "failed", "events?client=shop-1", "events?contains=a" })
                    {
                        var start = path.Contains('?', StringComparison.Ordinal) ? '&' : '?';
                        var (status, body) = await host.GetAsync($"/v1/{path}{start}sort={sort}&after={token}");
                        Assert.True(
                            status is HttpStatusCode.OK or HttpStatusCode.BadRequest,
                            $"{path} {sort}: {status} {body}");
                    }
                }
            }
        }
    }

    private static byte[] Filled(int length, byte value)
    {
        var bytes = new byte[length];
        Array.Fill(bytes, value);
        return bytes;
    }

    private static async Task<(HttpStatusCode Status, string Body)> SendAsync(
        ReadHost host, string path, string name, string value)
    {
        // An address of the client has at most 65,519 characters.
        var query = $"?{name}={Escape(value)}";
        return await host.GetAsync("/v1/" + path + query[..Math.Min(query.Length, 60_000)]);
    }

    private static string Escape(string value) =>
        string.Concat(value.Chunk(1_000).Select(chunk => Uri.EscapeDataString(new string(chunk))));

    private static async Task<string> StateAsync(ReadHost host) => string.Join(
        '\n',
        await host.BodyAsync("/v1/events?format=ndjson"),
        await host.BodyAsync("/v1/failed?format=ndjson&state=all&raw=true"),
        await host.BodyAsync("/v1/statistics?by_client=true"),
        await host.BodyAsync("/v1/aggregates?by=client_id,metric,currency"));
}
