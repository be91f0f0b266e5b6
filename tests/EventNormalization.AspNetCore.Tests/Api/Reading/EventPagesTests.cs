using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Text.Json;
using System.Threading.Tasks;
using Xunit;

namespace EventNormalization.AspNetCore.Tests.Api.Reading;

public sealed class EventPagesTests
{
    [Theory]
    [InlineData("received", "descending")]
    [InlineData("received", "ascending")]
    [InlineData("timestamp", "descending")]
    [InlineData("timestamp", "ascending")]
    [InlineData("amount", "descending")]
    [InlineData("amount", "ascending")]
    [InlineData("last_received", "descending")]
    public async Task Pages_give_every_event_once_in_order_also_of_a_selection(string sort, string direction)
    {
        await using var host = await ReadHost.SqliteAsync();
        await host.IngestAsync([.. Samples.Many("shop-1", 45), .. Samples.Many("shop-2", 5)]);

        foreach (var filter in new[] { "", "&client=shop-1", "&from=2024-01-15&to=2024-01-16", "&contains=shop-1" })
        {
            var query = $"/v1/events?sort={sort}&direction={direction}{filter}";
            var all = (await PageAsync(host, query)).Events;
            var paged = new List<string>();
            var (events, next) = await PageAsync(host, $"{query}&limit=7");
            paged.AddRange(events);
            while (next is not null)
            {
                (events, next) = await PageAsync(host, $"{query}&limit=7&after={next}");
                Assert.InRange(events.Count, 1, 7);
                paged.AddRange(events);
            }

            Assert.Equal(filter is "&client=shop-1" or "&contains=shop-1" ? 45 : 50, all.Count);
            Assert.Equal(all, paged);
            Assert.Equal(paged.Count, paged.Distinct().Count());
        }
    }

    [Fact]
    public async Task The_newest_event_comes_first()
    {
        await using var host = await ReadHost.InMemoryAsync();
        await host.IngestAsync([.. Samples.Many("shop-1", 3)]);

        using var document = JsonDocument.Parse(await host.BodyAsync("/v1/events"));

        Assert.Equal(
            ["2024-01-15T06:26:42Z", "2024-01-15T06:26:41Z", "2024-01-15T06:26:40Z"],
            document.RootElement.GetProperty("events").EnumerateArray()
                .Select(item => item.GetProperty("timestamp").GetString()));
    }

    [Fact]
    public async Task A_search_ends_after_a_second_with_what_it_has_and_goes_on_from_there()
    {
        // Each look at the clock takes 100 milliseconds, so ten events are looked at in a second.
        await using var host = await ReadHost.InMemoryAsync(new SteppingTime(TimeSpan.FromMilliseconds(100)));
        await host.IngestAsync([.. Samples.Many("shop-1", 25)]);

        using var first = JsonDocument.Parse(await host.BodyAsync("/v1/events?contains=1705300000"));
        Assert.Empty(first.RootElement.GetProperty("events").EnumerateArray());
        Assert.Equal("2024-01-16T09:00:00Z", first.RootElement.GetProperty("searched_to").GetString());
        var found = 0;
        var pages = 1;
        for (var next = first.RootElement.GetProperty("next").GetString(); next is not null; pages++)
        {
            using var page = JsonDocument.Parse(
                await host.BodyAsync($"/v1/events?contains=1705300000&after={next}"));
            found += page.RootElement.GetProperty("events").GetArrayLength();
            next = page.RootElement.GetProperty("next").GetString();
        }

        Assert.Equal((1, 3), (found, pages));
    }

