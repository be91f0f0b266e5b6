using System;
using System.IO;

namespace EventNormalization.Sqlite;

/// <summary>An event store and the failed events beside it, as the pair of files that they are.</summary>
/// <remarks>Thread-safe: it holds nothing.</remarks>
public static partial class SqliteStorePair
{
    /// <summary>
    /// Refuses files of which one is missing, or that belong to different stores. They are not changed.
    /// </summary>
    /// <remarks>Files that were never opened together have nothing to say of each other.</remarks>
    /// <param name="path">
    /// The event store's file; the failed events are in the file of that name with
    /// <see cref="SqliteFailedEventStore.FileSuffix"/> after it.
    /// </param>
    /// <param name="recovery">Whether a missing one may be started anew.</param>
    /// <exception cref="SqliteStoreException">
    /// One is missing, and may not be started anew; or they do not belong together.
    /// </exception>
    /// <exception cref="Storage.StoreCorruptedException">A file is damaged.</exception>
    /// <exception cref="System.ArgumentException"><paramref name="path"/> is null or empty.</exception>
    public static void Require(string path, StoreRecovery recovery = StoreRecovery.Refuse)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var full = Path.GetFullPath(path);
        StorePairing.Require(full, full + SqliteFailedEventStore.FileSuffix, recovery);
    }

    /// <summary>Repairs both files, or starts the missing one anew, and closes them again.</summary>
    /// <param name="path">The event store's file.</param>
    /// <param name="recovery">What to do; see <see cref="StoreRecovery"/>.</param>
    /// <exception cref="SqliteStoreException">The files do not belong together, or one cannot be opened.</exception>
    /// <exception cref="Storage.StoreCorruptedException">
    /// A file is damaged beyond repair; it was not changed.
    /// </exception>
    public static void Recover(string path, StoreRecovery recovery)
    {
        Require(path, recovery);
        var full = Path.GetFullPath(path);
        var options = new SqliteStoreOptions { Recovery = recovery };
        var failedPath = full + SqliteFailedEventStore.FileSuffix;
        using var failed = recovery == StoreRecovery.StartNew || File.Exists(failedPath)
            ? SqliteFailedEventStore.Open(failedPath, options)
            : null;
        StoreFile.OpenToWrite(full, EventTables.Kind, options, opened => failed?.JoinTo(opened, recovery)).Dispose();
    }
}
