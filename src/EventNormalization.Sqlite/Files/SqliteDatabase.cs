using System;
using System.Collections.Generic;
using System.Globalization;
using EventNormalization.Storage;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace EventNormalization.Sqlite;

/// <summary>One connection to a file; used by one thread at a time.</summary>
/// <remarks>
/// Every command is one statement: SQLite's errors are then never hidden behind the rows of an earlier statement.
/// </remarks>
internal sealed class SqliteDatabase : IDisposable
{
    // A connection is used by one thread at a time anyway; SQLite's own mutexes would cost 10 % of the time.
    private const int OpenFlags = raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_CREATE | raw.SQLITE_OPEN_NOMUTEX;

    private readonly sqlite3 _handle;
    private readonly Dictionary<string, SqliteStatement> _statements = new(StringComparer.Ordinal);

    static SqliteDatabase() => Batteries_V2.Init();

    /// <summary>Opens a file, or creates it.</summary>
    public SqliteDatabase(string path, TimeSpan busyTimeout)
    {
        Path = path;
        var code = raw.sqlite3_open_v2(path, out _handle, OpenFlags, null);
        try
        {
            Check(code);
            Check(raw.sqlite3_busy_timeout(_handle, (int)busyTimeout.TotalMilliseconds));
        }
        catch
        {
            _handle.Dispose();
            throw;
        }
    }

    /// <summary>The file's full path.</summary>
    public string Path { get; }

    /// <summary>The rows that the last statement inserted, changed or deleted.</summary>
    public int ChangeCount => raw.sqlite3_changes(_handle);

    /// <summary>The row that was inserted last.</summary>
    public long LastInsertedRow => raw.sqlite3_last_insert_rowid(_handle);

    private bool IsInTransaction => raw.sqlite3_get_autocommit(_handle) == 0;

    /// <summary>Gets a statement to bind and step; it is cached by its text.</summary>
    public SqliteStatement Prepare(string sql)
    {
        if (!_statements.TryGetValue(sql, out var statement))
        {
            Check(raw.sqlite3_prepare_v2(_handle, sql, out var prepared));
            statement = new SqliteStatement(this, prepared);
            _statements.Add(sql, statement);
        }

        return statement;
    }

    /// <summary>Prepares a statement that the caller disposes, for texts of unlimited variety.</summary>
    public SqliteStatement PrepareOnce(string sql)
    {
        Check(raw.sqlite3_prepare_v2(_handle, sql, out var prepared));
        return new SqliteStatement(this, prepared);
    }

    /// <summary>Registers a deterministic SQL function on this connection.</summary>
    public void AddFunction(string name, int argumentCount, delegate_function_scalar function) => Check(
        raw.sqlite3_create_function(
            _handle, name, argumentCount, raw.SQLITE_UTF8 | raw.SQLITE_DETERMINISTIC, null, function));

    /// <summary>Runs a statement without parameters.</summary>
    public void Execute(string sql) => Prepare(sql).Execute();

    /// <summary>Reads the number in the first column of the first row; null if there is none.</summary>
    public long? ReadNumber(string sql)
    {
        var statement = Prepare(sql);
        long? number = statement.Step() && !statement.IsNull(0) ? statement.ReadNumber(0) : null;
        statement.Reset();
        return number;
    }

    /// <summary>Reads the text in the first column of the first row; null if there is none.</summary>
    public string? ReadText(string sql)
    {
        var statement = Prepare(sql);
        var text = statement.Step() ? statement.ReadText(0) : null;
        statement.Reset();
        return text;
    }

    /// <summary>Begins a write transaction: waits for other writers now, since SQLite would not wait later.</summary>
    public void BeginWriting() => Execute("BEGIN IMMEDIATE");

    /// <summary>Begins a read transaction, which sees one moment.</summary>
    public void BeginReading() => Execute("BEGIN");

    /// <summary>Commits, durably.</summary>
    public void Commit() => Execute("COMMIT");

    /// <summary>Rolls back. SQLite may have done so already, for example after a full disk.</summary>
    public void RollBack()
    {
        if (IsInTransaction)
        {
            Execute("ROLLBACK");
        }
    }

    /// <summary>Throws if a call did not succeed.</summary>
    /// <exception cref="StoreCorruptedException">The file is damaged.</exception>
    /// <exception cref="SqliteException">Anything else, such as a full disk or a locked file.</exception>
    public void Check(int code)
    {
        if (code is raw.SQLITE_OK or raw.SQLITE_ROW or raw.SQLITE_DONE)
        {
            return;
        }

        var extended = raw.sqlite3_extended_errcode(_handle);
        var message = string.Create(
            CultureInfo.InvariantCulture,
            $"{Path}: {raw.sqlite3_errmsg(_handle).utf8_to_string()} (SQLite error {extended}).");
        var error = new SqliteException(message, code & 0xFF, extended);
        if ((code & 0xFF) is raw.SQLITE_CORRUPT)
        {
            throw new StoreCorruptedException(message + " Restore the file from a backup.", error);
        }

        throw error;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var statement in _statements.Values)
        {
            statement.Dispose();
        }

        _statements.Clear();
        _handle.Dispose();
    }
}
