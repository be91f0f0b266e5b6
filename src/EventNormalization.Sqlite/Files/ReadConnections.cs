using System;
using System.Collections.Concurrent;
using System.Threading;
using System.Threading.Tasks;

namespace EventNormalization.Sqlite;

/// <summary>
/// Connections that read while another one writes: in SQLite's WAL mode, neither waits for the other.
/// </summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class ReadConnections(string path, TimeSpan busyTimeout) : IDisposable
{
    private readonly ConcurrentBag<SqliteDatabase> _idle = [];
    private volatile bool _isDisposed;

    /// <summary>
    /// Reads on a connection of its own; again if somebody has locked the file for a moment, as a recovery does.
    /// </summary>
    public async ValueTask<T> ReadAsync<T>(Func<SqliteDatabase, T> read, CancellationToken cancellationToken)
    {
        var patience = new Patience(busyTimeout);
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                return Read(read);
            }
            catch (SqliteStoreException error) when (error.Problem == SqliteStoreProblem.Busy && !patience.IsOver)
            {
                // It is tried again below.
            }

            await patience.PauseAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Reads on a connection of its own, and does not wait.</summary>
    public T Read<T>(Func<SqliteDatabase, T> read)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        if (!_idle.TryTake(out var database))
        {
            database = ReadableFile.Open(path, TimeSpan.Zero);
        }

        try
        {
            var result = read(database);
            return database.IsAsItWas ? result : throw new SqliteStoreException(
                SqliteStoreProblem.Busy, $"{path} was written while it was read; read it again.");
        }
        finally
        {
            Return(database);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _isDisposed = true;
        CloseIdle();
    }

    private void Return(SqliteDatabase database)
    {
        if (!database.IsAsItWas)
        {
            database.Dispose();
            return;
        }

        database.RollBack();
        _idle.Add(database);
        if (_isDisposed)
        {
            CloseIdle();
        }
    }

    private void CloseIdle()
    {
        while (_idle.TryTake(out var database))
        {
            StoreSession.KeepNeededLog(database);
            database.Dispose();
        }
    }
}
