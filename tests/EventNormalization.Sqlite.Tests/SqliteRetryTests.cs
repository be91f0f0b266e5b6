using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using EventNormalization.Normalization;
using EventNormalization.Tests.Pipeline;
using Xunit;

namespace EventNormalization.Sqlite.Tests;

/// <summary>Retries from a file of failed events into a file of events.</summary>
public sealed class SqliteRetryTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<IDisposable> _open = [];

    [Theory]
    [MemberData(nameof(RetryScenarios.Names), MemberType = typeof(RetryScenarios))]
    public Task In_SQLite(string scenario)
    {
        var failed = SqliteFailedEventStore.Open(_folder.PathOf("retry.db.failed"));
        _open.Add(failed);
        return RetryScenarios.RunAsync(scenario, OpenEvents, failed);
    }

    public void Dispose()
    {
        foreach (var store in _open)
        {
            store.Dispose();
        }

        _folder.Dispose();
    }

    private SqliteEventStore OpenEvents(SchemaSet schemas)
    {
        var options = new SqliteStoreOptions { RulesChange = RulesChange.Accept };
        var store = SqliteEventStore.Open(_folder.PathOf("retry.db"), schemas, options);
        _open.Add(store);
        return store;
    }
}
