using System;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using EventNormalization.Normalization;
using EventNormalization.Pipeline;
using EventNormalization.Storage;
using Xunit;

namespace EventNormalization.Tests.Envelopes;

/// <summary>A delivery of very many records is refused as one, however they are packed.</summary>
public sealed class RecordBoundTests
{
    private const string Schema =
        """{"records":["Records"],"spread":["values"],"decode":{"d":"json","b":"base64"},"limits":{"records_max":4}}""";

    [Theory]
    [InlineData("""{"Records":[{},{},{},{},{}]}""", "Records[4]")]
    [InlineData("""{"Records":[{},{},{},{},{},""", "Records[4]")]
    [InlineData("""{"Records":[1,2,"x",[],null,{}]}""", "Records[4]")]
    [InlineData("""{"Records":[,,,,,]}""", "Records[4]")]
    [InlineData("""{"Records":[{"Records":[{},{}]},{"Records":[{},{}]},{"Records":[{}]}]}""", "Records[2].Records[0]")]
    [InlineData("""{"values":{"a":1,"b":2,"c":3,"d":4,"e":5}}""", "values.e")]
    [InlineData("""{"Records":[{"values":{"a":1,"b":2}},{},{"values":{"a":1,"b":2}}]}""", "Records[2].values.b")]
    [InlineData("""{"d":"[{},{},{},{},{}]"}""", "d[4]")]
    [InlineData("""{"d":"{}{}{}{}{}"}""", "d[4]")]
    [InlineData("""{"b":"W3t9LHt9LHt9LHt9LHt9XQ=="}""", "b[4]")]
    [InlineData("""{"Records":[{"d":"[{},{}]"},{"d":"[{},{}]"},{"d":"[{},{}]"}]}""", "Records[2].d[0]")]
    [InlineData("""[{},{},{},{},{}]""", "[4]")]
    [InlineData("""[1,2,3,4,5]""", "[4]")]
    [InlineData("""[{"Records":[{},{},{}]},{"Records":[{},{},{}]}]""", "[1].Records[1]")]
    [InlineData("""[{"Records":[{},{},{},{}]},{}]""", "[1]")]
    public void A_delivery_of_too_many_records_is_one_rejected_that_says_how_many_it_may_have_and_where(
        string delivery, string path)
    {
        var identifier = Expanded.By(Schema);

        var records = identifier.Expand(new[] { Expanded.Raw(delivery) });

        Assert.False(records.IsEnvelope(0));
        var refused = Assert.Single(records.Records.ToArray());
        Assert.Equal(delivery, Expanded.Text(refused.Utf8));
        Assert.Equal(
            $"json.too_large: event at {path}: found more than 4 records, expected at most 4 records in a "
                + $"delivery (records_max)",
            Expanded.TextOf(identifier, refused));
    }

    [Theory]
    [InlineData("""{"Records":[{},{},{},{}]}""")]
    [InlineData(
        """{"Records":[{"Records":[]},{"Records":[]},{"Records":[]},{"Records":[]},{"Records":[]},{},{},{},{}]}""")]
    [InlineData("""{"Records":[{"Records":[{},{}]},{"d":"[{},{}]"}]}""")]
    [InlineData("""{"values":{"a":1,"b":2,"c":3,"d":4}}""")]
    [InlineData("""[{},{},{},{}]""")]
    public void A_delivery_of_as_many_as_are_allowed_is_read(string delivery)
    {
        var records = Expanded.By(Schema).Expand(new[] { Expanded.Raw(delivery) });

        Assert.True(records.IsEnvelope(0));
        Assert.Equal(4, records.CountOf(0));
    }

    [Fact]
    public async Task It_is_answered_counted_and_kept_as_one_delivery_beside_its_neighbours()
    {
        var failed = new InMemoryFailedEventStore();
        var pipeline = new EventPipeline(Expanded.By(Schema), new InMemoryEventStore(), failed);
        const string Overfull = """{"Records":[{},{},{},{},{}]}""";
        const string Good = """{"client_id":"a","metric":"m","ts":1705314600,"Records":[{"amount":1},{"amount":2}]}""";

        var results = await pipeline.IngestBatchAsync(
            new[] { Expanded.Raw(Good), Expanded.Raw(Overfull), Expanded.Raw(Good) });

        Assert.Equal(
            [IngestOutcome.Accepted, IngestOutcome.Rejected, IngestOutcome.Duplicate],
            results.Select(result => result.Outcome));
        Assert.Empty(results[1].Records);
        Assert.Null(results[1].Part);
        Assert.Equal("json.too_large", Assert.Single(results[1].Errors).Code);
        var counts = new IngestCounts();
        counts.Add(results[1]);
        Assert.Equal((1, 1), (counts.Received, counts.Rejected));
    }

    [Fact]
    public async Task An_array_in_a_stream_may_have_any_number_of_events()
    {
        var pipeline = new EventPipeline(Expanded.By(Schema), new InMemoryEventStore(), new InMemoryFailedEventStore());
        var text = "[" + string.Join(',', Enumerable.Range(0, 1_000).Select(i =>
            $$"""{"client_id":"a","metric":"m","amount":{{i}},"ts":1705314600}""")) + "]";
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
        var counts = new IngestCounts();

        await foreach (var batch in pipeline.IngestStreamAsync(stream))
        {
            foreach (var result in batch.Results)
            {
                counts.Add(result);
            }
        }

        Assert.Equal((1_000, 1_000), (counts.Received, counts.Accepted));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task An_envelope_that_waits_for_its_turn_is_answered_in_its_place(int laneCount)
    {
        var pipeline = new EventPipeline(
            Expanded.By("""{"records":["Records"]}"""),
            new InMemoryEventStore(),
            new InMemoryFailedEventStore(),
            new EventPipelineOptions { LaneCount = laneCount });
        var large = "{\"Records\":[" + string.Join(',', Enumerable.Repeat("{}", 10_000)) + "]}\n";
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(large + "{}\n" + large + large));

        var results = new System.Collections.Generic.List<int>();
        await foreach (var batch in pipeline.IngestStreamAsync(stream))
        {
            Assert.NotEmpty(batch.Results);
            results.AddRange(batch.Results.Select(result => result.Records.Count));
        }

        Assert.Equal([10_000, 0, 10_000, 10_000], results);
    }

    [Fact]
    public void What_is_refused_does_not_copy_a_long_envelope_again_and_again()
    {
        var identifier = Expanded.By("""{"records":["Records"],"decode":{"d":"json"}}""");
        var pad = "{\"pad\":\"" + new string('x', 1 << 20) + "\",\"Records\":[";
        foreach (var broken in new[] { ",", "{\"Records\":[]},,", """{"d":"{\"Records\":[{},"},""" })
        {
            var delivery = pad + string.Concat(Enumerable.Repeat(broken, 1_000)) + "{}]}";

            var records = Expanded.Records(identifier, delivery);

            Assert.InRange(records.Sum(record => (long)record.Utf8.Length), 1_000, 8 << 20);
        }
    }

    [Fact]
    public void The_setting_has_a_range_and_alters_no_id()
    {
        Assert.Equal(20_000, JsonLimits.Default.RecordsMax);
        Assert.Throws<ArgumentOutOfRangeException>(() => new JsonLimits { RecordsMax = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new JsonLimits { RecordsMax = 10_000_001 });
        Assert.Equal(
            Expanded.By("{}").RulesFingerprint,
            Expanded.By("""{"limits":{"records_max":4}}""").RulesFingerprint);
    }
}