    [Fact]
    public async Task Whether_an_event_was_counted_is_answered_by_its_id()
    {
        await using var host = await ReadHost.SqliteAsync();
        await host.IngestAsync(Samples.Few);
        var id = await host.DeferAsync("""{"client":"shop-4","metric":"sales","amount":1,"ts":1705314600}""");
        using var list = JsonDocument.Parse(await host.BodyAsync("/v1/events?client=shop-1&sort=amount&limit=1"));
        var stored = list.RootElement.GetProperty("events")[0];
        var path = "/v1/events/" + stored.GetProperty("event_id").GetString();

        foreach (var query in new[] { "", "?timestamp=2024-01-15T11:30:00Z" })
        {
            using var details = JsonDocument.Parse(await host.BodyAsync(path + query));
            Assert.Equal(2, details.RootElement.GetProperty("occurrences").GetInt64());
            Assert.Equal(Samples.Few[1], details.RootElement.GetProperty("raw").GetString());
            Assert.Equal(
                Samples.Few[4], details.RootElement.GetProperty("spellings")[0].GetProperty("raw").GetString());
            Assert.Equal(
                "Received 2 times and counted once: each delivery says the same record, so it has the same id.",
                details.RootElement.GetProperty("why").GetString());
        }

        foreach (var query in new[] { "", "?timestamp=2024-01-15T10:30:00Z", "?timestamp=9999-12-31" })
        {
            await AssertStateAsync(host, id + query, "deferred");
            await AssertStateAsync(host, new string('0', 64) + query, "unknown");
        }
    }

    [Fact]
    public async Task Exports_hold_all_that_match_and_no_spreadsheet_computes_them()
    {
        await using var host = await ReadHost.SqliteAsync();
        await host.IngestAsync([.. Samples.Many("shop-1", 700), .. Samples.Few]);

        var lines = (await host.BodyAsync("/v1/events?format=ndjson&client=shop-1")).TrimEnd('\n').Split('\n');
        var csv = await host.BodyAsync("/v1/events?format=csv&client=shop-2&sort=timestamp&direction=asc");

        Assert.Equal(702, lines.Length);
        Assert.Equal(702, lines.Select(line => JsonDocument.Parse(line).RootElement.GetProperty("event_id").GetString())
            .Distinct().Count());
        var rows = csv.Split("\r\n");
        Assert.Equal(
            "event_id,timestamp,client_id,metric,amount,currency,occurrences,first_received_at,last_received_at,region",
            rows[0]);
        Assert.EndsWith(
            ",2024-01-14T23:30:00Z,shop-2,refunds,-7,,1,2024-01-16T09:00:00Z,2024-01-16T09:00:00Z,'=1+1", rows[1],
            StringComparison.Ordinal);
        Assert.Equal((4, ""), (rows.Length, rows[3]));
    }

    [Fact]
    public async Task Answers_are_stored_nowhere_and_files_have_a_name()
    {
        await using var host = await ReadHost.InMemoryAsync();

        using var page = await host.Client.GetAsync(new Uri("/v1/events", UriKind.Relative));
        using var file = await host.Client.GetAsync(new Uri("/v1/failed?format=ndjson", UriKind.Relative));

        Assert.Equal("no-store", page.Headers.CacheControl?.ToString());
        Assert.Equal("no-store", file.Headers.CacheControl?.ToString());
        Assert.Equal("application/x-ndjson", file.Content.Headers.ContentType?.MediaType);
        Assert.Equal("failed.ndjson", file.Content.Headers.ContentDisposition?.FileName?.Trim('"'));
    }

    private static async Task AssertStateAsync(ReadHost host, string id, string state)
    {
        var (status, body) = await host.GetAsync("/v1/events/" + id);
        using var problem = JsonDocument.Parse(body);
        Assert.Equal(HttpStatusCode.NotFound, status);
        Assert.Equal(state, problem.RootElement.GetProperty("state").GetString());
        Assert.Equal(state == "deferred", problem.RootElement.TryGetProperty("hash", out var hash));
        if (state == "deferred")
        {
            var entry = await host.BodyAsync("/v1/failed/" + hash.GetString());
            Assert.Contains("store.failed", entry, StringComparison.Ordinal);
        }
    }

    private static async Task<(List<string> Events, string? Next)> PageAsync(ReadHost host, string query)
    {
        using var page = JsonDocument.Parse(await host.BodyAsync(query));
        return (
            [.. page.RootElement.GetProperty("events").EnumerateArray()
                .Select(item => item.GetProperty("event_id").GetString()!)],
            page.RootElement.GetProperty("next").GetString());
    }
}
