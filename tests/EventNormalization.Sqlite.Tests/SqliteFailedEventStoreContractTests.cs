using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using EventNormalization.Storage;
using EventNormalization.Tests.Storage.Contract;
using Xunit;

namespace EventNormalization.Sqlite.Tests;

/// <summary>Holds the SQLite store of failed events to the contract of every such store.</summary>
public sealed class SqliteFailedEventStoreContractTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<SqliteFailedEventStore> _stores = [];

    [Theory]
    [MemberData(nameof(FailedEventStoreContract.Sentences), MemberType = typeof(FailedEventStoreContract))]
    public Task It_keeps_the_contract(string sentence) => FailedEventStoreContract.RunAsync(sentence, Make);

    [Theory]
    [MemberData(nameof(FailedEventQueueContract.Sentences), MemberType = typeof(FailedEventQueueContract))]
    public Task It_keeps_the_contract_of_queues(string sentence) => FailedEventQueueContract.RunAsync(sentence, Make);

    public void Dispose()
    {
        _stores.ForEach(store => store.Dispose());
        _folder.Dispose();
    }

    private SqliteFailedEventStore Make()
    {
        var store = SqliteFailedEventStore.Open(_folder.PathOf($"{_stores.Count}.db.failed"));
        _stores.Add(store);
        return store;
    }
}
