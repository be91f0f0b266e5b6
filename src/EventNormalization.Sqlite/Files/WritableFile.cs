using System;
using System.Threading;
using System.Threading.Tasks;

namespace EventNormalization.Sqlite;

/// <summary>A file that is open to write, and its session.</summary>
internal sealed class WritableFile(SqliteDatabase database, StoreSession? session, TimeSpan busyTimeout) : IDisposable
{
    public SqliteDatabase Database { get; } = database;

    /// <summary>How long a call waits for other writers.</summary>
    public Patience NewPatience() => new(busyTimeout);

    /// <summary>Begins to write; waits for other writers without a thread, once in all.</summary>
    public async ValueTask BeginAsync(Patience patience, CancellationToken cancellationToken)
    {
        await Database.BeginWritingAsync(patience, cancellationToken).ConfigureAwait(false);
        try
        {
            if (session is { NeedsMark: true })
            {
                session.MarkFile();
                await Database.BeginWritingAsync(patience, cancellationToken).ConfigureAwait(false);
            }

            session?.MarkLog();
        }
        catch
        {
            Database.RollBack();
            throw;
        }
    }

    /// <summary>Commits, durably.</summary>
    public void Commit()
    {
        Database.Commit();
        session?.OnCommitted();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        session?.Leave();
        Database.Dispose();
    }
}
