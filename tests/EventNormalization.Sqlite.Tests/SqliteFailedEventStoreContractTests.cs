using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using EventNormalization.Ingestion;
using EventNormalization.Queries;
using EventNormalization.Storage;
using EventNormalization.Storage.Authoring;
using EventNormalization.Testing;
using EventNormalization.Tests.Testing;
using NodaTime;
using Xunit;

namespace EventNormalization.Sqlite.Tests;

/// <summary>Holds the SQLite store of failed events to the contract of every such store.</summary>
public sealed class SqliteFailedEventStoreContractTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<SqliteFailedEventStore> _stores = [];

    [Theory]
    [MemberData(nameof(Sentences.OfFailedEventStores), MemberType = typeof(Sentences))]
    public Task It_keeps_the_contract(string sentence) =>
        FailedEventStoreContract.RunAsync(sentence, () => new(Make()));

    [Theory]
    [MemberData(nameof(Sentences.OfFailedEventQueues), MemberType = typeof(Sentences))]
    public Task It_keeps_the_contract_of_queues(string sentence) =>
        FailedEventQueueContract.RunAsync(sentence, () => new(Make()));

    [Theory]
    [MemberData(nameof(Sentences.OfBulkOperations), MemberType = typeof(Sentences))]
    public Task It_keeps_the_contract_of_operations(string sentence) =>
        BulkOperationContract.RunAsync(sentence, () => new(Make()));

    [Fact]
    public async Task Two_stores_on_one_file_hold_an_entry_once_and_a_restart_forgets_nothing()
    {
        var path = _folder.PathOf("shared.db.failed");
        var step = new QueueStep { Id = new AppendId(1, 2), By = "first", At = At(0) };
        var request = new LeaseRequest { Until = At(10), FirstName = new AppendId(2, 1) };
        AppendId? name;
        using (var first = SqliteFailedEventStore.Open(path))
        using (var second = SqliteFailedEventStore.Open(path))
        {
            await first.RecordAsync(new AppendId(1, 1), [QueueSteps.Delivery("a")]);
            name = (await first.LeaseAsync(step, request)).Single().Progress.RetryName;
            Assert.Empty(await second.LeaseAsync(
                new QueueStep { Id = new AppendId(1, 3), By = "second", At = At(9) }, request));
        }

        using var reopened = SqliteFailedEventStore.Open(path);
        var held = Assert.Single(await reopened.LeaseAsync(
            new QueueStep { Id = new AppendId(1, 4), By = "third", At = At(10) },
            new LeaseRequest { Until = At(20), FirstName = new AppendId(3, 1) }));

        Assert.Equal((name, 2, 1L), (held.Progress.RetryName, held.Progress.Attempts, held.Progress.Counts.Retrying));
        Assert.Empty(await reopened.LeaseAsync(step, request));
    }

    [Theory]
    [InlineData("UPDATE failures SET raw = x'00'")]
    [InlineData("UPDATE failures SET edited = x'00'")]
    [InlineData("UPDATE failures SET state = 99")]
    [InlineData("UPDATE failures SET first_seen = x'0102'")]
    [InlineData("UPDATE failures SET attempts = 7")]
    [InlineData("UPDATE failures SET client = 'd'")]
    public async Task An_entry_that_is_no_longer_what_was_stored_goes_no_further(string damage)
    {
        var path = _folder.PathOf("damaged.db.failed");
        using var store = SqliteFailedEventStore.Open(path);
        await store.RecordAsync(new AppendId(1, 1), [QueueSteps.Delivery("a")]);
        var step = new QueueStep { Id = new AppendId(1, 2), By = "ann", At = At(0) };
        await store.EditAsync(step, QueueSteps.KeyOf("a"), "mended"u8.ToArray());
        using (var database = new SqliteDatabase(path, TimeSpan.FromSeconds(5)))
        {
            database.Execute(damage);
        }

        await Assert.ThrowsAsync<StoreCorruptedException>(async () => await store.FindAsync(QueueSteps.KeyOf("a")));
    }

    [Fact]
    public async Task An_envelope_that_was_taken_back_with_its_step_is_kept_by_the_next_one()
    {
        var store = Make();
        var within = Within("a");
        var refused = new FailedDelivery
        {
            Raw = "b"u8.ToArray(),
            ReceivedAt = At(0),
            State = FailedEventState.Rejected,
            Reasons = [],
            Uncertain = new UncertainAppend(new AppendId(9, 9), 0),
        };
        await Assert.ThrowsAsync<ArgumentException>(
            async () => await store.RecordAsync(new AppendId(1, 1), [within, refused]));

        await store.RecordAsync(new AppendId(1, 2), [within]);

        var found = await store.FindAsync(within.ComputeKey());
        Assert.Equal("{\"Records\":[]}", Encoding.UTF8.GetString(found!.Part!.Envelope.Span));
    }

    [Theory]
    [InlineData("UPDATE envelopes SET json = x'7B7D'")]
    [InlineData("DELETE FROM envelopes")]
    [InlineData("UPDATE failures SET context = '{}'")]
    public async Task An_entry_whose_surroundings_are_no_longer_those_stored_goes_no_further(string damage)
    {
        var path = _folder.PathOf("surroundings.db.failed");
        using var store = SqliteFailedEventStore.Open(path);
        var within = Within("a");
        await store.RecordAsync(new AppendId(1, 1), [within]);
        using (var database = new SqliteDatabase(path, TimeSpan.FromSeconds(5)))
        {
            database.Execute(damage);
        }

        await Assert.ThrowsAsync<StoreCorruptedException>(async () => await store.FindAsync(within.ComputeKey()));
    }

    public void Dispose()
    {
        _stores.ForEach(store => store.Dispose());
        _folder.Dispose();
    }

    private static FailedDelivery Within(string raw) => new()
    {
        Raw = Encoding.UTF8.GetBytes(raw),
        ReceivedAt = At(0),
        State = FailedEventState.Rejected,
        Reasons = [],
        Part = new EnvelopePart("{\"Records\":[]}"u8.ToArray(), "Records[0]", 1),
        Context = new EventContext([new("shop", "s")]),
    };

    private static Instant At(int minute) => QueueSteps.Minute(minute);

    private SqliteFailedEventStore Make()
    {
        var store = SqliteFailedEventStore.Open(_folder.PathOf($"{_stores.Count}.db.failed"));
        _stores.Add(store);
        return store;
    }
}
