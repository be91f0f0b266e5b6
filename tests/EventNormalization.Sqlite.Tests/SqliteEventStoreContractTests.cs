using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using EventNormalization.Storage;
using EventNormalization.Tests.Storage.Contract;
using Xunit;

namespace EventNormalization.Sqlite.Tests;

/// <summary>Holds the SQLite store to the contract of every store.</summary>
public sealed class SqliteEventStoreContractTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<SqliteEventStore> _stores = [];

    [Theory]
    [MemberData(nameof(EventStoreContract.Sentences), MemberType = typeof(EventStoreContract))]
    public Task It_keeps_the_contract(string sentence) => EventStoreContract.RunAsync(sentence, Make);

    public void Dispose()
    {
        _stores.ForEach(store => store.Dispose());
        _folder.Dispose();
    }

    private IEventStore Make()
    {
        var store = SqliteEventStore.Open(_folder.PathOf($"{_stores.Count}.db"), SampleEvents.SampleRules);
        _stores.Add(store);
        return store;
    }
}
