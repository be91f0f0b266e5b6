using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using EventNormalization.Ingestion;
using EventNormalization.Pipeline;
using EventNormalization.Reliability.Tests.Harness;
using EventNormalization.Sqlite;

namespace EventNormalization.Reliability.Tests.Worker;

/// <summary>The pipeline over a SQLite file and its failed events, through the public API.</summary>
internal sealed class ProductIntake : IIntake
{
    private const string Letters = "AURDC";

    private readonly SqliteFailedEventStore _failed;
    private readonly SqliteEventStore _events;
    private readonly EventPipeline _pipeline;

    public ProductIntake(string store)
    {
        _failed = SqliteFailedEventStore.Open(store + SqliteFailedEventStore.FileSuffix);
        try
        {
            _events = SqliteEventStore.Open(
                store, NumberedEvents.Identifier.Schemas, new SqliteStoreOptions { FailedEvents = _failed });
        }
        catch
        {
            _failed.Dispose();
            throw;
        }

        var options = new EventPipelineOptions { LaneCount = 1, RetryDelay = System.TimeSpan.Zero };
        _pipeline = new EventPipeline(NumberedEvents.Identifier, _events, _failed, options);
    }

    public async ValueTask<string> IngestAsync(IReadOnlyList<int> numbers)
    {
        RawEvent[] raws = [.. numbers.Select(NumberedEvents.Raw)];
        var results = await _pipeline.IngestBatchAsync(raws);
        return string.Concat(results.Select(result => Letters[(int)result.Outcome]));
    }

    public async ValueTask DisposeAsync()
    {
        await _events.DisposeAsync();
        _failed.Dispose();
    }
}
