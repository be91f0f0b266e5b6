using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using EventNormalization.Storage;
using EventNormalization.Storage.Authoring;
using EventNormalization.Testing;
using EventNormalization.Tests.Testing;
using NodaTime;
using Xunit;
using static EventNormalization.Testing.SampleEvents;

namespace EventNormalization.Sqlite.Tests;

/// <summary>Holds the SQLite store to the contract of every store.</summary>
public sealed class SqliteEventStoreContractTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<SqliteEventStore> _stores = [];

    [Theory]
    [MemberData(nameof(Sentences.OfEventStores), MemberType = typeof(Sentences))]
    public Task It_keeps_the_contract(string sentence) => EventStoreContract.RunAsync(sentence, () => new(Make()));

    [Theory]
    [MemberData(nameof(Sentences.OfEventStores), MemberType = typeof(Sentences))]
    public Task With_a_group_commit_before_it_it_keeps_the_contract(string sentence) =>
        EventStoreContract.RunAsync(sentence, () => new(new GroupCommitEventStore(Make())));

    [Fact]
    public async Task Names_are_forgotten_behind_30_days_and_10_000_appends()
    {
        var store = Make();
        var old = Append.Of(new AppendId(1, 1), Event());
        await store.AppendAsync(
            [old, .. Enumerable.Range(0, 10_000).Select(i => Append.Of(new AppendId(2, (ulong)i)))]);
        await store.AppendAsync(
            [Append.Of(new AppendId(3, 1), Again(Event(amount: 3), "later", Received + Duration.FromDays(31)))]);

        var again = await store.AppendAsync([old]);

        Assert.Equal(AppendOutcomeKind.Duplicate, again[0].Outcomes[0]!.Value.Kind);
    }

    public void Dispose()
    {
        _stores.ForEach(store => store.Dispose());
        _folder.Dispose();
    }

    private SqliteEventStore Make()
    {
        var store = SqliteEventStore.Open(_folder.PathOf($"{_stores.Count}.db"), SampleEvents.SampleSchema);
        _stores.Add(store);
        return store;
    }
}
