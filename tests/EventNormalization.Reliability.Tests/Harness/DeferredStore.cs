using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using EventNormalization.Pipeline;
using EventNormalization.Sqlite;
using EventNormalization.Tests.Pipeline;

namespace EventNormalization.Reliability.Tests.Harness;

/// <summary>Makes a store whose events all failed to be stored and wait to be retried.</summary>
internal static class DeferredStore
{
    /// <summary>Sends the first numbers while the event store fails.</summary>
    public static async Task MakeAsync(string store, int numberCount, History history)
    {
        using var failed = SqliteFailedEventStore.Open(store + SqliteFailedEventStore.FileSuffix);
        await using var events = SqliteEventStore.Open(
            store, NumberedEvents.Identifier.Schemas, new SqliteStoreOptions { FailedEvents = failed });
        var failing = new HookedAppender(
            events, place => place == "append before" ? throw new IOException("planted") : Task.CompletedTask);
        var options = new EventPipelineOptions { AppendAttemptsMax = 1, RetryDelay = TimeSpan.Zero };
        var pipeline = new EventPipeline(NumberedEvents.Identifier, failing, failed, options);
        history.Send(Enumerable.Range(0, numberCount));
        foreach (var batch in Enumerable.Range(0, numberCount).Chunk(100))
        {
            await pipeline.IngestBatchAsync(batch.Select(NumberedEvents.Raw).ToArray());
        }
    }
}
