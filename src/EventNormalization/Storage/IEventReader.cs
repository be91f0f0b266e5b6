using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Identity;
using EventNormalization.Totals;
using EventNormalization.Totals.Authoring;

namespace EventNormalization.Storage;

/// <summary>The read side of an event store, for queries, dashboards and checks. Reading needs no schema.</summary>
/// <remarks>Thread-safe.</remarks>
public interface IEventReader
{
    /// <summary>Finds an event; <see langword="null"/> if it is not stored.</summary>
    /// <param name="key">The event's key.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>With record, raw bytes and count of deliveries; <see langword="null"/> if it is not stored.</returns>
    /// <exception cref="StoreCorruptedException">The stored content no longer matches the id.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> is canceled.</exception>
    ValueTask<StoredEvent?> FindAsync(EventKey key, CancellationToken cancellationToken = default);

    /// <summary>Finds an event by its id only, in all parts; <see langword="null"/> if it is not stored.</summary>
    /// <param name="id">The event's id.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>With record, raw bytes and count of deliveries; <see langword="null"/> if it is not stored.</returns>
    /// <exception cref="StoreCorruptedException">The stored content no longer matches the id.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> is canceled.</exception>
    ValueTask<StoredEvent?> FindAsync(RecordId id, CancellationToken cancellationToken = default);

    /// <summary>Reads stored events in the order that the query asks for.</summary>
    /// <remarks>
    /// By position, a reader that continues after the last event it saw misses nothing that is stored meanwhile. The
    /// events of one append are adjacent, in an order that the store chooses.
    /// </remarks>
    /// <param name="query">Which events, in which order.</param>
    /// <param name="cancellationToken">Gives up between two events.</param>
    /// <returns>Lazily: each page is read when it is asked for.</returns>
    /// <exception cref="ArgumentException">The query's page token is of another order.</exception>
    /// <exception cref="StoreCorruptedException">Stored content no longer matches its id.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="query"/> is null.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> is canceled.</exception>
    IAsyncEnumerable<StoredEvent> QueryAsync(EventQuery query, CancellationToken cancellationToken = default);

    /// <summary>
    /// Reads the other spellings of an event: the raw bytes of duplicates that differ from those stored.
    /// </summary>
    /// <remarks>Each spelling once, at most 16, in order of arrival. None if the store keeps none.</remarks>
    /// <param name="key">The event's key.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Raw bytes, each in memory of its own; those of the event itself are not among them.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> is canceled.</exception>
    ValueTask<IReadOnlyList<ReadOnlyMemory<byte>>> ReadSpellingsAsync(
        EventKey key, CancellationToken cancellationToken = default);

    /// <summary>Totals the stored events that the query asks for, in groups ordered by key.</summary>
    /// <remarks>
    /// Equal to what <see cref="TotalsFold"/> makes of the stored events, each counted once however often it was
    /// delivered; a store of one part answers as of one moment between two appends. If the roll-ups of the store are
    /// enough, they are read instead of the events.
    /// </remarks>
    /// <param name="query">What to measure.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>One for each key that an event has, with the value of each measure.</returns>
    /// <exception cref="ArgumentException">The query groups by a field that the store does not know.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="query"/> is null.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> is canceled.</exception>
    ValueTask<IReadOnlyList<TotalsGroup>> ReadTotalsAsync(
        TotalsQuery query, CancellationToken cancellationToken = default);

    /// <summary>Reads how many deliveries the store acknowledged, by client, ordered by client (code points).</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>One line for each client that ever had a delivery acknowledged.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> is canceled.</exception>
    IAsyncEnumerable<ClientStatistics> ReadStatisticsAsync(CancellationToken cancellationToken = default);
}
