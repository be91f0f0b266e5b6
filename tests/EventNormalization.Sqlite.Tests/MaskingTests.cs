using System;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using EventNormalization.Identity;
using EventNormalization.Ingestion;
using EventNormalization.Normalization;
using EventNormalization.Pipeline;
using EventNormalization.Queries;
using EventNormalization.Storage;
using NodaTime;
using Xunit;

namespace EventNormalization.Sqlite.Tests;

/// <summary>What is masked is in no file of a store.</summary>
public sealed class MaskingTests : IDisposable
{
    private const string Canary = "canary-4242";
    private static readonly Instant Now = Instant.FromUtc(2024, 6, 1, 0, 0);
    private static readonly EventPipelineOptions Options = new()
    {
        Masking = PayloadMasking.DropRefused,
        RetryDelay = TimeSpan.Zero,
    };

    private readonly TemporaryFolder _folder = new();

    private string Events => _folder.PathOf("s.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_masked_value_is_in_no_file_of_the_store_whatever_became_of_its_event()
    {
        var identifier = new EventIdentifier(EventSchema.Default);
        using (var failed = SqliteFailedEventStore.Open(Events + SqliteFailedEventStore.FileSuffix))
        using (var store = SqliteEventStore.Open(
            Events, EventSchema.Default, new SqliteStoreOptions { FailedEvents = failed }))
        {
            var down = new FailureInjectingAppender(store, FaultPlan.Parse("throw-before=1"), TimeProvider.System);

            var deferred = await new EventPipeline(identifier, down, failed, Options).IngestAsync(Line(1));
            var results = await new EventPipeline(identifier, store, failed, Options).IngestBatchAsync(
                new[] { Line(2), Line(2, "x"), Refused(), new RawEvent(Encoding.UTF8.GetBytes(Canary), Now) });

            Assert.Equal(IngestOutcome.Deferred, deferred.Outcome);
            Assert.Equal(
                [IngestOutcome.Accepted, IngestOutcome.Duplicate, IngestOutcome.Rejected, IngestOutcome.Rejected],
                results.Select(result => result.Outcome));
            AssertNoFileHasTheCanary();
            await new RetryWorker(identifier, store, failed).RetryAsync(EventPredicate.Everything);
            Assert.Equal(2, await store.QueryAsync(EventQuery.All).CountAsync(one => one.Event.IsMasked));
            Assert.Equal(3, await failed.QueryAsync(new FailedEventQuery()).CountAsync(one => one.IsMasked));
            AssertNoFileHasTheCanary();
        }

        AssertNoFileHasTheCanary();
    }

    [Fact]
    public async Task A_verification_takes_masked_rows_for_what_they_are()
    {
        using (var failed = SqliteFailedEventStore.Open(Events + SqliteFailedEventStore.FileSuffix))
        using (var store = SqliteEventStore.Open(
            Events, EventSchema.Default, new SqliteStoreOptions { FailedEvents = failed }))
        {
            await new EventPipeline(new EventIdentifier(EventSchema.Default), store, failed, Options)
                .IngestBatchAsync(new[] { Line(1), Line(2), Plain(), Refused() });
        }

        var verified = await SqliteStorePair.VerifyAsync(Events);

        Assert.Empty(verified.Problems);
        Assert.Equal((3L, 1L, 1L), (verified.EventCount, verified.RereadCount, verified.FailedCount));
    }

    private void AssertNoFileHasTheCanary()
    {
        var files = Directory.GetFiles(Path.GetDirectoryName(Events)!);
        Assert.NotEmpty(files);
        Assert.DoesNotContain(files, file => BytesOf(file).AsSpan().IndexOf(Encoding.UTF8.GetBytes(Canary)) >= 0);
    }

    // An open store holds its files.
    private static byte[] BytesOf(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var copy = new MemoryStream();
        file.CopyTo(copy);
        return copy.ToArray();
    }

    private static RawEvent Line(int amount, string more = "") => new(
        Encoding.UTF8.GetBytes(
            $$"""{"client_id":"c","metric":"m","amount":{{amount}},"ts":1705314600,"email":"{{Canary}}{{more}}"}"""),
        Now);

    private static RawEvent Plain() =>
        new("""{"client_id":"c","metric":"m","amount":9,"ts":1705314600}"""u8.ToArray(), Now);

    private static RawEvent Refused() => new(
        Encoding.UTF8.GetBytes($$"""{"client_id":"c","metric":"m","amount":"{{Canary}}","ts":1705314600}"""), Now);
}
