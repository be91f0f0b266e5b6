using System.Net;
using System.Text.Json;
using System.Threading.Tasks;
using Xunit;

namespace EventNormalization.AspNetCore.Tests.Api.Reading;

public sealed class InvalidQueryTests
{
    [Theory]
    [InlineData("events?metrik=a", "metrik: expected one of the parameters: client, metric, from, to, where, contains, "
        + "sort, direction, after, limit, format. Did you mean \"metric\"?")]
    [InlineData("events?sort=amout", "sort: found \"amout\", expected one of: received, timestamp, amount, "
        + "last_received. Did you mean \"amount\"?")]
    [InlineData("events?limit=0", "limit: found \"0\", expected a number from 1 to 1000.")]
    [InlineData("events?limit=1&limit=2", "limit: found \"2\", expected the parameter only once.")]
    [InlineData("events?from=yesterday",
        "from: found \"yesterday\", expected an instant such as 2024-01-15T10:30:00Z or a date.")]
    [InlineData("events?from=2024-01-15T10:30:00+01:00", "from: found \"2024-01-15T10:30:00 01:00\", expected an "
        + "instant such as 2024-01-15T10:30:00Z or a date (in an address a plus is written %2B).")]
    [InlineData("events?from=2024-02-01&to=2024-01-01",
        "to: found \"2024-01-01\", expected an instant that is not before from.")]
    [InlineData("events?after=abc",
        "after: found \"abc\", expected next of a page of the same order, exactly as it was given.")]
    [InlineData("events?where=amout%20%3E%201", "where, column 1: found \"amout\", expected a field of the schema: "
        + "client_id, metric, amount, timestamp, currency, region. Did you mean \"amount\"?")]
    [InlineData("events?where=amount%20%3E%20ten", "where, column 10: found \"ten\", expected a number in plain digits "
        + "with a point, such as 12.50, at most 28 digits.")]
    [InlineData("events?where=(amount%20%3E%201",
        "where, column 12: found \"the end\", expected and, or, or a closing bracket.")]
    [InlineData("events?where=region%20%3D%20%22x", "where, column 10: found \"\"x\", expected a text that ends with "
        + "the quote it begins with.")]
    [InlineData("events/xyz", "id: found \"xyz\", expected an event id: 64 hex digits.")]
    [InlineData("events?sort=amount&format=csv",
        "sort: found \"amount\", expected received or timestamp, the orders of exports.")]
    [InlineData("failed?state=rejectd", "state: found \"rejectd\", expected one of: open, all, pending, retrying, "
        + "deferred, parked, rejected, conflict, discarded, settled. Did you mean \"rejected\"?")]
    [InlineData("failed/0", "hash: found \"0\", expected the hash of a failed event: 64 hex digits.")]
    [InlineData("aggregates?by=client", "by: found \"client\", expected fields or periods: client_id, metric, amount, "
        + "timestamp, currency, region, hour, day, week, month, quarter, year.")]
    [InlineData("aggregates?measures=summ", "measures: found \"summ\", expected measures such as: count, sum, min, "
        + "max, mean, first, latest, p50, p90, p95, p99, histogram, distinct:FIELD, distinct~:FIELD, top:N:FIELD. "
        + "Did you mean \"sum\"?")]
    [InlineData("aggregates?measures=sum:region", "measures: found \"sum:region\", expected a number of the schema "
        + "after the colon: amount.")]
    [InlineData("aggregates?measures=distinct:regin", "measures: found \"distinct:regin\", expected a field of the "
        + "schema after the colon: client_id, metric, amount, timestamp, currency, region. "
        + "Did you mean \"distinct:region\"?")]
    [InlineData("aggregates?every=1M", "every: found \"1M\", expected a length of at most 3660 days, such as 15m, "
        + "1h30m, 1d or PT15M; months are a period to group by.")]
    [InlineData("aggregates?fill=true", "fill: expected one window, such as by day, or every 15m.")]
    [InlineData("aggregates?by=week&week_start=sun", "week_start: found \"sun\", expected one of: monday, tuesday, "
        + "wednesday, thursday, friday, saturday, sunday.")]
    [InlineData("aggregates?every=1s&fill=true&from=2000-01-01&to=2024-01-01", "fill: expected at most 200,000 groups "
        + "with those without an event: longer windows, or a range of time.")]
    [InlineData("aggregates?by=day&zone=Europe/Berln", "zone: found \"Europe/Berln\", expected a time zone of the IANA "
        + "database such as Europe/Berlin. Did you mean \"Europe/Berlin\"?")]
    public async Task What_is_wrong_with_a_query_is_said_with_the_names_that_are_known(string query, string detail)
    {
        await using var host = await ReadHost.InMemoryAsync();

        var (status, body) = await host.GetAsync("/v1/" + query);

        using var problem = JsonDocument.Parse(body);
        Assert.Equal((HttpStatusCode.BadRequest, detail),
            (status, problem.RootElement.GetProperty("detail").GetString()));
        Assert.Equal(
            "urn:event-normalization:query.invalid", problem.RootElement.GetProperty("type").GetString());
        Assert.Equal(detail, problem.RootElement.GetProperty("errors")[0].GetProperty("message").GetString());
    }

    [Fact]
    public async Task All_that_is_wrong_is_said_at_once()
    {
        await using var host = await ReadHost.InMemoryAsync();

        var (_, body) = await host.GetAsync("/v1/events?limit=x&from=y&where=z");

        using var problem = JsonDocument.Parse(body);
        Assert.Equal(3, problem.RootElement.GetProperty("errors").GetArrayLength());
    }
}
