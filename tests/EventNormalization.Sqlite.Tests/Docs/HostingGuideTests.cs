using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Identity;
using EventNormalization.Ingestion;
using EventNormalization.Normalization;
using EventNormalization.Pipeline;
using EventNormalization.Storage;
using EventNormalization.Tests.Docs;
using EventNormalization.Totals;
using NodaTime;
using Xunit;

namespace EventNormalization.Sqlite.Tests.Docs;

/// <summary>The last examples of docs/hosting.md, compiled and run; the first ones are with the host's tests.</summary>
public sealed class HostingGuideTests
{
    private const string Source = "tests/EventNormalization.Sqlite.Tests/Docs/HostingGuideTests.cs";
    private const string Good = """{"client":"a","metric":"m","amount":1,"date":"2024-01-15"}""";

    [Fact]
    public void The_examples_of_the_page_are_those_that_are_compiled_here() => Assert.Equal(
        new[] { "intake", "deliveries", "again" }.Select(name => CodeBlocks.OfSource(Source, name)),
        CodeBlocks.OfPage("docs/hosting.md", "csharp").TakeLast(3));

    [Fact]
    public async Task What_the_intake_took_is_there_when_it_is_opened_again()
    {
        using var folder = new TemporaryFolder();
        var path = folder.PathOf("events.db");
        var log = new StringWriter();

        await TakeAsync(path, [Good, "nonsense"], log);
        await TakeAsync(path, [Good], log);

        using var intake = new EventIntake(path);
        var totals = await intake.Events.ReadTotalsAsync(TotalsQuery.All);
        var failed = new List<FailedEvent>();
        await foreach (var entry in intake.Failed.QueryAsync(FailedEventQuery.All))
        {
            failed.Add(entry);
        }

        Assert.Equal(1, totals.Single().Count);
        Assert.Equal("nonsense", Encoding.UTF8.GetString(failed.Single().Raw.Span));
        Assert.StartsWith("json.syntax: ", log.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_call_that_threw_is_made_again()
    {
        using var folder = new TemporaryFolder();
        using var intake = new EventIntake(folder.PathOf("events.db"));
        var log = new StringWriter();

        var result = await SendAsync(intake.Pipeline, Encoding.UTF8.GetBytes(Good), log, CancellationToken.None);

        Assert.Equal((IngestOutcome.Accepted, ""), (result.Outcome, log.ToString()));
    }

    private static async Task TakeAsync(string path, string[] texts, TextWriter log)
    {
        var bodies = texts.Select(text => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(text));
        var receivedAt = Instant.FromUtc(2024, 6, 1, 0, 0);

        // begin deliveries
        using var intake = new EventIntake(path);

        var results = await intake.Pipeline.IngestBatchAsync(bodies.Select(
            body => new RawEvent(body, receivedAt)).ToArray());
        foreach (var result in results.Where(result => result.Outcome == IngestOutcome.Rejected))
        {
            log.WriteLine(string.Join("; ", result.Errors));
        }
        // end deliveries
    }

    private static async Task<IngestResult> SendAsync(
        EventPipeline pipeline, ReadOnlyMemory<byte> body, TextWriter log, CancellationToken stopping)
    {
        // begin again
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await pipeline.IngestAsync(body, stopping);
            }
            catch (Exception exception) when (attempt < 3 && exception is not OperationCanceledException)
            {
                log.WriteLine($"attempt {attempt} was not acknowledged: {exception.Message}");
            }
        }
        // end again
    }

    // begin intake
    internal sealed class EventIntake : IDisposable
    {
        private readonly SqliteEventStore _events;
        private readonly SqliteFailedEventStore _failed;

        public EventIntake(string path)
        {
            var identifier = new EventIdentifier(EventSchema.Default);
            _events = SqliteEventStore.Open(path, identifier.Schemas);
            try
            {
                _failed = SqliteFailedEventStore.Open(path + SqliteFailedEventStore.FileSuffix);
            }
            catch
            {
                _events.Dispose();
                throw;
            }

            Pipeline = new EventPipeline(identifier, _events, _failed);
        }

        public EventPipeline Pipeline { get; }

        public IEventStore Events => _events;

        public IFailedEventStore Failed => _failed;

        public void Dispose()
        {
            _events.Dispose();
            _failed.Dispose();
        }
    }
    // end intake
}
