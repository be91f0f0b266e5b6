using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Identity;
using EventNormalization.Storage;
using Microsoft.Data.Sqlite;

namespace EventNormalization.Sqlite;

/// <summary>Keeps events in a SQLite file: the embedded durable store.</summary>
/// <remarks>
/// <para>What is acknowledged is on the disk: the file's log is forced out before an append returns. Several stores
/// and programs may use one file at once; a query never holds up an append.</para>
/// <para>The last 10,000 appends can be asked for again, or fewer if these have more than a million events together;
/// the last 16 always can.</para>
/// <para>The events of one append are kept in the order of their timestamps and ids, or, where clients send keys, in
/// the order of delivery.</para>
/// <para>A damaged file is a <see cref="StoreCorruptedException"/>, a full disk or a locked file a
/// <see cref="SqliteException"/>; both name the file.</para>
/// </remarks>
public sealed partial class SqliteEventStore : IEventStore, IDisposable
{
    private readonly string _rulesFingerprint;
    private readonly long _rules;
    private readonly SqliteDatabase _database;
    private readonly EventWriter _writer;
    private readonly ReadConnections _readers;
    private readonly ImmutableArray<string> _fieldNames;
    private readonly SemaphoreSlim _writing = new(1, 1);
    private bool _isDisposed;

    private SqliteEventStore(SqliteDatabase database, string rulesFingerprint, long rules, SqliteStoreOptions options)
    {
        _rules = rules;
        _rulesFingerprint = rulesFingerprint;
        _database = database;
        _fieldNames = options.Schemas?.RecordFieldNames ?? [];
        _writer = new EventWriter(database, _rules);
        _readers = new ReadConnections(database.Path, options.BusyTimeout);
    }

    /// <summary>Opens the store in a file, and makes it if there is no file.</summary>
    /// <param name="path">The file. SQLite keeps two more beside it while it is open.</param>
    /// <param name="rulesFingerprint">The rules that read the events; see <see cref="RulesFingerprint"/>.</param>
    /// <param name="options">How to open it; <see langword="null"/> for the defaults.</param>
    /// <exception cref="SqliteStoreException">The file is no event store, or cannot be opened.</exception>
    /// <exception cref="StoreCorruptedException">The file is damaged.</exception>
    /// <exception cref="RulesChangedException">Other rules wrote the store.</exception>
    public static SqliteEventStore Open(string path, string rulesFingerprint, SqliteStoreOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentException.ThrowIfNullOrEmpty(rulesFingerprint);
        options ??= SqliteStoreOptions.Default;
        var rules = 0L;
        var database = StoreFile.OpenToWrite(
            Path.GetFullPath(path),
            EventTables.Kind,
            options.BusyTimeout,
            opened => rules = RulesInForce.Enter(opened, rulesFingerprint, options.RulesChange));
        return new SqliteEventStore(database, rulesFingerprint, rules, options);
    }

    /// <summary>Whether there is an event store in this file, of whatever version and rules.</summary>
    /// <remarks>The file is not changed. One that cannot be read is none.</remarks>
    public static bool IsStore(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return StoreFile.IsOfKind(Path.GetFullPath(path), EventTables.Kind);
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">An event was read by other rules than the store was opened with.</exception>
    public async ValueTask<IReadOnlyList<AppendOutcome>> AppendAsync(
        AppendId appendId, IReadOnlyList<IdentifiedEvent> events, CancellationToken cancellationToken = default)
    {
        CheckEvents(events);
        await _writing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            return Append(appendId, events);
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <summary>Closes the file. An append that has begun is finished first.</summary>
    public void Dispose()
    {
        _writing.Wait();
        if (!_isDisposed)
        {
            _isDisposed = true;
            _readers.Dispose();
            _database.Dispose();
        }

        _writing.Release();
    }

    private void CheckEvents(IReadOnlyList<IdentifiedEvent> events)
    {
        ArgumentNullException.ThrowIfNull(events);
        foreach (var item in events)
        {
            ArgumentNullException.ThrowIfNull(item, nameof(events));
            if (item.RulesFingerprint != _rulesFingerprint)
            {
                throw new ArgumentException(
                    $"Event {item.Id} was read by the rules {item.RulesFingerprint}, and {_database.Path} was opened "
                    + $"for the rules {_rulesFingerprint}.",
                    nameof(events));
            }
        }
    }

    private AppendOutcome[] Append(AppendId appendId, IReadOnlyList<IdentifiedEvent> events)
    {
        _database.BeginWriting();
        try
        {
            RulesInForce.Check(_database, _rules);
            var outcomes = AppendLog.Find(_database, appendId) is { } answers
                ? AnswerAgain(answers)
                : _writer.Append(appendId, events);
            _database.Commit();
            return outcomes;
        }
        catch
        {
            _writer.Clear();
            _database.RollBack();
            throw;
        }
    }

    /// <summary>The first answers of an append that was made before.</summary>
    private AppendOutcome[] AnswerAgain(byte[] answers)
    {
        var outcomes = new List<AppendOutcome>();
        var reader = new AnswerReader(answers);
        while (reader.TryRead(out var answer))
        {
            outcomes.Add(ToOutcome(answer));
        }

        return [.. outcomes];
    }

    private AppendOutcome ToOutcome(EventAnswer answer)
    {
        var select = _database.Prepare(
            "SELECT id, received_seconds, received_nanoseconds FROM events WHERE position = ?1");
        if (!select.Bind(1, answer.Position).Step())
        {
            throw new StoreCorruptedException(
                FormattableString.Invariant($"{_database.Path}: there is no event at position {answer.Position}."));
        }

        var id = EventId.FromBytes(select.ReadBytes(0));
        var firstReceivedAt = InstantColumns.ToInstant(select.ReadNumber(1), select.ReadNumber(2));
        select.Reset();
        return answer switch
        {
            { IsConflict: true } => AppendOutcome.Conflict(id, firstReceivedAt, answer.Occurrences),
            { Occurrences: 1 } => AppendOutcome.Added(id, firstReceivedAt),
            _ => AppendOutcome.Duplicate(id, firstReceivedAt, answer.Occurrences),
        };
    }
}
