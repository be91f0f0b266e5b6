using System;
using System.Threading.Tasks;
using EventNormalization.Pipeline;
using EventNormalization.Sqlite;
using Microsoft.Extensions.Time.Testing;

namespace EventNormalization.Reliability.Tests.Harness;

/// <summary>Retries within this process, at a time at which every backoff and every lease is over.</summary>
internal static class RetryRun
{
    public static async Task<RetryPass> RunAsync(string store)
    {
        using var failed = SqliteFailedEventStore.Open(store + SqliteFailedEventStore.FileSuffix);
        await using var events = SqliteEventStore.Open(
            store, NumberedEvents.Identifier.Schemas, new SqliteStoreOptions { FailedEvents = failed });
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow().AddDays(1));
        return await new RetryWorker(NumberedEvents.Identifier, events, failed, new RetryWorkerOptions { Time = time })
            .RunOnceAsync();
    }
}
