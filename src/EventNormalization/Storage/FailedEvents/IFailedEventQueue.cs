using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Ingestion;
using EventNormalization.Storage.Authoring;
using NodaTime;

namespace EventNormalization.Storage;

/// <summary>A failed-event store whose entries can be leased, retried, settled, and decided by people.</summary>
/// <remarks>
/// <para>A retry is a lease, an append under the entry's retry name, and a settlement. The lease writes the name and
/// the number of deliveries it stands for; every later holder uses it until it is settled. So after a holder that
/// crashed, or is only late, the next one makes the same append, and it counts once. To change the content of the
/// append (an edit, other rules), the name must first be closed at the event store.</para>
/// <para>Deliveries that arrive meanwhile wait; a settlement moves exactly the deliveries under its name. Deliveries
/// whose own append had no answer have no retry name: the event store is asked about them, and they are
/// resolved.</para>
/// <para>Each call is one atomic step with a name. Repeating a step changes nothing and returns the first answer. An
/// item that cannot be done is reported and does not affect the others.</para>
/// </remarks>
#pragma warning disable CA1711 // It is a queue in what it does, and no collection.
public interface IFailedEventQueue : IFailedEventStore
#pragma warning restore CA1711
{
    /// <summary>Reads when the next entry is due; <see langword="null"/> if nothing waits.</summary>
    /// <remarks>Writes nothing, so an idle worker may call it often.</remarks>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The instant; <see cref="Instant.MinValue"/> is at once.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> is canceled.</exception>
    ValueTask<Instant?> ReadNextDueAsync(CancellationToken cancellationToken = default);

    /// <summary>Reads the keys of entries that are new since a number, whatever their state.</summary>
    /// <remarks>
    /// A pipeline asks before every batch, so it must cost little where there is nothing new. An entry never gets a
    /// number that is below one that was readable before.
    /// </remarks>
    /// <param name="afterNumber">The number of the last entry that the caller knows; 0 for none.</param>
    /// <param name="countMax">At most how many; at least 1.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Keys in the order of their numbers; fewer than asked for only if there are no more.</returns>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="afterNumber"/> is negative, or <paramref name="countMax"/> less than 1.
    /// </exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> is canceled.</exception>
    ValueTask<IReadOnlyList<FailedEventKey>> ReadKeysAsync(
        long afterNumber, int countMax, CancellationToken cancellationToken = default);

    /// <summary>Leases entries that are due, the longest due first; or those that the request names.</summary>
    /// <param name="queueStep">
    /// Who leases, and when: an entry is due if its time and its lease have passed by then.
    /// </param>
    /// <param name="request">How many, until when, and which names are for those that have none.</param>
    /// <param name="cancellationToken">Gives up before the step begins.</param>
    /// <returns>
    /// The entries; one without a retry name has only uncertain deliveries. The same step again returns those that its
    /// holder still has.
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

    /// <summary>Settles retries.</summary>
    /// <param name="queueStep">Who says so, and when.</param>
    /// <param name="settlements">How each ended; they are applied in order.</param>
    /// <param name="cancellationToken">Gives up before the step begins.</param>
    /// <returns>An answer for each, in order.</returns>
    /// <exception cref="ArgumentException">The name belongs to another step.</exception>
    /// <exception cref="ArgumentNullException">
    /// <paramref name="queueStep"/> or <paramref name="settlements"/> is null.
    /// </exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> is canceled.</exception>
    ValueTask<IReadOnlyList<QueueOutcome>> SettleAsync(
        QueueStep queueStep, IReadOnlyList<Settlement> settlements, CancellationToken cancellationToken = default);

    /// <summary>Resolves deliveries whose append had no answer.</summary>
    /// <param name="queueStep">Who asked, and when.</param>
    /// <param name="resolutions">What the event store said.</param>
    /// <param name="cancellationToken">Gives up before the step begins.</param>
    /// <returns>An answer for each, in order.</returns>
    /// <exception cref="ArgumentException">The name belongs to another step.</exception>
    /// <exception cref="ArgumentNullException">
    /// <paramref name="queueStep"/> or <paramref name="resolutions"/> is null.
    /// </exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> is canceled.</exception>
    ValueTask<IReadOnlyList<QueueOutcome>> ResolveAsync(
        QueueStep queueStep, IReadOnlyList<UncertainResolution> resolutions,
        CancellationToken cancellationToken = default);

    /// <summary>Discards entries: none of their open deliveries will become an event.</summary>
    /// <param name="queueStep">Who, when and why.</param>
    /// <param name="keys">Keys of entries; each is answered by itself.</param>
    /// <param name="cancellationToken">Gives up before the step begins.</param>
    /// <returns>An answer for each, in order.</returns>
    /// <exception cref="ArgumentException">The name belongs to another step.</exception>
    /// <exception cref="ArgumentNullException">
    /// <paramref name="queueStep"/> or <paramref name="keys"/> is null.
    /// </exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> is canceled.</exception>
    ValueTask<IReadOnlyList<QueueOutcome>> DiscardAsync(
        QueueStep queueStep, IReadOnlyList<ContentHash> keys, CancellationToken cancellationToken = default);

    /// <summary>
    /// Hides entries from lists; their deliveries are still counted. A new generation is listed again.
    /// </summary>
    /// <param name="queueStep">Who, when and why.</param>
    /// <param name="keys">Keys of entries; each is answered by itself.</param>
    /// <param name="cancellationToken">Gives up before the step begins.</param>
    /// <returns>An answer for each, in order.</returns>
    /// <exception cref="ArgumentException">The name belongs to another step.</exception>
    /// <exception cref="ArgumentNullException">
    /// <paramref name="queueStep"/> or <paramref name="keys"/> is null.
    /// </exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> is canceled.</exception>
    ValueTask<IReadOnlyList<QueueOutcome>> ArchiveAsync(
        QueueStep queueStep, IReadOnlyList<ContentHash> keys, CancellationToken cancellationToken = default);

    /// <summary>
    /// Reopens entries, so that their open deliveries are retried immediately. They are no longer archived.
    /// </summary>
    /// <param name="queueStep">Who, when and why.</param>
    /// <param name="keys">Keys of entries; each is answered by itself.</param>
    /// <param name="cancellationToken">Gives up before the step begins.</param>
    /// <returns>An answer for each, in order.</returns>
    /// <exception cref="ArgumentException">The name belongs to another step.</exception>
    /// <exception cref="ArgumentNullException">
    /// <paramref name="queueStep"/> or <paramref name="keys"/> is null.
    /// </exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> is canceled.</exception>
    ValueTask<IReadOnlyList<QueueOutcome>> ReopenAsync(
        QueueStep queueStep, IReadOnlyList<ContentHash> keys, CancellationToken cancellationToken = default);

    /// <summary>Stores bytes to be read instead of an entry's own, which are kept, and reopens the entry.</summary>
    /// <param name="queueStep">Who, when and why.</param>
    /// <param name="key">The entry's key, which stays that of its own bytes.</param>
    /// <param name="content">The bytes; they are copied.</param>
    /// <param name="cancellationToken">Gives up before the step begins.</param>
    /// <returns>Whether the step took effect, or what stood against it.</returns>
    /// <exception cref="ArgumentException">The name belongs to another step.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="queueStep"/> is null.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> is canceled.</exception>
    ValueTask<QueueOutcome> EditAsync(
        QueueStep queueStep, ContentHash key, ReadOnlyMemory<byte> content,
        CancellationToken cancellationToken = default);

    /// <summary>Reads the appends of an entry that had no answer and are not resolved yet, ordered by name.</summary>
    /// <param name="key">The entry's key.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The appends; none if there is no such entry.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> is canceled.</exception>
    ValueTask<IReadOnlyList<UncertainAppend>> ReadUncertainAsync(
        ContentHash key, CancellationToken cancellationToken = default);

    /// <summary>Reads the actions on an entry, in order.</summary>
    /// <param name="key">The entry's key.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The acts; none if there is no such entry.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> is canceled.</exception>
    ValueTask<IReadOnlyList<FailedAction>> ReadActionsAsync(
        ContentHash key, CancellationToken cancellationToken = default);
}
