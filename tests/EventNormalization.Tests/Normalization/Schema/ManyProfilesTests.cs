using System;
using System.Globalization;
using System.Linq;
using EventNormalization.Identity;
using EventNormalization.Ingestion;
using EventNormalization.Normalization;
using EventNormalization.Tests.Normalization.Reading;
using NodaTime;
using Xunit;

namespace EventNormalization.Tests.Normalization.Schema;

/// <summary>A schema may have a profile for each of 100,000 clients, and is checked once.</summary>
public sealed class ManyProfilesTests
{
    [Theory]
    [InlineData("\"number_format\":\"decimal_comma\",\"zone\":\"Europe/Berlin\"", 150)]
    [InlineData("\"number_format\":\"decimal_comma\",\"aliases\":{\"amount\":[\"betrag\"]}", 150)]
    [InlineData("\"defaults\":{\"metric\":\"metric #\"},\"currency\":\"EUR\"", 500)]
    public void A_hundred_thousand_profiles_share_what_is_the_same(string profile, int megabytesMax)
    {
        var json = SchemaOf(100_000, profile);

        var before = GC.GetAllocatedBytesForCurrentThread();
        var schema = SchemaReading.SchemaOf(json);
        _ = new EventNormalizer(schema);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        // With names and rules of its own for each, it would be some gigabytes, and take minutes.
        Assert.InRange(allocated, 0, megabytesMax * 1_000_000L);
        Assert.Equal(100_000, schema.Profiles.Count);
    }

    [Fact]
    public void Names_of_its_own_for_each_client_are_looked_up_by_each()
    {
        var schema = SchemaReading.SchemaOf(SchemaOf(2_000, "\"aliases\":{\"amount\":[\"amount of #\"]}"));

        foreach (var client in new[] { 0, 7, 1_999 })
        {
            var rest = $"\"client_id\":\"client-{client}\",\"metric\":\"m\",\"ts\":\"2024-01-15T10:30:00Z\"}}";
            Assert.StartsWith(
                "{\"amount\":5,", SchemaReading.Read(schema, $"{{\"amount_of_{client}\":5,{rest}"),
                StringComparison.Ordinal);
            Assert.StartsWith(
                "amount.missing", SchemaReading.Read(schema, $"{{\"amount_of_{client + 1}\":5,{rest}"),
                StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Each_client_with_the_same_mistake_is_named()
    {
        const string profile = """{"defaults":{"amount":"twelve","colour":"red"}}""";

        var faults = SchemaReading.Faults("{\"profiles\":{\"a\":" + profile + ",\"b\":" + profile + ",\"c\":{}}}");

        Assert.Equal(
            ["$.profiles.a.defaults.amount", "$.profiles.a.defaults.colour", "$.profiles.b.defaults.amount",
                "$.profiles.b.defaults.colour"],
            faults.Select(fault => fault.Split(": ")[0]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_profile_with_a_mistake_that_others_have_too_is_an_error_for_each_of_twenty_thousand()
    {
        var faults = SchemaReading.Faults(SchemaOf(20_000, "\"defaults\":{\"amount\":\"twelve\"}"));

        Assert.Equal(20_000, faults.Distinct().Count());
    }

    [Fact]
    public void A_schema_is_checked_once_however_many_read_by_it()
    {
        var parser = new CountingParser();
        var schema = EventSchema.Default with
        {
            Metric = EventSchema.Default.Metric with { Parser = parser, Default = "sales" },
        };

        _ = new EventNormalizer(schema);
        _ = new EventIdentifier(schema);
        _ = new EventIdentifier(new SchemaSet([new NamedSchema { Name = "one", Schema = schema }]));

        Assert.Equal(1, parser.Count);
    }

    [Fact]
    public void A_copy_of_a_checked_schema_is_checked_for_itself()
    {
        var schema = EventSchema.Default with { NullTokens = ["none"] };
        _ = new EventNormalizer(schema);

        var wrong = schema with { NullTokens = [""] };
        var other = schema with { DefaultProfile = ClientProfile.Default with { MetricCase = MetricCase.Kept } };

        Assert.Throws<ArgumentException>(() => new EventNormalizer(wrong));
        Assert.Throws<ArgumentException>(() => new EventIdentifier(wrong));
        Assert.Equal("m", MetricOf(schema));
        Assert.Equal("M", MetricOf(other));
    }

    [Fact]
    public void What_was_worked_out_of_a_schema_is_no_part_of_what_it_says()
    {
        var schema = EventSchema.Default with { NullTokens = ["none"] };
        var same = schema with { };
        _ = new EventNormalizer(schema);

        Assert.Equal(same, schema);
        Assert.Equal(same.GetHashCode(), schema.GetHashCode());
        Assert.Equal(same.ToString(), schema.ToString());
    }

    private static string MetricOf(EventSchema schema) => new EventNormalizer(schema).Normalize(new RawEvent(
        """{"client_id":"c","metric":"M","amount":1,"ts":1705314600}"""u8.ToArray(),
        Instant.FromUtc(2024, 6, 1, 0, 0))).Record!.Metric;

    /// <summary>A file with this profile for each client, whose number stands for each #.</summary>
    private static string SchemaOf(int count, string profile) =>
        "{\"profiles\":{" + string.Join(",", Enumerable.Range(0, count)
            .Select(i => i.ToString(CultureInfo.InvariantCulture))
            .Select(i => $"\"client-{i}\":{{" + profile.Replace("#", i, StringComparison.Ordinal) + "}")) + "}}";

    private sealed class CountingParser : IFieldParser<string>
    {
        public int Count { get; private set; }

        public ParseResult<string> Parse(FieldInput input, ClientProfile profile)
        {
            Count++;
            return "sales";
        }
    }
}
