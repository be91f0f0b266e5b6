using System;
using System.IO;
using System.Threading.Tasks;
using EventNormalization.Cli.Tests;
using EventNormalization.Pipeline;
using EventNormalization.Reliability.Tests.Harness;
using EventNormalization.Sqlite;
using EventNormalization.Tests;
using EventNormalization.Tests.Pipeline;
using Microsoft.Extensions.Time.Testing;
using Xunit;
using Xunit.Abstractions;

namespace EventNormalization.Reliability.Tests.Scenarios;

/// <summary>The wall clock jumps by years, forth and back, under two retry workers and a failing store.</summary>
public sealed class ClockTests(ITestOutputHelper output)
{
    private const int NumberCount = 60;
    private const int JumpCount = 12;
    private static readonly DateTimeOffset Start = new(2024, 6, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Whatever_the_clock_says_each_event_is_counted_once_and_a_retry_by_hand_stores_the_rest()
    {
        var seed = TestSeed.Draw(output, "clock");
        var report = new Report(output, nameof(ClockTests), seed);
        foreach (var run in Effort.Runs(4, 30))
        {
            var violation = await RunAsync(new Random(seed + run), report);
            if (violation)
            {
                break;
            }
        }

        report.RequireNoViolation();
    }

    private static async Task<bool> RunAsync(Random chance, Report report)
    {
        using var folder = new TemporaryFolder();
        var (store, history) = (folder.PathOf("s.db"), new History());
        await DeferredStore.MakeAsync(store, NumberCount, history);
        await RetryUnderJumpsAsync(store, chance);

        // By hand, a retry asks for no time; what a worker leased when the clock was wrong is waited for.
        var violation = history.FindViolation(await Target.Product.ReadAsync(store, NumberCount));
        if (violation is null)
        {
            await RetryAllAsync(store, Start.AddYears(20));
            violation = history.FindViolationAtEnd(await Target.Product.ReadAsync(store, NumberCount));
        }

        report.Add("clock", isFaultSeen: true, history, violation);
        return violation is not null;
    }

    private static async Task RetryUnderJumpsAsync(string store, Random chance)
    {
        using var failed = SqliteFailedEventStore.Open(store + SqliteFailedEventStore.FileSuffix);
        await using var events = SqliteEventStore.Open(
            store, NumberedEvents.Identifier.Schemas, new SqliteStoreOptions { FailedEvents = failed });
        var time = new FakeTimeProvider(Start);
        var failing = new HookedAppender(events, place =>
        {
            // The clock jumps within a pass too, before and after an append.
            time.AdjustTime(Start.AddDays(chance.Next(-3_000, 3_000)));
            return chance.Next(3) == 0 ? throw new IOException("planted") : Task.CompletedTask;
        });
        var options = new RetryWorkerOptions { Time = time, BatchSize = 9, AttemptsMax = 1_000 };
        RetryWorker[] workers =
        [
            new(NumberedEvents.Identifier, failing, failed, options),
            new(NumberedEvents.Identifier, failing, failed, options),
        ];
        for (var i = 0; i < JumpCount; i++)
        {
            time.AdjustTime(Start.AddDays(chance.Next(-3_000, 3_000)));
            await workers[i % workers.Length].RunOnceAsync();
        }
    }

    private static async Task RetryAllAsync(string store, DateTimeOffset now)
    {
        using var failed = SqliteFailedEventStore.Open(store + SqliteFailedEventStore.FileSuffix);
        await using var events = SqliteEventStore.Open(
            store, NumberedEvents.Identifier.Schemas, new SqliteStoreOptions { FailedEvents = failed });
        var options = new RetryWorkerOptions { Time = new FakeTimeProvider(now), AttemptsMax = 1_000 };
        await new RetryWorker(NumberedEvents.Identifier, events, failed, options).RunOnceAsync();
    }
}
