using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Ingestion;
using EventNormalization.Queries;
using EventNormalization.Storage.Authoring;

namespace EventNormalization.Storage;

/// <summary>Keeps deliveries that could not be stored as events: raw bytes, reasons, occurrences.</summary>
/// <remarks>
/// <para>It may fail independently of the event store. Entries are keyed by the hash of their bytes,
/// and of envelope and context where there are any (<see cref="FailedDelivery.ComputeKey"/>): a hundred deliveries of
/// one broken event are one entry with a hundred occurrences. A later delivery updates the entry's state, reasons and
/// ids; location, client and part stay those of the first. <see cref="FailedTransitions"/> computes what each step
/// makes of an entry.</para>
/// <para>In the statistics, all deliveries of an entry are counted under its client, and each under its state.</para>
/// <para>One call of <see cref="RecordAsync"/> is one atomic step, named and repeatable like an append. Names are
/// remembered for at least 30 days, measured by times of receipt.</para>
/// <para>Thread-safe. A store never reads a clock.</para>
/// </remarks>
public interface IFailedEventStore
{
    /// <summary>Records deliveries in one atomic step; repeating it under the same name changes nothing.</summary>
    /// <param name="appendId">The step's name.</param>
    /// <param name="deliveries">What to keep; it is copied.</param>
    /// <param name="cancellationToken">Gives up before the step begins.</param>
    /// <returns>When the deliveries are as durable as the store promises.</returns>
    /// <exception cref="ArgumentException">The name belongs to another step.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="deliveries"/> is null.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> is canceled.</exception>
    ValueTask RecordAsync(
        AppendId appendId, IReadOnlyList<FailedDelivery> deliveries, CancellationToken cancellationToken = default);

    /// <summary>Finds an entry by its key; <see langword="null"/> if there is none.</summary>
    /// <param name="key">What <see cref="FailedDelivery.ComputeKey"/> gave.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The entry, archived or not.</returns>
    /// <exception cref="StoreCorruptedException">The stored bytes no longer match the key.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> is canceled.</exception>
    ValueTask<FailedEvent?> FindAsync(ContentHash key, CancellationToken cancellationToken = default);

    /// <summary>Reads entries in the order that the query asks for.</summary>
    /// <param name="query">Which, in which order.</param>
    /// <param name="cancellationToken">Gives up between two entries.</param>
    /// <returns>Lazily: each page is read when it is asked for.</returns>
    /// <exception cref="ArgumentException">Failed events have no such order, or the token is of another.</exception>
    /// <exception cref="StoreCorruptedException">Stored bytes no longer match their key.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="query"/> is null.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> is canceled.</exception>
    IAsyncEnumerable<FailedEvent> QueryAsync(FailedEventQuery query, CancellationToken cancellationToken = default);

    /// <summary>Groups entries that are not archived by reason, field and client; the most deliveries first.</summary>
    /// <param name="where">Which entries; archived ones do not count in any case.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The groups; of as many deliveries, ordered by code, field and client (code points).</returns>
    /// <exception cref="ArgumentNullException"><paramref name="where"/> is null.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> is canceled.</exception>
    ValueTask<IReadOnlyList<FailedGroup>> ReadGroupsAsync(
        EventPredicate where, CancellationToken cancellationToken = default);

    /// <summary>
    /// Reads how many deliveries the store acknowledged, by client, ordered by client (UTF-16 ordinal).
    /// </summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>One line for each client; read to the end, its sums are of one moment only if nobody writes.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> is canceled.</exception>
    IAsyncEnumerable<FailedStatistics> ReadStatisticsAsync(CancellationToken cancellationToken = default);
}
