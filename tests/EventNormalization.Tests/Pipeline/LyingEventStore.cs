using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Identity;
using EventNormalization.Storage;
using EventNormalization.Totals;
using NodaTime;

namespace EventNormalization.Tests.Pipeline;

/// <summary>An event store that does each append, and then answers whatever it is told to.</summary>
/// <remarks>Fault model: answers are null, short, long, empty or those to other events; or the append throws.</remarks>
internal sealed class LyingEventStore(
    InMemoryEventStore inner, Func<IReadOnlyList<AppendOutcome>, IReadOnlyList<AppendOutcome>?> answer) : IEventStore
{
    public async ValueTask<IReadOnlyList<AppendOutcome>> AppendAsync(
        AppendId appendId, IReadOnlyList<IdentifiedEvent> events, CancellationToken cancellationToken = default) =>
        answer(await inner.AppendAsync(appendId, events, cancellationToken))!;

    public ValueTask<StoredEvent?> FindAsync(Instant timestamp, EventId id, CancellationToken cancellationToken = default) =>
        inner.FindAsync(timestamp, id, cancellationToken);

    public IAsyncEnumerable<StoredEvent> QueryAsync(EventQuery query, CancellationToken cancellationToken = default) =>
        inner.QueryAsync(query, cancellationToken);

    public IAsyncEnumerable<ClientStatistics> ReadStatisticsAsync(CancellationToken cancellationToken = default) =>
        inner.ReadStatisticsAsync(cancellationToken);

    public ValueTask<IReadOnlyList<TotalsGroup>> ReadTotalsAsync(
        TotalsQuery query, CancellationToken cancellationToken = default) =>
        inner.ReadTotalsAsync(query, cancellationToken);
}
