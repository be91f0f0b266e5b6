using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using EventNormalization.Composition;
using EventNormalization.Identity;
using EventNormalization.Pipeline;
using EventNormalization.Sqlite;
using EventNormalization.Storage;
using EventNormalization.Tests.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Xunit;

namespace EventNormalization.AspNetCore.Tests.Composition;

public sealed class StoreTests
{
    private static readonly byte[] Event =
        """{"client":"a","metric":"m","amount":"1,200.00","date":"2024-01-15"}"""u8.ToArray();

    [Fact]
    public async Task What_a_host_took_is_there_for_the_next_one_and_both_files_are_a_pair()
    {
        using var folder = new TemporaryFolder();
        var path = folder.PathOf("events.db");
        await using (var host = await TestHost.StartAsync(events => events.UseSqliteStore(path)))
        {
            var pipeline = host.Services.GetRequiredService<EventPipeline>();
            Assert.Equal(IngestOutcome.Accepted, (await pipeline.IngestAsync(Event)).Outcome);
            Assert.Equal(IngestOutcome.Rejected, (await pipeline.IngestAsync("?"u8.ToArray())).Outcome);
        }

        File.Move(path + ".failed", folder.PathOf("away"));
        var error = await Assert.ThrowsAsync<SqliteStoreException>(
            () => TestHost.StartAsync(events => events.UseSqliteStore(path)));
        Assert.Equal(SqliteStoreProblem.MissingPartner, error.Problem);
        File.Move(folder.PathOf("away"), path + ".failed");
        await using var again = await TestHost.StartAsync(events => events.UseSqliteStore(path));
        var result = await again.Services.GetRequiredService<EventPipeline>().IngestAsync(Event);
        Assert.Equal(IngestOutcome.Duplicate, result.Outcome);
    }

    [Fact]
    public async Task A_host_does_not_start_over_a_file_that_is_no_store()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("events.db", "not a store, " + new string('x', 5_000));

        var error = await Assert.ThrowsAsync<SqliteStoreException>(
            () => TestHost.StartAsync(events => events.UseSqliteStore(path)));

        Assert.Equal(SqliteStoreProblem.NotAStore, error.Problem);
        Assert.Contains(path, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_relative_path_begins_at_the_content_root()
    {
        using var folder = new TemporaryFolder();
        var builder = HostBuilders.Create(folder.Path);
        builder.Services.AddEventNormalization().UseSqliteStore("relative.db");
        await using var app = builder.Build();

        await app.StartAsync();
        await app.StopAsync();

        Assert.True(File.Exists(folder.PathOf("relative.db")));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Appends_to_a_durable_store_go_together_unless_the_option_says_no(bool isGrouped)
    {
        using var folder = new TemporaryFolder();
        await using var host = await TestHost.StartAsync(events =>
        {
            events.UseSqliteStore(folder.PathOf("events.db"));
            events.Services.Configure<EventNormalizationOptions>(options => options.GroupCommit = isGrouped);
        });

        Assert.Equal(isGrouped, host.Services.GetRequiredService<StoreStack>().IsGrouped);
    }

    [Fact]
    public async Task Stores_of_any_kind_are_made_once_shared_and_closed_events_first()
    {
        var closed = new List<string>();
        var made = 0;
        await using (var host = await TestHost.StartAsync(events => events.UseStores(provider =>
        {
            made++;
            Assert.NotNull(provider.GetRequiredService<EventIdentifier>());
            return new EventStores
            {
                Events = Closing<IEventStore>(new InMemoryEventStore(), () => closed.Add("events")),
                FailedEvents = Closing<IClosedQueue>(
                    new InMemoryFailedEventStore(), () => closed.Add("failed events")),
            };
        })))
        {
            Assert.Same(
                host.Services.GetRequiredService<IEventStore>(), host.Services.GetRequiredService<IEventReader>());
            Assert.Same(
                host.Services.GetRequiredService<IFailedEventQueue>(),
                host.Services.GetRequiredService<IFailedEventStore>());
            Assert.Equal(
                IngestOutcome.Accepted,
                (await host.Services.GetRequiredService<EventPipeline>().IngestAsync(Event)).Outcome);
            Assert.Empty(closed);
        }

        Assert.Equal(1, made);
        Assert.Equal(["events", "failed events"], closed);
    }

    [Fact]
    public async Task A_host_that_chose_no_store_says_in_its_log_that_events_end_with_it()
    {
        var logger = new FakeLoggerProvider();
        await using var host = await TestHost.StartAsync(
            events => events.Services.AddSingleton<ILoggerProvider>(logger));

        var warning = logger.Collector.GetSnapshot().Single(record => record.Level == LogLevel.Warning);

        Assert.StartsWith("No store was chosen: events are kept in memory", warning.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failure_of_a_store_reaches_the_log_of_the_host_with_its_exception_and_no_payload()
    {
        var logger = new FakeLoggerProvider();
        await using var host = await TestHost.StartAsync(events =>
        {
            events.Services.AddSingleton<ILoggerProvider>(logger);
            events.UseStores(_ => new EventStores
            {
                Events = new FailureInjectingEventStore(
                    new InMemoryEventStore(), FaultPlan.Always(FaultKind.ThrowBefore), TimeProvider.System),
                FailedEvents = new InMemoryFailedEventStore(),
            });
        });

        var result = await host.Services.GetRequiredService<EventPipeline>().IngestAsync(
            """{"client":"canary-7","metric":"m","amount":1,"date":"2024-01-15"}"""u8.ToArray());

        Assert.Equal(IngestOutcome.Deferred, result.Outcome);
        var told = Assert.Single(logger.Collector.GetSnapshot(), record => record.Id.Id == 110);
        Assert.Equal(LogLevel.Error, told.Level);
        Assert.NotNull(told.Exception);
        Assert.DoesNotContain(
            logger.Collector.GetSnapshot(),
            record => (record.Message + record.Exception).Contains("canary-7", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Sqlite_options_with_failed_events_of_their_own_are_refused()
    {
        using var folder = new TemporaryFolder();
        using var failed = SqliteFailedEventStore.Open(folder.PathOf("other.failed"));

        await Assert.ThrowsAsync<ArgumentException>(() => TestHost.StartAsync(events => events.UseSqliteStore(
            folder.PathOf("events.db"), new SqliteStoreOptions { FailedEvents = failed })));
    }

    /// <summary>What tells when it is closed.</summary>
    private static T Closing<T>(object inner, Action onClose)
        where T : class => Interception.As<T>(inner, (method, _, call) =>
        {
            if (method.Name is not (nameof(IDisposable.Dispose) or nameof(IAsyncDisposable.DisposeAsync)))
            {
                return call();
            }

            onClose();
            return method.ReturnType == typeof(void) ? null : ValueTask.CompletedTask;
        });

    /// <summary>Failed events that have something to close, unlike those in memory.</summary>
    internal interface IClosedQueue : IFailedEventQueue, IDisposable;
}
