using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Ingestion;
using EventNormalization.Storage;

namespace EventNormalization.Pipeline;

/// <content>Decisions that must not be made of what may be stored: discards and edits.</content>
public sealed partial class RetryWorker
{
    /// <summary>How often names are closed for a decision, if other workers retry the entry all the while.</summary>
    private const int ClosingCountMax = 8;

    /// <summary>Discards entries, after it has found out which of their deliveries are stored.</summary>
    /// <remarks>
    /// Appends without an answer, and retries under way, are closed at the event store first: what turns out to be
    /// stored is settled, and only the rest is discarded. The leases of other workers are not waited for.
    /// </remarks>
    /// <param name="keys">Keys of failed events; each is answered by itself.</param>
    /// <param name="note">Why, for the record; may be empty.</param>
    /// <param name="cancellationToken">Gives up; names that were closed stay closed.</param>
    /// <returns>
    /// An answer for each, in order: <see cref="QueueOutcome.NotInState"/> if nothing of it is open (any more),
    /// <see cref="QueueOutcome.NameOpen"/> if other workers retried it all the while.
    /// </returns>
    /// <exception cref="ArgumentNullException">
    /// <paramref name="keys"/> or <paramref name="note"/> is null.
    /// </exception>
    /// <exception cref="EventStoreException">The event store does not say what is stored.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> is canceled.</exception>
    public async ValueTask<IReadOnlyList<QueueOutcome>> DiscardAsync(
        IReadOnlyList<ContentHash> keys, string note, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(keys);
        ArgumentNullException.ThrowIfNull(note);
        var answers = (await _steps.DiscardAsync(keys, note, cancellationToken)
            .ConfigureAwait(ContextCapture.IsEnabled)).ToArray();
        for (var i = 0; i < answers.Length; i++)
        {
            if (answers[i] == QueueOutcome.NameOpen)
            {
                ContentHash[] one = [keys[i]];
                answers[i] = await AfterClosingAsync(
                    keys[i],
                    async () => (await _steps.DiscardAsync(one, note, cancellationToken)
                        .ConfigureAwait(ContextCapture.IsEnabled))[0],
                    cancellationToken).ConfigureAwait(ContextCapture.IsEnabled);
            }
        }

        return answers;
    }

    /// <summary>
    /// Stores bytes to be read instead of an entry's own, after it has found out which of its deliveries are stored.
    /// </summary>
    /// <remarks>Closes names like a discard does. The entry is due at once.</remarks>
    /// <param name="key">The entry's key, which stays that of its own bytes.</param>
    /// <param name="content">The bytes; they are copied.</param>
    /// <param name="note">Why, for the record; may be empty.</param>
    /// <param name="cancellationToken">Gives up; names that were closed stay closed.</param>
    /// <returns>
    /// Whether it was edited: <see cref="QueueOutcome.NotInState"/> if nothing of it is open (any more),
    /// <see cref="QueueOutcome.NameOpen"/> if other workers retried it all the while.
    /// </returns>
    /// <exception cref="ArgumentNullException"><paramref name="note"/> is null.</exception>
    /// <exception cref="EventStoreException">The event store does not say what is stored.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> is canceled.</exception>
    public async ValueTask<QueueOutcome> EditAsync(
        ContentHash key, ReadOnlyMemory<byte> content, string note, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(note);
        var answer = await _steps.EditAsync(key, content, note, cancellationToken)
            .ConfigureAwait(ContextCapture.IsEnabled);
        return answer != QueueOutcome.NameOpen ? answer : await AfterClosingAsync(
            key, () => _steps.EditAsync(key, content, note, cancellationToken), cancellationToken)
            .ConfigureAwait(ContextCapture.IsEnabled);
    }

    private async ValueTask<QueueOutcome> AfterClosingAsync(
        ContentHash key, Func<ValueTask<QueueOutcome>> decide, CancellationToken cancellationToken)
    {
        var names = new OpenNames(_events, _steps, new RetryTally(_options));
        var answer = QueueOutcome.NameOpen;
        for (var count = 0; answer == QueueOutcome.NameOpen && count < ClosingCountMax; count++)
        {
            await names.CloseAsync(key, cancellationToken).ConfigureAwait(ContextCapture.IsEnabled);
            answer = await decide().ConfigureAwait(ContextCapture.IsEnabled);
        }

        return answer;
    }
}
