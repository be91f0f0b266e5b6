using System;
using System.Threading.Tasks;
using EventNormalization.Pipeline;
using EventNormalization.Reliability.Tests.Harness;
using EventNormalization.Sqlite;
using EventNormalization.Tests.Pipeline;

namespace EventNormalization.Reliability.Tests.Worker;

/// <summary>Retries what is due once, waiting at one place for a line, and says what came of it.</summary>
internal static class RetryProgram
{
    public static async Task<int> RunAsync(WorkerSettings settings)
    {
        Program.Say("READY");
        await Console.In.ReadLineAsync();
        using var failed = SqliteFailedEventStore.Open(settings.Store + SqliteFailedEventStore.FileSuffix);
        await using var events = SqliteEventStore.Open(
            settings.Store, NumberedEvents.Identifier.Schemas, new SqliteStoreOptions { FailedEvents = failed });
        var hold = settings.Hold;
        var appender = new HookedAppender(
            events,
            async place =>
            {
                if (place == hold)
                {
                    hold = "";
                    Program.Say("AT " + place);
                    await Console.In.ReadLineAsync();
                }
            });
        var worker = new RetryWorker(
            NumberedEvents.Identifier, appender, failed, new RetryWorkerOptions { BatchSize = settings.Batch });

        var pass = await worker.RunOnceAsync();

        Program.Say(FormattableString.Invariant(
            $"PASS {pass.Entries} {pass.Accepted} {pass.Duplicates} {pass.LeasesLost} {pass.Failure?.GetType().Name}"));
        return 0;
    }
}
