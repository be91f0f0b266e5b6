using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace EventNormalization.Sqlite;

/// <content>The roll-ups that totals are read from.</content>
public static partial class SqliteStorePair
{
    /// <summary>Makes the roll-ups of a store anew from its events, in one transaction.</summary>
    /// <remarks>
    /// Totals are the same before and after, unless something had changed the file. What is written depends on the
    /// events alone: stores with the same events, numbered alike, have the same bytes then. Others can read meanwhile,
    /// and wait to write.
    /// </remarks>
    /// <param name="path">The event store's file.</param>
    /// <param name="cancellationToken">Gives up, and leaves the roll-ups as they were.</param>
    /// <returns>How many events were added up.</returns>
    /// <exception cref="SqliteStoreException">The file is no store of this version, or cannot be written.</exception>
    /// <exception cref="Storage.StoreCorruptedException">The file, or an event in it, is damaged.</exception>
    /// <exception cref="OperationCanceledException">It was given up; nothing has changed.</exception>
    /// <exception cref="ArgumentException"><paramref name="path"/> is null or empty.</exception>
    public static async Task<long> RebuildRollUpsAsync(string path, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var full = Path.GetFullPath(path);
        if (!File.Exists(full))
        {
            throw new SqliteStoreException(SqliteStoreProblem.CannotOpen, $"{full}: there is no such file.");
        }

        using var file = StoreFile.OpenToWrite(full, EventTables.Kind, SqliteStoreOptions.Default, _ => { });
        await file.BeginAsync(file.NewPatience(), cancellationToken).ConfigureAwait(false);
        try
        {
            var count = RollUpRebuild.Run(file.Database, cancellationToken);
            file.Commit();
            return count;
        }
        finally
        {
            file.Database.RollBack();
        }
    }
}
