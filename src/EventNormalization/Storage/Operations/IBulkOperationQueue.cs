using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Storage.Authoring;
using NodaTime;

namespace EventNormalization.Storage;

/// <summary>A failed-event queue that keeps operations on many entries, which any program goes on with.</summary>
/// <remarks>
/// <para>An operation is a row, and its entries are chosen in the step that begins it. Who works on it leases it, acts
/// on its entries in their order, and reports the outcomes of each batch. A report says from which entry on it tells;
/// it is taken only of the holder of the lease, and only if the operation stands there. So after a crash the batch
/// that was not reported is done again by the next holder, and every entry counts once.</para>
/// <para>Steps have names, like all steps of the queue. An operation is removed seven days after its end
/// (<see cref="BulkOperation.KeptFor"/>), by the next lease.</para>
/// </remarks>
#pragma warning disable CA1711 // It is a queue in what it does, and no collection.
public interface IBulkOperationQueue : IFailedEventQueue
#pragma warning restore CA1711
{
    /// <summary>
    /// Begins an operation, and chooses its entries: those that match now, in the order of their numbers.
    /// </summary>
    /// <param name="queueStep">Who, when and why; the run of its name becomes the operation's id.</param>
    /// <param name="request">What is done, with which entries.</param>
    /// <param name="cancellationToken">Gives up before the step begins.</param>
    /// <returns>The operation; without any entry it is done. The same step again returns it as it is by then.</returns>
    /// <exception cref="ArgumentException">The name belongs to another step.</exception>
    /// <exception cref="ArgumentNullException">
    /// <paramref name="queueStep"/> or <paramref name="request"/> is null.
    /// </exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> is canceled.</exception>
    ValueTask<BulkOperation> BeginOperationAsync(
        QueueStep queueStep, BulkRequest request, CancellationToken cancellationToken = default);

    /// <summary>Reads an operation; <see langword="null"/> if there is none with the id (any more).</summary>
    /// <param name="id">The id that its beginning gave it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The operation as it is.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> is canceled.</exception>
    ValueTask<BulkOperation?> FindOperationAsync(ulong id, CancellationToken cancellationToken = default);

    /// <summary>Reads operations, the last begun first.</summary>
    /// <param name="countMax">At most how many; at least 1.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Running ones and ended ones.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="countMax"/> is less than 1.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> is canceled.</exception>
    ValueTask<IReadOnlyList<BulkOperation>> ReadOperationsAsync(
        int countMax, CancellationToken cancellationToken = default);

    /// <summary>Reads the entries of a running operation, in their order.</summary>
    /// <param name="id">The operation's id.</param>
    /// <param name="first">The index of the first entry to read; from 0 on.</param>
    /// <param name="countMax">At most how many; at least 1.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The entries; fewer than asked for only if there are no more, none after the operation's end.</returns>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="first"/> is negative, or <paramref name="countMax"/> less than 1.
    /// </exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> is canceled.</exception>
    ValueTask<IReadOnlyList<BulkEntry>> ReadSelectionAsync(
        ulong id, long first, int countMax, CancellationToken cancellationToken = default);

    /// <summary>
    /// Reads when the next operation is to be leased or removed; <see langword="null"/> if there is none.
    /// </summary>
    /// <remarks>Writes nothing, so an idle worker may call it often.</remarks>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The instant; <see cref="Instant.MinValue"/> is at once.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> is canceled.</exception>
    ValueTask<Instant?> ReadNextOperationDueAsync(CancellationToken cancellationToken = default);

    /// <summary>Leases the running operation that is due the longest, and removes those that ended long ago.</summary>
    /// <param name="queueStep">Who leases, and when.</param>
    /// <param name="until">The first instant at which another holder may lease it; later than the step.</param>
    /// <param name="cancellationToken">Gives up before the step begins.</param>
    /// <returns>
    /// The operation; <see langword="null"/> if none is due. The same step again returns it if its holder still has it.
    /// </returns>
    /// <exception cref="ArgumentException">
    /// The lease ends before it begins, or the name belongs to another step.
    /// </exception>
    /// <exception cref="ArgumentNullException"><paramref name="queueStep"/> is null.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> is canceled.</exception>
    ValueTask<BulkOperation?> LeaseOperationAsync(
        QueueStep queueStep, Instant until, CancellationToken cancellationToken = default);

    /// <summary>Takes what the holder of an operation reports.</summary>
    /// <param name="queueStep">Who reports, and when.</param>
    /// <param name="report">How far it is, or why it does not go on.</param>
    /// <param name="cancellationToken">Gives up before the step begins.</param>
    /// <returns>
    /// <see cref="QueueOutcome.LeaseLost"/> if another has it, or if it stands elsewhere;
    /// <see cref="QueueOutcome.NotInState"/> if it has ended; then nothing was changed.
    /// </returns>
    /// <exception cref="ArgumentException">
    /// The name belongs to another step, or the report has more outcomes than there are entries left.
    /// </exception>
    /// <exception cref="ArgumentNullException">
    /// <paramref name="queueStep"/> or <paramref name="report"/> is null.
    /// </exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> is canceled.</exception>
    ValueTask<QueueOutcome> ReportOperationAsync(
        QueueStep queueStep, BulkReport report, CancellationToken cancellationToken = default);
}
