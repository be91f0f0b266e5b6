using System;
using System.Text;
using System.Threading.Tasks;
using EventNormalization.Identity;
using EventNormalization.Ingestion;
using EventNormalization.Normalization;
using EventNormalization.Pipeline;
using EventNormalization.Storage;
using NodaTime;
using Xunit;
using Xunit.Abstractions;

namespace EventNormalization.Tests.Pipeline;

/// <summary>What one delivery costs in memory, from the bytes to the answer of a store in memory.</summary>
public sealed class IngestAllocationTests(ITestOutputHelper output)
{
    private const int Rounds = 2_000;

    // Before identities that are the record's own JSON were left unwritten, it was 1,424; since then it is 1,192.
    private const long BytesMax = 1_340;

    [Fact]
    public async Task One_duplicate_delivery_allocates_little()
    {
        await using var store = new InMemoryEventStore(spellings: SpellingRetention.Forget);
        var pipeline = new EventPipeline(
            new EventIdentifier(EventSchema.Default), store, new InMemoryFailedEventStore(), new() { LaneCount = 1 });
        var raw = new RawEvent(
            Encoding.UTF8.GetBytes("""{"client":"client_A","metric":"sales","amount":12.5,"ts":1705314600}"""),
            Instant.FromUtc(2024, 6, 1, 0, 0));
        for (var i = 0; i < Rounds; i++)
        {
            await pipeline.IngestAsync(raw);
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Rounds; i++)
        {
            await pipeline.IngestAsync(raw);
        }

        var bytes = (GC.GetAllocatedBytesForCurrentThread() - before) / Rounds;
        output.WriteLine($"{bytes} bytes for each delivery");
        Assert.InRange(bytes, 1, BytesMax);
    }
}
