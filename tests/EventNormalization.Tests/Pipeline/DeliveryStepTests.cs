using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using EventNormalization.Identity;
using EventNormalization.Ingestion;
using EventNormalization.Normalization;
using EventNormalization.Pipeline;
using EventNormalization.Storage;
using Xunit;

namespace EventNormalization.Tests.Pipeline;

/// <summary>
/// Batches of a stream that are ready together go to the stores as one: nobody can tell by the answers.
/// </summary>
public sealed class DeliveryStepTests
{
    [Theory]
    [InlineData(2, 100)]
    [InlineData(4, 700)]
    [InlineData(3, 1 << 20)]
    public async Task Answers_come_in_the_order_of_the_stream_however_batches_were_joined(int laneCount, int batchBytes)
    {
        var lines = Enumerable.Range(0, 400).Select(LineOf).ToArray();
        var alone = await AnswersAsync(lines, laneCount: 1, batchBytes);

        var joined = await AnswersAsync(lines, laneCount, batchBytes);

        Assert.Equal(lines.Length, joined.Length);
        Assert.Equal(alone, joined);
    }

    // Every third comes again, every fifth is broken, every seventh is an envelope of two.
    private static string LineOf(int i) => i switch
    {
        _ when i % 5 == 4 => "{\"client_id\":\"c\",\"amount\":",
        _ when i % 7 == 6 => $"{{\"Records\":[{EventOf(i)},{EventOf(i / 2)}]}}",
        _ => EventOf(i % 3 == 2 ? i / 3 : i),
    };

    private static string EventOf(int i) =>
        $"{{\"client_id\":\"c\",\"metric\":\"m\",\"amount\":{i},\"timestamp\":\"2024-01-15T10:30:00Z\"}}";

    private static async Task<string[]> AnswersAsync(string[] lines, int laneCount, int batchBytes)
    {
        var schema = EventSchema.Default;
        await using var events = new InMemoryEventStore();
        var failed = new InMemoryFailedEventStore();
        var pipeline = new EventPipeline(
            new EventIdentifier(schema), events, failed, new EventPipelineOptions { LaneCount = laneCount });
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(string.Join('\n', lines)));
        var bytesRead = 0L;
        var answers = new List<string>();
        await foreach (var batch in pipeline.IngestStreamAsync(
            stream, new EventReaderOptions { BatchBytes = batchBytes }))
        {
            Assert.True(batch.BytesRead >= bytesRead);
            bytesRead = batch.BytesRead;
            answers.AddRange(batch.Results.Select(
                result =>
                    $"{result.Location} {result.Outcome} {result.Id} {result.Occurrences} {result.Records.Count}"));
        }

        Assert.Equal(stream.Length, bytesRead);
        return [.. answers];
    }
}
