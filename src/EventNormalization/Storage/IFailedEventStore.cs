using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Identity;

namespace EventNormalization.Storage;

/// <summary>Keeps what could not be stored as an event: raw bytes, reasons, occurrences.</summary>
/// <remarks>
/// <para>It need not share the fate of the event store. Entries are keyed by the SHA-256 of their raw bytes, and of
/// envelope and context where there are any (<see cref="FailedDelivery.ComputeKey"/>): a hundred deliveries of one broken
/// event are one entry with a hundred occurrences. A later delivery updates the entry's state,
/// reasons and ids; place and client stay those of the first.</para>
/// <para>In the statistics all deliveries of an entry count under its client and its present state.</para>
/// <para>One call of <see cref="RecordAsync"/> is one atomic step, named like an append and repeatable like one.</para>
/// <para>All members may be called by several threads at once.</para>
/// </remarks>
public interface IFailedEventStore
{
    /// <summary>Keeps <paramref name="deliveries"/> in one atomic step; the same name again changes nothing.</summary>
    ValueTask RecordAsync(
        AppendId appendId, IReadOnlyList<FailedDelivery> deliveries, CancellationToken cancellationToken = default);

    /// <summary>Finds an entry by its key; <see langword="null"/> if there is none.</summary>
    ValueTask<FailedEvent?> FindAsync(EventId rawHash, CancellationToken cancellationToken = default);

    /// <summary>Reads entries in the order in which they were first seen.</summary>
    IAsyncEnumerable<FailedEvent> QueryAsync(FailedEventQuery query, CancellationToken cancellationToken = default);

    /// <summary>Reads how many deliveries the store acknowledged, by client, ordered by client (UTF-16 ordinal).</summary>
    IAsyncEnumerable<FailedStatistics> ReadStatisticsAsync(CancellationToken cancellationToken = default);
}
