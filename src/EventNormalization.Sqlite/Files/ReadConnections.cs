using System;
using System.Collections.Concurrent;

namespace EventNormalization.Sqlite;

/// <summary>
/// Connections that read while another one writes: in SQLite's WAL mode, neither waits for the other.
/// </summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class ReadConnections(string path, TimeSpan busyTimeout) : IDisposable
{
    private readonly ConcurrentBag<SqliteDatabase> _idle = [];
    private volatile bool _isDisposed;

    /// <summary>Runs a read on its own connection.</summary>
    public T Read<T>(Func<SqliteDatabase, T> read)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        if (!_idle.TryTake(out var database))
        {
            database = StoreFile.OpenToRead(path, busyTimeout);
        }

        try
        {
            return read(database);
        }
        finally
        {
            database.RollBack();
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
            database.Dispose();
        }
    }
}
