using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Ingestion;
using EventNormalization.Storage.Authoring;
using NodaTime;

namespace EventNormalization.Storage;

/// <summary>A failed-event store whose entries are retried, settled and decided about.</summary>
/// <remarks>
/// <para>A retry is a lease, an append under the entry's retry name, and a settlement. The name is written in the step
/// that leases, with the number of deliveries that it speaks for; every later holder uses it until it is settled. So
/// whoever retries an entry after a holder that died, or one that is only late, makes the same append, and it counts
/// once. Who must change what the append would say (an edit, other rules) closes the name at the event store
/// first.</para>
/// <para>Deliveries that arrive meanwhile wait; a settlement moves the deliveries under its name and no others.
/// Deliveries whose own append had no answer are under no retry name: they are asked about, then resolved.</para>
/// <para>Each call is one atomic step with a name. The same step again changes nothing and gives the first answer. An
/// item that cannot be done is answered so and does not disturb the others.</para>
/// </remarks>
#pragma warning disable CA1711 // It is a queue in what it does, and no collection.
public interface IFailedEventQueue : IFailedEventStore
#pragma warning restore CA1711
{
    /// <summary>Reads when the next entry is due; <see langword="null"/> if nothing waits.</summary>
    /// <remarks>It writes nothing, so a worker that has nothing to do may ask often.</remarks>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The instant; <see cref="Instant.MinValue"/> is at once.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> is canceled.</exception>
    ValueTask<Instant?> ReadNextDueAsync(CancellationToken cancellationToken = default);

    /// <summary>Leases entries that are due, the longest due first; or those that the request names.</summary>
    /// <param name="queueStep">Who leases, and when: an entry is due if its time and its lease have passed by
    /// then.</param>
    /// <param name="request">How many, until when, and which names are for those that have none.</param>
    /// <param name="cancellationToken">Gives up before the step begins.</param>
    /// <returns>
    /// The entries; one without a retry name has uncertain deliveries alone. The same step again gives those that its
    /// holder still has until then.
    /// </returns>
    /// <exception cref="ArgumentException">
    /// The lease ends before it begins, or the name belongs to another step.
    /// </exception>
    /// <exception cref="ArgumentNullException">
    /// <paramref name="queueStep"/> or <paramref name="request"/> is null.
    /// </exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> is canceled.</exception>
    ValueTask<IReadOnlyList<FailedEvent>> LeaseAsync(
        QueueStep queueStep, LeaseRequest request, CancellationToken cancellationToken = default);

    /// <summary>Says how retries ended.</summary>
    /// <param name="queueStep">Who says so, and when.</param>
    /// <param name="settlements">How each ended; they are applied in order.</param>
    /// <param name="cancellationToken">Gives up before the step begins.</param>
    /// <returns>An answer for each, in order.</returns>
    /// <exception cref="ArgumentException">The name belongs to another step.</exception>
    /// <exception cref="ArgumentNullException">
    /// <paramref name="queueStep"/> or <paramref name="settlements"/> is null.
    /// </exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> is canceled.</exception>
    ValueTask<IReadOnlyList<QueueAnswer>> SettleAsync(
        QueueStep queueStep, IReadOnlyList<Settlement> settlements, CancellationToken cancellationToken = default);

    /// <summary>Says what became of deliveries whose append had no answer.</summary>
    /// <param name="queueStep">Who asked, and when.</param>
    /// <param name="resolutions">What the event store said.</param>
    /// <param name="cancellationToken">Gives up before the step begins.</param>
    /// <returns>An answer for each, in order.</returns>
    /// <exception cref="ArgumentException">The name belongs to another step.</exception>
    /// <exception cref="ArgumentNullException">
    /// <paramref name="queueStep"/> or <paramref name="resolutions"/> is null.
    /// </exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> is canceled.</exception>
    ValueTask<IReadOnlyList<QueueAnswer>> ResolveAsync(
        QueueStep queueStep, IReadOnlyList<UncertainResolution> resolutions,
        CancellationToken cancellationToken = default);

    /// <summary>Decides that entries never become events: all of them that is not settled.</summary>
    /// <param name="queueStep">Who, when and why.</param>
    /// <param name="keys">Keys of entries; each is answered by itself.</param>
    /// <param name="cancellationToken">Gives up before the step begins.</param>
    /// <returns>An answer for each, in order.</returns>
    /// <exception cref="ArgumentException">The name belongs to another step.</exception>
    /// <exception cref="ArgumentNullException">
    /// <paramref name="queueStep"/> or <paramref name="keys"/> is null.
    /// </exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> is canceled.</exception>
    ValueTask<IReadOnlyList<QueueAnswer>> DiscardAsync(
        QueueStep queueStep, IReadOnlyList<ContentHash> keys, CancellationToken cancellationToken = default);

    /// <summary>Hides entries from lists; their deliveries count all the same. A new generation shows itself.</summary>
    /// <param name="queueStep">Who, when and why.</param>
    /// <param name="keys">Keys of entries; each is answered by itself.</param>
    /// <param name="cancellationToken">Gives up before the step begins.</param>
    /// <returns>An answer for each, in order.</returns>
    /// <exception cref="ArgumentException">The name belongs to another step.</exception>
    /// <exception cref="ArgumentNullException">
    /// <paramref name="queueStep"/> or <paramref name="keys"/> is null.
    /// </exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> is canceled.</exception>
    ValueTask<IReadOnlyList<QueueAnswer>> ArchiveAsync(
        QueueStep queueStep, IReadOnlyList<ContentHash> keys, CancellationToken cancellationToken = default);

    /// <summary>Has entries tried again at once: all of them that is not settled. They are archived no more.</summary>
    /// <param name="queueStep">Who, when and why.</param>
    /// <param name="keys">Keys of entries; each is answered by itself.</param>
    /// <param name="cancellationToken">Gives up before the step begins.</param>
    /// <returns>An answer for each, in order.</returns>
    /// <exception cref="ArgumentException">The name belongs to another step.</exception>
    /// <exception cref="ArgumentNullException">
    /// <paramref name="queueStep"/> or <paramref name="keys"/> is null.
    /// </exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> is canceled.</exception>
    ValueTask<IReadOnlyList<QueueAnswer>> ReopenAsync(
        QueueStep queueStep, IReadOnlyList<ContentHash> keys, CancellationToken cancellationToken = default);

    /// <summary>Writes bytes to be read in place of an entry's own, which stay; and has it tried again.</summary>
    /// <param name="queueStep">Who, when and why.</param>
    /// <param name="key">The entry's key, which stays that of its own bytes.</param>
    /// <param name="content">The bytes; they are copied.</param>
    /// <param name="cancellationToken">Gives up before the step begins.</param>
    /// <returns>Whether the step took effect, or what stood against it.</returns>
    /// <exception cref="ArgumentException">The name belongs to another step.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="queueStep"/> is null.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> is canceled.</exception>
    ValueTask<QueueAnswer> EditAsync(
        QueueStep queueStep, ContentHash key, ReadOnlyMemory<byte> content,
        CancellationToken cancellationToken = default);

    /// <summary>
    /// Reads the appends of an entry that had no answer and were not asked about since, ordered by name.
    /// </summary>
    /// <param name="key">The entry's key.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The appends; none if there is no such entry.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> is canceled.</exception>
    ValueTask<IReadOnlyList<UncertainAppend>> ReadUncertainAsync(
        ContentHash key, CancellationToken cancellationToken = default);

    /// <summary>Reads what was done to an entry, in the order in which it was done.</summary>
    /// <param name="key">The entry's key.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The acts; none if there is no such entry.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> is canceled.</exception>
    ValueTask<IReadOnlyList<FailedAct>> ReadActsAsync(ContentHash key, CancellationToken cancellationToken = default);
}
