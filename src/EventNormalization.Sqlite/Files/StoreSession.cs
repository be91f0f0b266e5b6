using System;
using System.IO;
using EventNormalization.Storage;

namespace EventNormalization.Sqlite;

/// <summary>
/// From the opening of a file to write until its closing, with a mark in the file that outlives a crash.
/// </summary>
/// <remarks>
/// <para>The mark is 1 in the file itself, from before the first commit on, and 2 in the log after it. So a file that
/// says 1 without its log has lost commits, and one that says 2 was written back by whoever closed it last. The clean
/// end of the last session that is alive sets it to 0.</para>
/// <para>So the log stays beside the file while the mark that is in effect is 1, whether it has commits or not.
/// A session that was killed before its first commit leaves such a log.</para>
/// <para>A mark that nobody alive has set (<see cref="SessionLock"/>) is an unclean end: the log is scanned, and the
/// file checked, before anything is written.</para>
/// </remarks>
internal sealed class StoreSession
{
    private const int Closed = 0;
    private const int OpenInFile = 1;
    private const int OpenInLog = 2;

    // About 16 MiB of log before it is written back; a first mark that a reader kept from the file is tried again soon.
    private const int LogPagesMax = 4000;
    private const int LogPagesUntilRetry = 64;

    private readonly SqliteDatabase _database;
    private SessionLock? _lock;
    private int _logPagesMax;
    private bool _isLogMarkDue;

    private StoreSession(SqliteDatabase database, SessionLock taken)
    {
        _database = database;
        _lock = taken;
        database.CountLogPages();
    }

    /// <summary>Whether the mark is to be set, or set anew, before the next write.</summary>
    public bool NeedsMark => _database.LogPageCount >= _logPagesMax;

    /// <summary>Joins the sessions of a file, within a transaction of the caller that writes.</summary>
    /// <exception cref="StoreCorruptedException">
    /// The last session did not end, and damage is seen after it.
    /// </exception>
    public static StoreSession Enter(SqliteDatabase database, StoreRecovery recovery, TimeSpan timeout)
    {
        using (var alone = SessionLock.TryTakeAlone(database.Path))
        {
            var mark = alone is null ? Closed : StoreMeta.ReadNumber(database, StoreMeta.Session);
            if (mark != Closed)
            {
                UncleanEnd.Judge(database, isLogNeeded: mark == OpenInFile, recovery);
            }
        }

        var session = new StoreSession(database, SessionLock.TakeShared(database.Path, timeout));

        // Until the end of the session is known to be clean, the log is not to be removed.
        database.KeepLog(true);
        return session;
    }

    /// <summary>What a reader must know: whether the last session ended, or damage is seen after it.</summary>
    /// <exception cref="StoreCorruptedException">Damage is seen.</exception>
    public static void Look(SqliteDatabase database)
    {
        var mark = StoreMeta.ReadNumber(database, StoreMeta.Session);
        if (mark == Closed || SessionLock.IsAnyoneAlive(database.Path))
        {
            return;
        }

        try
        {
            UncleanEnd.RequireLog(database, isLogNeeded: mark == OpenInFile, StoreRecovery.Refuse);
        }
        catch (StoreCorruptedException) when (SessionLock.IsAnyoneAlive(database.Path))
        {
            // It came meanwhile, has looked at the log itself, and was writing to it while it was read here.
        }
    }

    /// <summary>
    /// Leaves the log beside the file when this connection is the last one that is closed, if the file needs it.
    /// </summary>
    /// <remarks>
    /// A session that was killed between its mark in the file and its mark in the log leaves a log without a commit to
    /// write back. Removed, the file would look as one that has lost its log.
    /// </remarks>
    public static void KeepNeededLog(SqliteDatabase database)
    {
        var isNeeded = true;
        try
        {
            isNeeded = StoreMeta.ReadNumber(database, StoreMeta.Session) == OpenInFile
                && LogScan.IsThere(database.Path);
        }
        catch (Exception error) when (error is SqliteStoreException or StoreCorruptedException)
        {
            // What cannot be read now is looked at by whoever opens the file next.
        }

        database.KeepLog(isNeeded);
    }

    /// <summary>Sets the mark in the file, in a transaction that the caller has begun and that ends here.</summary>
    public void MarkFile()
    {
        StoreMeta.WriteNumber(_database, StoreMeta.Session, OpenInFile);
        _database.Commit();
        var checkpoint = _database.Prepare("PRAGMA wal_checkpoint(PASSIVE)");
        var isComplete = checkpoint.Step() && checkpoint.ReadNumber(1) == checkpoint.ReadNumber(2);
        var logPages = (int)checkpoint.ReadNumber(1);
        checkpoint.Reset();

        _isLogMarkDue = true;

        // A reader may keep the log from being written back, and must not make every commit try again.
        _logPagesMax = isComplete ? LogPagesMax : logPages + (_logPagesMax == 0 ? LogPagesUntilRetry : LogPagesMax);
    }

    /// <summary>Sets the mark in the log if that is due, in the transaction that writes what is asked for.</summary>
    public void MarkLog()
    {
        if (_isLogMarkDue)
        {
            StoreMeta.WriteNumber(_database, StoreMeta.Session, OpenInLog);
        }
    }

    /// <summary>The transaction took effect, and the mark in the log with it.</summary>
    public void OnCommitted() => _isLogMarkDue = false;

    /// <summary>Leaves the sessions of the file; the last one takes the mark away.</summary>
    public void Leave()
    {
        try
        {
            _database.WaitFor(TimeSpan.FromSeconds(1));
            _database.BeginWriting();
            _lock?.Dispose();
            using var alone = SessionLock.TryTakeAlone(_database.Path);
            if (alone is not null)
            {
                if (StoreMeta.ReadNumber(_database, StoreMeta.Session) != Closed)
                {
                    StoreMeta.WriteNumber(_database, StoreMeta.Session, Closed);
                }

                // Whoever comes now waits for the transaction, and makes the file anew.
                alone.Remove();
            }

            _database.Commit();
        }
        catch (Exception error) when (error is SqliteStoreException or StoreCorruptedException or IOException)
        {
            // Somebody else is writing, and is the last one then; or the disk is full, and the end is not clean.
            _database.RollBack();
        }
        finally
        {
            _lock?.Dispose();
            _lock = null;
            KeepNeededLog(_database);
        }
    }
}
