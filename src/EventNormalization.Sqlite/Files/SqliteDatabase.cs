using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Threading;
using System.Threading.Tasks;
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
    private const int OpenFlags = raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_NOMUTEX;

    private readonly sqlite3 _handle;
    private readonly Dictionary<string, SqliteStatement> _statements = new(StringComparer.Ordinal);
    private nint _logPageCount;

    static SqliteDatabase() => Batteries_V2.Init();

    /// <summary>Opens a file that is there; one that cannot be written is opened to read.</summary>
    /// <param name="path">Its full path.</param>
    /// <param name="busyTimeout">How long each statement waits on its thread for other connections.</param>
    public SqliteDatabase(string path, TimeSpan busyTimeout)
        : this(path, path, OpenFlags, busyTimeout)
    {
    }

    private SqliteDatabase(string path, string name, int flags, TimeSpan busyTimeout)
    {
        Path = path;
        var hasLog = LogScan.IsThere(path);
        var code = raw.sqlite3_open_v2(name, out _handle, flags, null);
        try
        {
            Check(code);
            WaitFor(busyTimeout);
            RowChecksum.AddTo(this, _handle.DangerousGetHandle());

            // A log that nobody has looked at yet must not be written back and removed when this connection is closed.
            KeepLog(hasLog);
        }
        catch
        {
            _handle.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Opens a file that nobody writes, on a disk that cannot be written, so that there is nothing to lock.
    /// </summary>
    public static SqliteDatabase OpenUnchanging(string path)
    {
        var file = new FileInfo(path);
        var asOf = (file.LastWriteTimeUtc, file.Length);
        return new SqliteDatabase(
            path,
            "file:" + string.Join('/', Array.ConvertAll(path.Split('/'), Uri.EscapeDataString)) + "?immutable=1",
            raw.SQLITE_OPEN_READONLY | raw.SQLITE_OPEN_URI | raw.SQLITE_OPEN_NOMUTEX,
            TimeSpan.Zero)
        {
            AsOf = asOf,
        };
    }

    /// <summary>Whether a file that was opened as unchanging still is as it was.</summary>
    public bool IsAsItWas => AsOf is not { } asOf
        || (!LogScan.IsThere(Path) && new FileInfo(Path) is var file && (file.LastWriteTimeUtc, file.Length) == asOf);

    private (DateTime WrittenAt, long Length)? AsOf { get; init; }

    /// <summary>The file's full path.</summary>
    public string Path { get; }

    /// <summary>The rows that the last statement inserted, changed or deleted.</summary>
    public int ChangeCount => raw.sqlite3_changes(_handle);

    /// <summary>The row that was inserted last.</summary>
    public long LastInsertedRow => raw.sqlite3_last_insert_rowid(_handle);

    /// <summary>The pages of the log after the last commit of this connection, where it counts them.</summary>
    public int LogPageCount => _logPageCount == 0 ? 0 : Marshal.ReadInt32(_logPageCount);

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

    /// <summary>Sets how long each statement waits on its thread for other connections.</summary>
    public void WaitFor(TimeSpan timeout) => Check(raw.sqlite3_busy_timeout(_handle, (int)timeout.TotalMilliseconds));

    /// <summary>
    /// Leaves the log and the index beside the file when this connection is the last one that is closed.
    /// </summary>
    public void KeepLog(bool isKept) => Check(
        raw.sqlite3_db_config(_handle, raw.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, isKept ? 1 : 0, out _));

    /// <summary>Counts the pages of the log, and leaves it to the caller when they are written back.</summary>
    public unsafe void CountLogPages()
    {
        _logPageCount = (nint)NativeMemory.AllocZeroed(sizeof(int));
        _ = SqliteNative.SetLogHook(_handle.DangerousGetHandle(), &SetLogPageCount, _logPageCount);
    }

    /// <summary>Begins a write transaction: waits for other writers now, since SQLite would not wait later.</summary>
    public void BeginWriting() => Execute("BEGIN IMMEDIATE");

    /// <summary>Begins to write; waits for other writers without a thread.</summary>
    /// <exception cref="SqliteStoreException">They took too long.</exception>
    public async ValueTask BeginWritingAsync(Patience patience, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                BeginWriting();
                return;
            }
            catch (SqliteStoreException error) when (error.Problem == SqliteStoreProblem.Busy && !patience.IsOver)
            {
                // It is tried again below.
            }

            await patience.PauseAsync(cancellationToken).ConfigureAwait(false);
        }
    }

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

    /// <summary>Copies all pages into an empty file, as of the transaction that reads, if there is one.</summary>
    public void CopyTo(SqliteDatabase copy, Action<long> onPages, CancellationToken cancellationToken)
    {
        const int PagesAStep = 1024;
        using var backup = raw.sqlite3_backup_init(copy._handle, "main", _handle, "main");
        if (backup is null || backup.IsInvalid)
        {
            copy.Check(raw.sqlite3_errcode(copy._handle));
        }

        int code;
        while ((code = raw.sqlite3_backup_step(backup, PagesAStep)) == raw.SQLITE_OK)
        {
            cancellationToken.ThrowIfCancellationRequested();
            onPages(raw.sqlite3_backup_pagecount(backup) - raw.sqlite3_backup_remaining(backup));
        }

        copy.Check(raw.sqlite3_backup_finish(backup) is raw.SQLITE_OK ? code : raw.sqlite3_errcode(copy._handle));
    }

    /// <summary>Throws if a call did not succeed.</summary>
    /// <exception cref="StoreCorruptedException">The file is damaged.</exception>
    /// <exception cref="SqliteStoreException">Anything else, such as a full disk or a locked file.</exception>
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

        throw new SqliteStoreException(ProblemOf(code & 0xFF), message, error);
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
        FreeLogPageCount();
    }

    private unsafe void FreeLogPageCount()
    {
        NativeMemory.Free((void*)_logPageCount);
        _logPageCount = 0;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int SetLogPageCount(nint argument, nint database, nint name, int pageCount)
    {
        Marshal.WriteInt32(argument, pageCount);
        return raw.SQLITE_OK;
    }

    private static SqliteStoreProblem ProblemOf(int code) => code switch
    {
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED => SqliteStoreProblem.Busy,
        raw.SQLITE_FULL => SqliteStoreProblem.DiskFull,
        raw.SQLITE_READONLY => SqliteStoreProblem.ReadOnly,
        raw.SQLITE_CANTOPEN or raw.SQLITE_PERM or raw.SQLITE_AUTH => SqliteStoreProblem.CannotOpen,
        raw.SQLITE_NOTADB => SqliteStoreProblem.NotAStore,
        _ => SqliteStoreProblem.Other,
    };
}
