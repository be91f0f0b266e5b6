using System;
using System.IO;

namespace EventNormalization.Sqlite;

/// <summary>
/// The file beside a store that its sessions keep locked, so that the lock of a dead one is gone with it.
/// </summary>
/// <remarks>
/// Who has it for itself knows that no other session is alive. It is taken and left while SQLite's write lock is held,
/// so that no two sessions come and go at once; the last one removes it.
/// </remarks>
internal sealed class SessionLock : IDisposable
{
    private const string Suffix = "-lock";
    private const int ProbeCount = 5;

    private readonly FileStream _file;
    private readonly string _path;

    private SessionLock(FileStream file, string path)
    {
        _file = file;
        _path = path;
    }

    /// <summary>Takes it for oneself; null if another session is alive.</summary>
    public static SessionLock? TryTakeAlone(string path) => TryTake(path, FileAccess.ReadWrite, FileShare.None);

    /// <summary>Takes it with others; waits a moment for those that only ask.</summary>
    /// <exception cref="SqliteStoreException">It cannot be taken.</exception>
    public static SessionLock TakeShared(string path, TimeSpan timeout)
    {
        var patience = new Patience(timeout);
        while (true)
        {
            // The system locks a file that is opened to be read, and to be read by others, with others.
            Make(path);
            if (TryTake(path, FileAccess.Read, FileShare.Read) is { } taken)
            {
                return taken;
            }

            if (patience.IsOver)
            {
                throw new SqliteStoreException(
                    SqliteStoreProblem.Busy, $"{path} is locked by another program that opens or closes it.");
            }

            patience.Pause();
        }
    }

    /// <summary>
    /// Whether a session is alive, asked by one that only reads; where that cannot be asked, there may be one.
    /// </summary>
    public static bool IsAnyoneAlive(string path)
    {
        try
        {
            return Probe(path);
        }
        catch (SqliteStoreException)
        {
            return true;
        }
    }

    private static bool Probe(string path)
    {
        for (var i = 0; i < ProbeCount; i++)
        {
            if (!File.Exists(path + Suffix))
            {
                return false;
            }

            using var probe = TryTake(path, FileAccess.Read, FileShare.None);
            if (probe is not null)
            {
                return false;
            }

            // Another one may be asking the same.
            new Patience(TimeSpan.FromMilliseconds(2)).Pause();
        }

        return true;
    }

    /// <summary>Removes the file, which whoever calls has for itself.</summary>
    public void Remove()
    {
        try
        {
            File.Delete(_path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Some systems do not remove what is open. An empty file that nobody locks does no harm.
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private static void Make(string path)
    {
        if (!File.Exists(path + Suffix))
        {
            TryTake(path, FileAccess.ReadWrite, FileShare.ReadWrite)?.Dispose();
        }
    }

    private static SessionLock? TryTake(string path, FileAccess access, FileShare share)
    {
        var options = new FileStreamOptions
        {
            Mode = access == FileAccess.Read ? FileMode.Open : FileMode.OpenOrCreate,
            Access = access,
            Share = share,
            BufferSize = 0,
        };
        if (!OperatingSystem.IsWindows() && access != FileAccess.Read)
        {
            options.UnixCreateMode = PrivateFile.Mode;
        }

        try
        {
            return new SessionLock(new FileStream(path + Suffix, options), path + Suffix);
        }
        catch (IOException error) when (error.HResult is PrivateFile.DiskFull or PrivateFile.ReadOnlyDisk)
        {
            throw PrivateFile.Failure(path + Suffix, error);
        }
        catch (IOException)
        {
            return null;
        }
        catch (UnauthorizedAccessException error)
        {
            throw new SqliteStoreException(
                SqliteStoreProblem.ReadOnly, $"{path}{Suffix} cannot be opened: {error.Message}", error);
        }
    }
}
