using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using EventNormalization.Identity;
using EventNormalization.Ingestion;
using EventNormalization.Normalization;
using EventNormalization.Pipeline;
using EventNormalization.Storage;
using EventNormalization.Storage.Authoring;
using EventNormalization.Testing;
using Xunit;
using static EventNormalization.Testing.SampleEvents;

namespace EventNormalization.Sqlite.Tests;

/// <summary>A verification agrees with every sound store, and sees each kind of disagreement.</summary>
public sealed class VerificationTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Events => _folder.PathOf("s.db");

    private string Failed => Events + SqliteFailedEventStore.FileSuffix;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_store_of_messy_deliveries_with_failed_events_and_duplicates_is_sound()
    {
        await IngestAsync();

        var verified = await SqliteStorePair.VerifyAsync(Events);

        Assert.Empty(verified.Problems);
        Assert.True(verified.IsOk);
        Assert.Equal((40L, 40L, 2L), (verified.EventCount, verified.RereadCount, verified.FailedCount));
    }

    [Fact]
    public async Task An_open_store_is_verified_as_of_one_moment_and_tells_its_progress()
    {
        await IngestAsync();
        using var store = SqliteEventStore.Open(Events, EventSchema.Default);
        var steps = new List<string>();

        var verified = await SqliteStorePair.VerifyAsync(Events, progress => steps.Add(progress.Step));

        Assert.True(verified.IsOk);
        Assert.Equal(
            ["pages and indexes", "rows of meta"], steps.Take(2));
        Assert.Contains("roll-ups", steps);
    }

    [Fact]
    public async Task Samples_of_every_kind_are_sound_and_those_of_other_rules_are_not_read_again()
    {
        using (var store = SqliteEventStore.Open(Events, SampleSchema))
        {
            await store.AppendAsync(
                new AppendId(1, 1),
                [
                    Event(), Event(), Again(Event(), "another spelling", Received), Priced("EUR", -12.5m),
                    Keyed("client_B", "order \"1\"", 3), Keyed("client_B", "order \"1\"", 4),
                    Within(Event(amount: 9), Encoding.UTF8.GetBytes("{\"Records\":[]}"), "Records[2]", ("shop", "s")),
                ]);
            await store.AppendAsync(
                [new Append(new AppendId(2, 1), [new(Event(amount: 7), 3)], AppendOrigin.Delivery)]);
            await store.CloseAsync(new AppendName(new AppendId(9, 9)));
        }

        var verified = await SqliteStorePair.VerifyAsync(Events);

        // Their raw bytes are made up, and no deliveries of these rules.
        Assert.DoesNotContain(verified.Problems, problem => !problem.Contains("raw bytes", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(
        "UPDATE clients SET accepted = accepted + 1, received = received + 1 WHERE client = 1", "clients", "received")]
    [InlineData("DELETE FROM metrics", "metrics", "of no client, no metric or no rules")]
    public async Task What_does_not_agree_is_found_although_its_checksum_is_right(
        string damage, string table, string problem)
    {
        await IngestAsync();
        using (var database = new SqliteDatabase(Events, TimeSpan.FromSeconds(1)))
        {
            database.Execute(damage);
            Seal(database, table);
        }

        var verified = await SqliteStorePair.VerifyAsync(Events);

        Assert.Contains(verified.Problems, found => found.Contains(problem, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("UPDATE clients SET received = received + 1", "clients", "the counts of client")]
    [InlineData(
        "UPDATE clients SET rejected = rejected + 1, received = received + 1", "clients", "the counts of client")]
    [InlineData("UPDATE clients SET settled = settled + 1, received = received + 1", "clients", "was settled")]
    [InlineData("DELETE FROM clients", "clients", "and no counts")]
    [InlineData("UPDATE failures SET raw = x'00' WHERE number = 1", "failures",
        "the failed event 1 is no longer what was stored")]
    public async Task What_does_not_agree_among_failed_events_is_found(string damage, string table, string problem)
    {
        await IngestAsync();
        using (var database = new SqliteDatabase(Failed, TimeSpan.FromSeconds(1)))
        {
            database.Execute(damage);
            Seal(database, table);
        }

        var verified = await SqliteStorePair.VerifyAsync(Events);

        Assert.Contains(verified.Problems, found => found.Contains(problem, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_damaged_index_is_found()
    {
        await IngestAsync();
        using (var database = new SqliteDatabase(Events, TimeSpan.FromSeconds(1)))
        {
            database.Execute("PRAGMA writable_schema = ON");
            database.Execute("UPDATE sqlite_master SET sql = replace(sql, 'events(client)', 'events(metric)')"
                + " WHERE name = 'events_by_client'");
        }

        var verified = await SqliteStorePair.VerifyAsync(Events);

        Assert.Contains(verified.Problems, found => found.Contains("events_by_client", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Deliveries_that_no_failed_event_was_settled_for_are_found()
    {
        await IngestAsync();
        using (var store = SqliteEventStore.Open(Events, EventSchema.Default))
        {
            var item = new EventIdentifier(EventSchema.Default).Identify(new RawEvent(Line(99), Received)).Event!;
            await store.AppendAsync([new Append(new AppendId(5, 5), [new(item, 1)], AppendOrigin.Retry)]);
        }

        var verified = await SqliteStorePair.VerifyAsync(Events);

        var only = Assert.Single(verified.Problems);
        Assert.Equal(
            $"{Events}: not every delivery is counted once: events: True, failed: True, across: 0 <= 1 <= 0", only);
    }

    /// <summary>Gives every row of a table the checksum of what it is now.</summary>
    internal static void Seal(SqliteDatabase database, string table)
    {
        var stored = EventTables.Kind.Checked.Concat(FailedEventTables.Kind.Checked).First(one =>
            one.Name == table && one.Columns.Length == Columns(database, table) - 1);
        database.Execute($"UPDATE {table} SET {stored.Assign()[2..]}");
    }

    private static long Columns(SqliteDatabase database, string table) =>
        database.ReadNumber($"SELECT count(*) FROM pragma_table_info('{table}')") ?? 0;

    private static byte[] Line(int amount) => Encoding.UTF8.GetBytes(FormattableString.Invariant(
        $$"""{"client":"c{{amount % 3}}","metric":"m","amount":"{{amount}}.50 EUR","date":"2024-01-{{1
            + (amount % 28):00}}"}"""));

    private async Task IngestAsync()
    {
        using var failed = SqliteFailedEventStore.Open(Failed);
        using var store = SqliteEventStore.Open(
            Events, EventSchema.Default, new SqliteStoreOptions { FailedEvents = failed });
        var pipeline = new EventPipeline(new EventIdentifier(EventSchema.Default), store, failed);
        RawEvent[] deliveries =
        [
            .. Enumerable.Range(0, 40).Concat(Enumerable.Range(0, 20)).Select(i => new RawEvent(Line(i), Received)),
            new RawEvent("{\"client\":\"c1\"}"u8.ToArray(), Received), new RawEvent("nonsense"u8.ToArray(), Received),
        ];
        await pipeline.IngestBatchAsync(deliveries);
    }
}
