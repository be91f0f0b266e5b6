using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace EventNormalization.Storage;

/// <summary>
/// Whether every delivery is counted once: three equations over an event store and its failed-event store.
/// </summary>
/// <remarks>
/// <para>Immutable. A delivery is received once: by the event store if it is stored directly, else by the failed-event
/// store, whatever becomes of it there.</para>
/// <para>The equations:</para>
/// <list type="number">
/// <item>events: received + from failed = accepted + duplicates, for each client;</item>
/// <item>failed: received = the sum of the states, for each client;</item>
/// <item>across: from failed − settled is what retries have stored but not settled yet. It is never negative, at most
/// the deliveries under a retry name, and 0 at rest. It holds in total only: a client that could not be read when the
/// bytes arrived may be read by a retry.</item>
/// </list>
/// </remarks>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class Conservation
{
    private const int ReadingCountMax = 10;

    /// <summary>Compares the statistics of the two stores.</summary>
    /// <param name="events">The statistics of the event store, by client.</param>
    /// <param name="failed">The statistics of the failed-event store, by client.</param>
    /// <exception cref="ArgumentNullException">
    /// <paramref name="events"/> or <paramref name="failed"/> is null.
    /// </exception>
    public Conservation(IEnumerable<ClientStatistics> events, IEnumerable<FailedStatistics> failed)
    {
        ArgumentNullException.ThrowIfNull(events);
        ArgumentNullException.ThrowIfNull(failed);
        EventClients = [.. events];
        FailedClients = [.. failed];
        Failed = FailedClients.Aggregate(default(FailedCounts), (sum, client) => sum + client.Counts);
    }

    /// <summary>The statistics of the event store, by client.</summary>
    public ImmutableArray<ClientStatistics> EventClients { get; }

    /// <summary>The statistics of the failed-event store, by client.</summary>
    public ImmutableArray<FailedStatistics> FailedClients { get; }

    /// <summary>The deliveries in the failed-event store by state, of all clients.</summary>
    public FailedCounts Failed { get; }

    /// <summary>Deliveries received, each once.</summary>
    /// <remarks>Uncertain ones may be counted by both stores until they are resolved.</remarks>
    public long ReceivedCount => EventClients.Sum(client => client.ReceivedCount)
        + FailedClients.Sum(client => client.ReceivedCount) - Failed.AlreadyCounted;

    /// <summary>Deliveries that retries have brought to the event store and that are not settled yet.</summary>
    public long UnderWayCount => EventClients.Sum(client => client.FromFailedCount) - Failed.Settled;

    /// <summary>Whether received + from failed = accepted + duplicates for each client.</summary>
    public bool HoldsForEvents => EventClients.All(client =>
        client.ReceivedCount + client.FromFailedCount == client.AcceptedCount + client.DuplicateCount);

    /// <summary>Whether received is the sum of the states for each client, and no count is negative.</summary>
    public bool HoldsForFailed => FailedClients.All(client =>
        client.ReceivedCount == client.Counts.Total && IsConsistent(client.Counts));

    /// <summary>Whether the unsettled deliveries are between 0 and the deliveries under a retry name.</summary>
    public bool HoldsAcross => UnderWayCount >= 0 && UnderWayCount <= Failed.Retrying;

    /// <summary>Whether all three equations hold.</summary>
    public bool Holds => HoldsForEvents && HoldsForFailed && HoldsAcross;

    /// <summary>
    /// Reads both stores: failed, events, failed, and repeats that while the failed-event store changes.
    /// </summary>
    /// <remarks>
    /// Exact if nothing is written meanwhile, or if one of the attempts finds the failed-event store unchanged.
    /// </remarks>
    /// <param name="events">The event store.</param>
    /// <param name="failed">Where the pipeline keeps what it could not store.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What they say.</returns>
    /// <exception cref="ArgumentNullException">
    /// <paramref name="events"/> or <paramref name="failed"/> is null.
    /// </exception>
    public static async ValueTask<Conservation> ReadAsync(
        IEventReader events, IFailedEventStore failed, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(events);
        ArgumentNullException.ThrowIfNull(failed);
        var before = await ReadAllAsync(failed.ReadStatisticsAsync(cancellationToken))
            .ConfigureAwait(ContextCapture.IsEnabled);
        for (var reading = 1; ; reading++)
        {
            var stored = await ReadAllAsync(events.ReadStatisticsAsync(cancellationToken))
                .ConfigureAwait(ContextCapture.IsEnabled);
            var after = await ReadAllAsync(failed.ReadStatisticsAsync(cancellationToken))
                .ConfigureAwait(ContextCapture.IsEnabled);
            if (reading == ReadingCountMax || AreEqual(before, after))
            {
                return new Conservation(stored, after);
            }

            before = after;
        }
    }

    /// <summary>The equations with their numbers, in a line.</summary>
    /// <returns>One line under the invariant culture.</returns>
    public override string ToString() => FormattableString.Invariant(
        $"events: {HoldsForEvents}, failed: {HoldsForFailed}, across: 0 <= {UnderWayCount} <= {Failed.Retrying}");

    private static bool IsConsistent(FailedCounts counts) =>
        long.Min(long.Min(counts.Pending - counts.Uncertain, counts.Retrying),
            long.Min(counts.Parked, counts.Rejected)) >= 0
        && long.Min(long.Min(counts.Conflict, counts.Discarded), long.Min(counts.Settled, counts.AlreadyCounted)) >= 0
        && counts.Uncertain >= 0;

    private static bool AreEqual(List<FailedStatistics> left, List<FailedStatistics> right) =>
        left.Select(client => (client.ClientId, client.ReceivedCount, client.Counts))
            .SequenceEqual(right.Select(client => (client.ClientId, client.ReceivedCount, client.Counts)));

    private static async ValueTask<List<T>> ReadAllAsync<T>(IAsyncEnumerable<T> source)
    {
        var all = new List<T>();
        await foreach (var item in source.ConfigureAwait(ContextCapture.IsEnabled))
        {
            all.Add(item);
        }

        return all;
    }
}
