using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Identity;
using EventNormalization.Storage;
using EventNormalization.Totals;
using NodaTime;

namespace EventNormalization.Tests.Pipeline;

/// <summary>An event store whose appends fail as a list of faults says, one fault for each call, then works.</summary>
/// <remarks>
/// Fault model: a call fails before its step (nothing changed) or behind it (changed, but the answer is lost). Never does
/// a step take effect in part, or an answer lie; the pipeline survives since asking again gives the first answer.
/// </remarks>
internal sealed class FaultyEventStore(InMemoryEventStore inner, params Fault[] faults) : IEventStore
{
    private readonly Queue<Fault> _faults = new(faults);

    public int CallCount { get; private set; }

    public async ValueTask<IReadOnlyList<AppendOutcome>> AppendAsync(
        AppendId appendId, IReadOnlyList<IdentifiedEvent> events, CancellationToken cancellationToken = default)
    {
        CallCount++;
        var fault = _faults.TryDequeue(out var next) ? next : Fault.None;
        if (fault == Fault.Refused)
        {
            throw new EventStoreException(StoreFailureKind.NotApplied, "the store is full");
        }

        if (fault == Fault.Before)
        {
            throw new IOException("the disk is gone");
        }

        var answer = await inner.AppendAsync(appendId, events, cancellationToken);
        return fault == Fault.Behind ? throw new TimeoutException("the answer is lost") : answer;
    }

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
