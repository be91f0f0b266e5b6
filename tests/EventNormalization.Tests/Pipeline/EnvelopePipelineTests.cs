using System;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using EventNormalization.Ingestion;
using EventNormalization.Normalization;
using EventNormalization.Pipeline;
using EventNormalization.Storage;
using EventNormalization.Tests.Envelopes;
using EventNormalization.Totals;
using Xunit;

namespace EventNormalization.Tests.Pipeline;

public sealed class EnvelopePipelineTests : IAsyncDisposable
{
    private const string Schema = """{"records":["Records"],"spread":["values"]}""";
    private readonly InMemoryEventStore _events = new();
    private readonly InMemoryFailedEventStore _failed = new();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _events.DisposeAsync();

    [Fact]
    public async Task The_answer_to_an_envelope_lists_its_records_in_order_and_is_the_worst_of_them()
    {
        var pipeline = Pipeline();

        var first = await pipeline.IngestAsync(Delivery(Record(1), Record(1), Record(2)));
        var second = await pipeline.IngestAsync(Delivery(Record(1), "{}", Record(3)));
        var third = await pipeline.IngestAsync(Delivery(Record(1), Record(2)));
        var none = await pipeline.IngestAsync(Delivery());

        Assert.Equal("Accepted: Accepted Duplicate Accepted", TextOf(first));
        Assert.Equal("Rejected: Duplicate Rejected Accepted", TextOf(second));
        Assert.Equal("Duplicate: Duplicate Duplicate", TextOf(third));
        Assert.Equal("Accepted: ", TextOf(none));
        Assert.Equal("Records[1]", second.Records[1].Part!.Path);
    }

    [Fact]
    public async Task Each_record_counts_as_one_received_and_the_envelope_as_nothing()
    {
        var pipeline = Pipeline();
        var counts = new IngestCounts();

        counts.Add(await pipeline.IngestAsync(Delivery(Record(1), Record(1), "5")));
        counts.Add(await pipeline.IngestAsync(Delivery()));

        Assert.Equal((3, 1, 1, 1), (counts.Received, counts.Accepted, counts.Duplicates, counts.Rejected));
        var stored = 0L;
        await foreach (var client in _events.ReadStatisticsAsync())
        {
            stored += client.ReceivedCount;
        }

        await foreach (var client in _failed.ReadStatisticsAsync())
        {
            stored += client.ReceivedCount;
        }

        Assert.Equal(3, stored);
    }

    [Fact]
    public async Task A_batch_and_a_stream_have_one_answer_an_item()
    {
        RawEvent[] items = [new(Delivery(Record(1), Record(2)), Expanded.ReceivedAt),
            new(Bytes(Record(1)), Expanded.ReceivedAt)];

        var results = await Pipeline().IngestBatchAsync(items);

        Assert.Equal(["Accepted: Accepted Accepted", "Duplicate"], results.Select(TextOf));
    }

    [Fact]
    public async Task A_stored_event_and_a_failed_one_keep_envelope_path_and_context()
    {
        var context = new EventContext([new("shop", "s")]);
        var raw = new RawEvent(Delivery(Record(1), "{\"amount\":2}"), Expanded.ReceivedAt) { Context = context };

        var result = await Pipeline().IngestAsync(raw);

        var stored = await _events.FindAsync(result.Records[0].Id!.Value);
        const string Envelope = """{"x":1,"Records":[]}""";
        Assert.Equal(
            ("Records[0]", 1, Envelope, Record(1)),
            (stored!.Event.Part!.Path, stored.Event.Part.RecordNumber, Expanded.Text(stored.Event.Part.Envelope),
                Expanded.Text(stored.Event.Raw)));
        Assert.Equal(context, stored.Event.Context);
        await foreach (var failed in _failed.QueryAsync(FailedEventQuery.All))
        {
            Assert.Equal(
                ("Records[1]", Envelope, "{\"amount\":2}"),
                (failed.Part!.Path, Expanded.Text(failed.Part.Envelope), Expanded.Text(failed.Raw)));
            Assert.Equal(context, failed.Context);
            Assert.All(failed.Reasons,
                reason => Assert.StartsWith("Records[1]", reason.Path, StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("client_id", 1)]
    [InlineData("client_id", 4)]
    [InlineData("terminal", 2)]
    public async Task Totals_of_files_equal_those_of_a_store_for_envelopes_too(string groupBy, int laneCount)
    {
        const string WithTerminal =
            """{"records":["Records"],"spread":["values"],"fields":{"terminal":{"presence":"optional"}}}""";
        var identifier = Expanded.By(groupBy == "terminal" ? WithTerminal : Schema);
        var lines = string.Concat(Enumerable.Range(0, 300).Select(i => i % 3 == 0
            ? Expanded.Text(Delivery(Record(i % 40), "7", Record(i % 7), "{}")) + "\n"
            : i % 3 == 1 ? Record(i % 11) + "\n" : """{"client":"v","ts":1705314600,"values":{"m":1,"n":2}}""" + "\n"));
        var query = new TotalsQuery { GroupBy = [GroupKey.Field(groupBy)] };
        var events = new InMemoryEventStore(identifier.Schemas);
        var totals = new StreamTotals(identifier, query, new EventPipelineOptions { LaneCount = laneCount });
        using var stream = new MemoryStream(Bytes(lines));
        var counts = new IngestCounts();

        await totals.AddAsync(stream, EventReaderOptions.Default with { BatchBytes = 1024 });
        stream.Position = 0;
        await foreach (var batch in new EventPipeline(identifier, events, _failed).IngestStreamAsync(stream))
        {
            foreach (var result in batch.Results)
            {
                counts.Add(result);
            }
        }

        var stored = await events.ReadTotalsAsync(query);
        Assert.Equal(
            stored.Select(group => (string.Join(',', group.Key), group.Count, group.Sum)),
            totals.ToGroups().Select(group => (string.Join(',', group.Key), group.Count, group.Sum)));
        Assert.Equal(
            (counts.Received, counts.Accepted, counts.Duplicates, counts.Rejected),
            (totals.Counts.Received, totals.Counts.Accepted, totals.Counts.Duplicates, totals.Counts.Rejected));
        Assert.True(counts.Rejected >= 200);
    }

    private static string TextOf(IngestResult result) =>
        result.IsEnvelope
            ? $"{result.Outcome}: {string.Join(' ', result.Records.Select(TextOf))}" : result.Outcome.ToString();

    private static byte[] Delivery(params string[] records) =>
        Bytes($$"""{"x":1,"Records":[{{string.Join(',', records)}}]}""");

    private static string Record(int amount) => $$"""{"client":"c","metric":"m","amount":{{amount}},"ts":1705314600}""";

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private EventPipeline Pipeline() => new(Expanded.By(Schema), _events, _failed);
}
