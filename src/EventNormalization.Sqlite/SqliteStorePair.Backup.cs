using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Storage;

namespace EventNormalization.Sqlite;

/// <content>Backup and restore.</content>
public static partial class SqliteStorePair
{
    /// <summary>
    /// Copies a store and its failed events as of one moment, while others go on writing, and verifies the copy.
    /// </summary>
    /// <remarks>
    /// In the moment that it is a copy of, nobody writes to either file: so it is what a crash at that moment would
    /// have left, and no delivery is in neither or in both. The log of each file grows until its copy is complete.
    /// </remarks>
    /// <param name="path">The event store's file.</param>
    /// <param name="folder">Where the copies go, under the names of the files; it is made if it is not there.</param>
    /// <param name="onProgress">
    /// Is told how far it is, in pages and rows; <see langword="null"/> if nobody asks.
    /// </param>
    /// <param name="cancellationToken">Gives up; nothing is left then.</param>
    /// <returns>What the copy holds.</returns>
    /// <exception cref="SqliteStoreException">
    /// There is a backup of that name already, or a file cannot be read or written.
    /// </exception>
    /// <exception cref="StoreCorruptedException">The store is damaged: there is no backup of it then.</exception>
    /// <exception cref="ArgumentException">
    /// <paramref name="path"/> or <paramref name="folder"/> is null or empty.
    /// </exception>
    public static async Task<StoreBackup> BackUpAsync(
        string path,
        string folder,
        Action<VerificationProgress>? onProgress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentException.ThrowIfNullOrEmpty(folder);
        var full = Path.GetFullPath(path);
        if (!File.Exists(full))
        {
            throw new SqliteStoreException(SqliteStoreProblem.CannotOpen, $"{full}: there is no such file.");
        }

        StoreFile.RequireReadable(full, EventTables.Kind, BusyTimeout);
        var target = Path.Combine(Path.GetFullPath(folder), Path.GetFileName(full));
        MakeFolder(Path.GetFullPath(folder));
        RequireAbsent(target);
        using var room = new WorkFolder(Path.GetFullPath(folder));
        var made = room.PathOf(Path.GetFileName(full));
        using (var pair = await PairSnapshot.TakeAsync(full, BusyTimeout, cancellationToken).ConfigureAwait(false))
        {
            Copy(pair.Failed, made + SqliteFailedEventStore.FileSuffix, onProgress, cancellationToken);
            Copy(pair.Events, made, onProgress, cancellationToken);
        }

        var verified = await RequireOkAsync(made, onProgress, cancellationToken).ConfigureAwait(false);
        var backup = Describe(made, verified);
        Publish(made, target);
        return backup;
    }

    /// <summary>
    /// Makes a store and its failed events from a backup, which is verified first and stays as it is.
    /// </summary>
    /// <param name="folder">A folder with one backup.</param>
    /// <param name="path">The event store's file, which must not be there; nor must its failed events.</param>
    /// <param name="onProgress">Is told how far it is; <see langword="null"/> if nobody asks.</param>
    /// <param name="cancellationToken">Gives up; nothing is left then.</param>
    /// <returns>What the store holds.</returns>
    /// <exception cref="SqliteStoreException">There is no backup or more than one, or a file is in the way.</exception>
    /// <exception cref="StoreCorruptedException">The backup is damaged.</exception>
    /// <exception cref="ArgumentException">
    /// <paramref name="folder"/> or <paramref name="path"/> is null or empty.
    /// </exception>
    public static async Task<StoreBackup> RestoreAsync(
        string folder,
        string path,
        Action<VerificationProgress>? onProgress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentException.ThrowIfNullOrEmpty(path);
        var backup = FindBackup(Path.GetFullPath(folder));
        var full = Path.GetFullPath(path);
        RequireAbsent(full);
        using var room = new WorkFolder(Path.GetDirectoryName(full)!);
        var made = room.PathOf(Path.GetFileName(full));
        using (var pair = await PairSnapshot.TakeAsync(backup, BusyTimeout, cancellationToken).ConfigureAwait(false))
        {
            Copy(pair.Failed, made + SqliteFailedEventStore.FileSuffix, onProgress, cancellationToken);
            Copy(pair.Events, made, onProgress, cancellationToken);
        }

        var verified = await RequireOkAsync(made, onProgress, cancellationToken).ConfigureAwait(false);
        var described = Describe(made, verified);
        Publish(made, full);
        return described;
    }

