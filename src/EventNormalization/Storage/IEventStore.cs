using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Identity;
using EventNormalization.Totals;
using NodaTime;

namespace EventNormalization.Storage;

/// <summary>Keeps every event once, with its raw bytes, its occurrences and the totals that depend on it.</summary>
/// <remarks>
/// <para>One append is one atomic step: identities, records, raw bytes, statistics and roll-ups change together or not
/// at all. When <see cref="AppendAsync"/> returns, the step is as durable as the store promises.</para>
/// <para>When it throws, the append may or may not have taken effect. The caller asks again with the same
/// <see cref="AppendId"/>: an append that took effect changes nothing and gives its first answer. Each store says how
/// many of the last appends it knows again; it is never less than 16.</para>
/// <para>All members may be called by several threads at once. Nothing in a store reads a clock.</para>
/// </remarks>
public interface IEventStore
{
    /// <summary>Stores what is new of <paramref name="events"/> and counts the rest, in one atomic step.</summary>
    /// <param name="appendId">The name of this append; the same name again gives the first answer.</param>
    /// <param name="events">The events, in the order of their delivery. Their bytes are copied if they are kept.</param>
    /// <param name="cancellationToken">Gives up before the step begins; a step that has begun is finished.</param>
    /// <returns>One answer for each event, in order. A second delivery within the batch is a duplicate.</returns>
    ValueTask<IReadOnlyList<AppendOutcome>> AppendAsync(
        AppendId appendId, IReadOnlyList<IdentifiedEvent> events, CancellationToken cancellationToken = default);

    /// <summary>Finds an event by its timestamp and id; <see langword="null"/> if it is not stored.</summary>
    /// <remarks>The timestamp is part of what the id hashes, so it is known wherever the id is.</remarks>
    /// <exception cref="StoreCorruptedException">The stored content no longer matches the id.</exception>
    ValueTask<StoredEvent?> FindAsync(Instant timestamp, EventId id, CancellationToken cancellationToken = default);

    /// <summary>Reads stored events in the order of their positions, which is the order of their appends.</summary>
    /// <remarks>
    /// A reader that goes on behind the last position it saw misses nothing that is stored meanwhile. The events of one
    /// append stand together, in an order of the store's choice.
    /// </remarks>
    /// <exception cref="StoreCorruptedException">Stored content no longer matches its id.</exception>
    IAsyncEnumerable<StoredEvent> QueryAsync(EventQuery query, CancellationToken cancellationToken = default);

    /// <summary>Reads how many deliveries the store acknowledged, by client, ordered by client (UTF-16 ordinal).</summary>
    IAsyncEnumerable<ClientStatistics> ReadStatisticsAsync(CancellationToken cancellationToken = default);

    /// <summary>Totals the stored events that the query asks for, in groups ordered by key.</summary>
    /// <remarks>
    /// Equal to what <see cref="TotalsFold"/> makes of the stored events, each counted once however often it was
    /// delivered, as of one moment between two appends. Answered from the roll-ups that the store maintains where they
    /// suffice, so that the usual totals do not read the events.
    /// </remarks>
    /// <exception cref="ArgumentException">The query names a field that the store does not know.</exception>
    ValueTask<IReadOnlyList<TotalsGroup>> ReadTotalsAsync(
        TotalsQuery query, CancellationToken cancellationToken = default);
}
