using System;
using System.IO;
using System.Threading.Tasks;
using EventNormalization.Rules;
using EventNormalization.Storage;

namespace EventNormalization.Sqlite;

/// <summary>Reads the events and totals of a SQLite file, whatever rules wrote them.</summary>
/// <remarks>
/// <para>Thread-safe. Queries hold up no append and are held up by none; each page and each total is of one moment
/// between two appends.</para>
/// <para>It needs no right to write, and creates nothing. A damaged file is a <see cref="StoreCorruptedException"/>,
/// one that cannot be read a <see cref="SqliteStoreException"/>; both name the file.</para>
/// </remarks>
public sealed partial class SqliteEventReader : IEventReader, IAsyncDisposable, IDisposable
{
    private readonly ReadConnections _readers;

    internal SqliteEventReader(string path, TimeSpan busyTimeout) => _readers = new ReadConnections(path, busyTimeout);

    /// <summary>Opens the store in an existing file for reading.</summary>
    /// <param name="path">A file that is there, relative to the current directory.</param>
    /// <param name="options">How to open it; <see langword="null"/> for the defaults.</param>
    /// <returns>The open reader; several may read one file, also while a store writes to it.</returns>
    /// <exception cref="SqliteStoreException">
    /// The file is no event store of this version, or cannot be opened.
    /// </exception>
    /// <exception cref="StoreCorruptedException">The file is damaged.</exception>
    /// <exception cref="ArgumentException"><paramref name="path"/> is null or empty.</exception>
    public static SqliteEventReader Open(string path, SqliteStoreOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        options ??= SqliteStoreOptions.Default;
        var full = Path.GetFullPath(path);
        if (!File.Exists(full))
        {
            throw new SqliteStoreException(SqliteStoreProblem.CannotOpen, $"{full}: there is no such file.");
        }

        StoreFile.RequireReadable(full, EventTables.Kind, options.BusyTimeout);
        return new SqliteEventReader(full, options.BusyTimeout);
    }

    /// <summary>The rules in force, as the text of a <see cref="SchemaDocument"/>.</summary>
    /// <returns>The text, which is a schema file as well, unless a host's own parsers read some of it.</returns>
    public string ReadRules() => _readers.Read(RulesInForce.ReadText);

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => _readers.Dispose();
}
