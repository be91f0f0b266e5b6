using System;
using System.IO;
using System.Threading.Tasks;
using EventNormalization.Normalization;
using EventNormalization.Rules;
using EventNormalization.Storage;

namespace EventNormalization.Sqlite;

/// <summary>Keeps events in a SQLite file: the embedded durable store.</summary>
/// <remarks>
/// <para>What is acknowledged is on disk: the file's log is flushed before an append returns. Several stores and
/// programs may use one file at once; a query never blocks an append.</para>
/// <para>Names of appends are remembered for 30 days, measured by times of receipt, and the last 10,000 always; closed
/// names forever.</para>
/// <para>The events of one append are kept in the order of their timestamps and ids, or, where clients send keys, in
/// the order of delivery.</para>
/// <para>A damaged file is a <see cref="StoreCorruptedException"/>. A full disk, a locked file and the like are a
/// <see cref="SqliteStoreException"/> that says which; of an append, within an <see cref="EventStoreException"/> that
/// says whether the append was applied. All name the file.</para>
/// <para>New files are for their owner alone (mode 0600). One that is there keeps its mode.</para>
/// </remarks>
public sealed partial class SqliteEventStore : IEventStore, IDisposable
{
    private readonly StoreRules _rules;
    private readonly WritableFile _file;
    private readonly SqliteDatabase _database;
    private readonly EventWriter _writer;
    private readonly SqliteEventReader _reader;
    private readonly WriterTurn _writing;

    private SqliteEventStore(WritableFile file, StoreRules rules, SqliteStoreOptions options)
    {
        _rules = rules;
        _file = file;
        _database = file.Database;
        _writer = new EventWriter(_database, rules.Number, options.Spellings);
        _reader = new SqliteEventReader(_database.Path, options.BusyTimeout);
        _writing = new WriterTurn(_file.Dispose);
    }

    /// <summary>Opens the store in a file, and makes it if there is no file.</summary>
    /// <param name="path">The file. SQLite keeps two more beside it while it is open.</param>
    /// <param name="schema">The rules that read the events.</param>
    /// <param name="options">How to open it; <see langword="null"/> for the defaults.</param>
    /// <returns>The open store; it holds the file until it is disposed.</returns>
    /// <exception cref="SqliteStoreException">The file is no event store, or cannot be opened.</exception>
    /// <exception cref="StoreCorruptedException">The file is damaged.</exception>
    /// <exception cref="RulesChangedException">Other rules wrote the store; it says what differs.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="schema"/> is null.</exception>
    public static SqliteEventStore Open(string path, EventSchema schema, SqliteStoreOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(schema);
        return Open(path, new SchemaSet(schema), options);
    }

    /// <summary>Opens the store in a file, and makes it if there is no file.</summary>
    /// <param name="path">The file. SQLite keeps two more beside it while it is open.</param>
    /// <param name="schemas">The rules that read the events.</param>
    /// <param name="options">How to open it; <see langword="null"/> for the defaults.</param>
    /// <returns>The open store; it holds the file until it is disposed.</returns>
    /// <exception cref="SqliteStoreException">The file is no event store, or cannot be opened.</exception>
    /// <exception cref="StoreCorruptedException">The file is damaged.</exception>
    /// <exception cref="RulesChangedException">Other rules wrote the store; it says what differs.</exception>
    /// <remarks>
    /// Rules that cannot change the id of an event count as the same. New profiles for clients without events are
    /// accepted automatically. See <see cref="RulesComparison"/>.
    /// </remarks>
    /// <exception cref="ArgumentException"><paramref name="path"/> is null or empty.</exception>
    public static SqliteEventStore Open(string path, SchemaSet schemas, SqliteStoreOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        options ??= SqliteStoreOptions.Default;
        var rules = new StoreRules(schemas);
        var file = StoreFile.OpenToWrite(
            Path.GetFullPath(path),
            EventTables.Kind,
            options,
            opened =>
            {
                options.FailedEvents?.JoinTo(opened, options.Recovery);
                rules.Number = RulesInForce.Enter(opened, rules, options);
            });
        return new SqliteEventStore(file, rules, options);
    }

    /// <summary>Whether there is an event store in this file, of whatever version and rules.</summary>
    /// <remarks>The file is not changed. A file that cannot be read is not a store.</remarks>
    /// <param name="path">The file, relative to the current directory; it need not exist.</param>
    /// <returns><see langword="false"/> also where there is no file, or one of another kind.</returns>
    /// <exception cref="ArgumentException"><paramref name="path"/> is null or empty.</exception>
    public static bool IsStore(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return StoreFile.IsOfKind(Path.GetFullPath(path), EventTables.Kind);
    }

    /// <summary>Closes the file, when an append that has begun is finished.</summary>
    public ValueTask DisposeAsync()
    {
        _reader.Dispose();
        return _writing.CloseAsync();
    }

    /// <summary>Closes the file. An append that has begun is finished first, and then closes it itself.</summary>
    public void Dispose()
    {
        _reader.Dispose();
        _writing.Dispose();
    }
}
