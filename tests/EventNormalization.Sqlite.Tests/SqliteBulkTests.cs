using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using EventNormalization.Normalization;
using EventNormalization.Storage;
using EventNormalization.Tests.Pipeline;
using Xunit;

namespace EventNormalization.Sqlite.Tests;

/// <summary>Acts on many failed events in a file, into a file of events.</summary>
public sealed class SqliteBulkTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<IDisposable> _open = [];
    private int _count;

    [Theory]
    [MemberData(nameof(BulkScenarios.Names), MemberType = typeof(BulkScenarios))]
    public Task In_SQLite(string scenario) => BulkScenarios.RunAsync(scenario, Open, 29);

    public void Dispose()
    {
        foreach (var store in _open)
        {
            store.Dispose();
        }

        _folder.Dispose();
    }

    private (IEventStore Events, IBulkOperationQueue Queue) Open()
    {
        var name = FormattableString.Invariant($"{_count++}.db");
        var failed = SqliteFailedEventStore.Open(_folder.PathOf(name + SqliteFailedEventStore.FileSuffix));
        var events = SqliteEventStore.Open(_folder.PathOf(name), EventSchema.Default);
        _open.AddRange([failed, events]);
        return (events, failed);
    }
}
