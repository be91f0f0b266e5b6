using System.Collections.Generic;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Ingestion;
using EventNormalization.Queries;
using EventNormalization.Storage;
using EventNormalization.Storage.Authoring;

namespace EventNormalization.Tests.Pipeline;

/// <summary>A failed-event store that fails as often as it is told, each time after its step, then works.</summary>
internal sealed class FaultyFailedEventStore(InMemoryFailedEventStore inner, int failureCount) : IFailedEventStore
{
    private int _failuresLeft = failureCount;

    public async ValueTask RecordAsync(
        AppendId appendId, IReadOnlyList<FailedDelivery> deliveries, CancellationToken cancellationToken = default)
    {
        await inner.RecordAsync(appendId, deliveries, cancellationToken);
        if (_failuresLeft-- > 0)
        {
            throw new IOException("the answer is lost");
        }
    }

    public ValueTask<FailedEvent?> FindAsync(ContentHash key, CancellationToken cancellationToken = default) =>
        inner.FindAsync(key, cancellationToken);

    public IAsyncEnumerable<FailedEvent> QueryAsync(
        FailedEventQuery query, CancellationToken cancellationToken = default) =>
        inner.QueryAsync(query, cancellationToken);

    public ValueTask<IReadOnlyList<FailedGroup>> ReadGroupsAsync(
        EventPredicate where, CancellationToken cancellationToken = default) =>
        inner.ReadGroupsAsync(where, cancellationToken);

    public IAsyncEnumerable<FailedStatistics> ReadStatisticsAsync(CancellationToken cancellationToken = default) =>
        inner.ReadStatisticsAsync(cancellationToken);
}