    private static void Copy(
        SqliteDatabase? source,
        string path,
        Action<VerificationProgress>? onProgress,
        CancellationToken cancellationToken)
    {
        if (source is null)
        {
            return;
        }

        PrivateFile.Make(path);
        using var copy = new SqliteDatabase(path, TimeSpan.FromSeconds(1));
        source.CopyTo(
            copy, pageCount => onProgress?.Invoke(new VerificationProgress("copying", pageCount)), cancellationToken);

        // The copy is whole without a log, whoever has the store open.
        copy.Execute("PRAGMA synchronous = FULL");
        copy.BeginWriting();
        StoreMeta.WriteNumber(copy, StoreMeta.Session, 0);
        copy.Commit();
    }

    private static async Task<StoreVerification> RequireOkAsync(
        string path, Action<VerificationProgress>? onProgress, CancellationToken cancellationToken)
    {
        var verified = await VerifyAsync(path, onProgress, cancellationToken).ConfigureAwait(false);
        return verified.IsOk
            ? verified
            : throw new StoreCorruptedException(string.Create(
                CultureInfo.InvariantCulture,
                $"A copy was not kept, since it has {verified.ProblemCount} problems; the first: "
                    + $"{verified.Problems[0]}"));
    }

    private static StoreBackup Describe(string path, StoreVerification verified)
    {
        using var events = ReadableFile.Open(path, BusyTimeout);
        var last = LastReceipt.Of(events);
        if (File.Exists(path + SqliteFailedEventStore.FileSuffix))
        {
            using var failed = ReadableFile.Open(path + SqliteFailedEventStore.FileSuffix, BusyTimeout);
            last = LastReceipt.Later(last, LastReceipt.OfFailed(failed));
        }

        return new StoreBackup
        {
            EventCount = verified.EventCount,
            FailedCount = verified.FailedCount,
            LastReceivedAt = last,
        };
    }

    /// <summary>Gives the copies their names, the failed events first: a store alone would miss them.</summary>
    private static void Publish(string made, string target)
    {
        foreach (var suffix in new[] { SqliteFailedEventStore.FileSuffix, "" })
        {
            if (File.Exists(made + suffix) && !NewStoreFile.TryPublish(made + suffix, target + suffix))
            {
                throw InTheWay(target + suffix);
            }
        }
    }

    private static string FindBackup(string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw new SqliteStoreException(SqliteStoreProblem.CannotOpen, $"{folder}: there is no such folder.");
        }

        string[] found = [.. Directory.EnumerateFiles(folder).Where(SqliteEventStore.IsStore)];
        return found is [var only]
            ? only
            : throw new SqliteStoreException(SqliteStoreProblem.NotAStore, string.Create(
                CultureInfo.InvariantCulture,
                $"{folder}: found {found.Length} event stores, expected the one of a backup."));
    }

    private static void RequireAbsent(string path)
    {
        foreach (var file in new[] { path, path + SqliteFailedEventStore.FileSuffix, path + "-wal" })
        {
            if (File.Exists(file) || Directory.Exists(file))
            {
                throw InTheWay(file);
            }
        }
    }

    private static SqliteStoreException InTheWay(string file) =>
        new(
            SqliteStoreProblem.Other,
            $"{file} is there already, and is not written over: move it away, or name another place.");

    private static void MakeFolder(string folder)
    {
        try
        {
            if (OperatingSystem.IsWindows())
            {
                Directory.CreateDirectory(folder);
            }
            else
            {
                Directory.CreateDirectory(folder, PrivateFile.Mode | UnixFileMode.UserExecute);
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw PrivateFile.Failure(folder, error);
        }
    }
}
