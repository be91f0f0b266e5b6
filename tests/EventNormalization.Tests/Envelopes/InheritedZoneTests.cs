using System.Linq;
using Xunit;

namespace EventNormalization.Tests.Envelopes;

public sealed class InheritedZoneTests
{
    private const string Schema = """{"records":["r"],"fields":{"timestamp":{"zone_from":"tz"}}}""";

    [Theory]
    [InlineData("""{"time":"2024-05-01 10:00"}""", "2024-05-01T08:00:00Z")]
    [InlineData("""{"time":"2024-05-01 10:00","tz":null}""", "2024-05-01T08:00:00Z")]
    [InlineData("""{"time":"2024-05-01 10:00","tz":"Asia/Tokyo"}""", "2024-05-01T01:00:00Z")]
    [InlineData("""{"time":"2024-05-01T10:00:00Z"}""", "2024-05-01T10:00:00Z")]
    [InlineData("""{"time":1714557600}""", "2024-05-01T10:00:00Z")]
    public void The_zone_beside_the_records_is_that_of_their_local_times(string record, string expected)
    {
        var texts = Expanded.Texts(
            Schema, $$"""{"client_id":"c","metric":"m","tz":"Europe/Berlin","r":[{{record[..^1]}},"amount":1}]}""");

        Assert.Equal($$"""{"amount":1,"client_id":"c","metric":"m","timestamp":"{{expected}}"}""", texts.Single());
    }

    [Theory]
    [InlineData("""["client_id","metric","tz"]""", "2024-05-01T08:00:00Z")]
    [InlineData("""["client_id","metric"]""", "2024-05-01T10:00:00Z")]
    public void It_is_inherited_only_where_inherit_lists_it(string inherit, string expected)
    {
        var texts = Expanded.Texts(
            Schema[..^1] + ",\"inherit\":" + inherit + "}",
            """{"client_id":"c","metric":"m","tz":"Europe/Berlin","r":[{"time":"2024-05-01 10:00","amount":1}]}""");

        Assert.Contains(expected, texts.Single(), System.StringComparison.Ordinal);
    }
}
