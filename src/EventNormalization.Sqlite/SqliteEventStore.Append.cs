using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Identity;
using EventNormalization.Storage;
using EventNormalization.Storage.Authoring;

namespace EventNormalization.Sqlite;

/// <content>Appending and closing.</content>
public sealed partial class SqliteEventStore
{
    private static readonly string SelectAnswered = "SELECT id, received_seconds, received_nanoseconds FROM events"
        + $" WHERE {EventTables.Events.IsWhole} AND position = ?1";

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">An event was read by other rules than the store was opened with.</exception>
    public ValueTask<IReadOnlyList<AppendAnswer>> AppendAsync(
        IReadOnlyList<Append> appends, CancellationToken cancellationToken = default)
    {
        CheckAppends(appends);
        return WriteAsync<IReadOnlyList<AppendAnswer>>(
            () =>
            {
                RulesInForce.Check(_database, _rules);
                var answers = new AppendAnswer[appends.Count];
                for (var i = 0; i < answers.Length; i++)
                {
                    answers[i] = AnswerTo(appends[i]);
                }

                _writer.Flush();
                return answers;
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    /// <exception cref="ObjectDisposedException">The store is disposed.</exception>
    public ValueTask<AppendAnswer?> CloseAsync(AppendName name, CancellationToken cancellationToken = default) =>
        WriteAsync(
            () =>
            {
                if (EventAppendLog.Find(_database, name.Id) is { } known)
                {
                    return known.Answers is { } answers ? AnswerAgain(name.Id, answers) : null;
                }

                EventAppendLog.Close(_database, name.Id);
                return null;
            },
            cancellationToken);

    private void CheckAppends(IReadOnlyList<Append> appends)
    {
        ArgumentNullException.ThrowIfNull(appends);
        foreach (var append in appends)
        {
            ArgumentNullException.ThrowIfNull(append, nameof(appends));
            foreach (var item in append.Items)
            {
                if (item.Event.RulesFingerprint != _rules.Fingerprint)
                {
                    throw new ArgumentException(
                        $"Event {item.Event.Id} was read by the rules {item.Event.RulesFingerprint}, and "
                        + $"{_database.Path} was opened for the rules {_rules.Fingerprint}.",
                        nameof(appends));
                }
            }
        }
    }

    /// <summary>Writes in one transaction; one writer of this store at a time.</summary>
    private async ValueTask<TResult> WriteAsync<TResult>(Func<TResult> write, CancellationToken cancellationToken)
    {
        // The waiting for other programs counts from here on: those after in the queue have waited with the first.
        var patience = _file.NewPatience();
        await _writing.EnterAsync(this, cancellationToken).ConfigureAwait(false);
        try
        {
            await BeginAsync(patience, cancellationToken).ConfigureAwait(false);
            return Write(write);
        }
        finally
        {
            _writing.Leave();
        }
    }

    private async ValueTask BeginAsync(Patience patience, CancellationToken cancellationToken)
    {
        try
        {
            await _file.BeginAsync(patience, cancellationToken).ConfigureAwait(false);
        }
        catch (SqliteStoreException failure)
        {
            throw new EventStoreException(StoreFailureKind.NotApplied, failure.Message, failure);
        }
    }

    private TResult Write<TResult>(Func<TResult> write)
    {
        TResult result;
        var isCommitting = false;
        try
        {
            result = write();

            // From here on the transaction may have been committed, whatever error SQLite reports.
            isCommitting = true;
            _file.Commit();
            return result;
        }
        catch (Exception error)
        {
            _writer.Clear();
            _database.RollBack();
            if (error is SqliteStoreException failure)
            {
                throw new EventStoreException(
                    isCommitting ? StoreFailureKind.Unknown : StoreFailureKind.NotApplied, failure.Message, failure);
            }

            throw;
        }
    }

    private AppendAnswer AnswerTo(Append append) => EventAppendLog.Find(_database, append.Id) switch
    {
        null => _writer.Append(append),
        { Answers: null } => AppendErrors.Closed(append),
        { Answers: { } answers } known => known.Digest == append.Digest
            ? AnswerAgain(append.Id, answers)
            : AppendErrors.OtherContent(append),
    };

    /// <summary>The first answer of a repeated append.</summary>
    private AppendAnswer AnswerAgain(AppendId id, byte[] answers)
    {
        var outcomes = ImmutableArray.CreateBuilder<AppendOutcome?>();
        var reader = new AnswerReader(answers);
        while (reader.TryRead(out var answer))
        {
            outcomes.Add(ToOutcome(answer));
        }

        return new AppendAnswer(id, outcomes.DrainToImmutable());
    }

    private AppendOutcome ToOutcome(LoggedOutcome answer)
    {
        var select = _database.Prepare(SelectAnswered);
        if (!select.Bind(1, answer.Position).Step())
        {
            throw new StoreCorruptedException(
                FormattableString.Invariant($"{_database.Path}: there is no event at position {answer.Position}."));
        }

        var id = RecordId.FromBytes(select.ReadBytes(0));
        var firstReceivedAt = InstantColumns.ToInstant(select.ReadNumber(1), select.ReadNumber(2));
        select.Reset();
        return answer switch
        {
            { Conflict: { } asked } => AppendOutcome.Conflict(asked, id, firstReceivedAt, answer.Occurrences),
            { Occurrences: 1 } => AppendOutcome.Added(id, firstReceivedAt),
            _ => AppendOutcome.Duplicate(id, firstReceivedAt, answer.Occurrences),
        };
    }
}
