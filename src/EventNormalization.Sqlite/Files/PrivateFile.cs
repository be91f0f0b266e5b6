using System;
using System.IO;

namespace EventNormalization.Sqlite;

/// <summary>Files that only their owner reads: events are what people did.</summary>
internal static class PrivateFile
{
    /// <summary>What the system says when a disk is full, and when it is read-only (ENOSPC, EROFS).</summary>
    public const int DiskFull = 28;

    public const int ReadOnlyDisk = 30;

    /// <summary>
    /// Read and written by the owner alone. The log and the index beside a store take the mode of the store.
    /// </summary>
    public const UnixFileMode Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Makes an empty file, whatever mask the process has.</summary>
    /// <exception cref="SqliteStoreException">There is such a file, or it cannot be made.</exception>
    /// <param name="path">The file.</param>
    /// <param name="name">The name that an error tells; that of the file if left out.</param>
    public static void Make(string path, string? name = null)
    {
        try
        {
            if (OperatingSystem.IsWindows())
            {
                new FileStream(path, FileMode.CreateNew).Dispose();
                return;
            }

            var options = new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.Write,
                UnixCreateMode = Mode,
            };
            new FileStream(path, options).Dispose();
            File.SetUnixFileMode(path, Mode);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Failure(name ?? path, error);
        }
    }

    /// <summary>The typed form of what the file system says.</summary>
    public static SqliteStoreException Failure(string path, Exception error) => error switch
    {
        UnauthorizedAccessException => new SqliteStoreException(
            SqliteStoreProblem.ReadOnly,
            $"{path} cannot be written: there is no right to write in {Path.GetDirectoryName(path)}.",
            error),
        DirectoryNotFoundException => new SqliteStoreException(
            SqliteStoreProblem.CannotOpen,
            $"{path} cannot be made: there is no folder {Path.GetDirectoryName(path)}.",
            error),
        IOException { HResult: DiskFull } => new SqliteStoreException(
            SqliteStoreProblem.DiskFull, $"{path} cannot be written: the disk is full.", error),
        IOException { HResult: ReadOnlyDisk } => new SqliteStoreException(
            SqliteStoreProblem.ReadOnly, $"{path} cannot be written: the file system is read-only.", error),
        _ => new SqliteStoreException(SqliteStoreProblem.Other, $"{path}: {error.Message}", error),
    };
}
