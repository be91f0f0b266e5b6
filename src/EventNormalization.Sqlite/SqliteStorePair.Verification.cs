using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using EventNormalization.Storage;

namespace EventNormalization.Sqlite;

/// <content>Verification.</content>
public static partial class SqliteStorePair
{
    /// <summary>
    /// Recounts a store and its failed events, and compares everything that is kept with what it follows from.
    /// </summary>
    /// <remarks>
    /// <para>Checked are: the pages, and every index against its table; the checksum of every row; every event against
    /// its id and, by the rules in force, against its raw bytes; roll-ups, clients, keys and spellings against the
    /// events; failed events against their keys, and their counts by client; and that every delivery is counted once
    /// (<see cref="Conservation"/>).
    /// </para>
    /// <para>It reads both files as of one moment while others go on writing, and changes nothing. Memory does not grow
    /// with the store; SQLite sorts in temporary files.</para>
    /// </remarks>
    /// <param name="path">The event store's file.</param>
    /// <param name="onProgress">Is told how far it is; <see langword="null"/> if nobody asks.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What was found.</returns>
    /// <exception cref="SqliteStoreException">A file is no store of this version, or cannot be read.</exception>
    /// <exception cref="ArgumentException"><paramref name="path"/> is null or empty.</exception>
    public static async Task<StoreVerification> VerifyAsync(
        string path, Action<VerificationProgress>? onProgress = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var full = Path.GetFullPath(path);
        if (!File.Exists(full))
        {
            throw new SqliteStoreException(SqliteStoreProblem.CannotOpen, $"{full}: there is no such file.");
        }

        try
        {
            StoreFile.RequireReadable(full, EventTables.Kind, BusyTimeout);
            using var pair = await PairSnapshot.TakeAsync(full, BusyTimeout, cancellationToken).ConfigureAwait(false);
            return Verify(pair, new Findings(onProgress, cancellationToken));
        }
        catch (Exception error) when (error is StoreCorruptedException or SqliteStoreException
        {
            Problem: SqliteStoreProblem.MissingPartner or SqliteStoreProblem.ForeignPartner,
        })
        {
            // What keeps it from being opened is a problem like any other.
            return new StoreVerification { ProblemCount = 1, Problems = [error.Message] };
        }
    }

    private static readonly TimeSpan BusyTimeout = TimeSpan.FromSeconds(30);

    private static StoreVerification Verify(PairSnapshot pair, Findings findings)
    {
        EventsCheck? events = null;
        var failedCount = 0L;
        FileCheck.Run(pair.Events, EventTables.Kind, findings);
        findings.Take("events", found =>
        {
            events = new EventsCheck(pair.Events, found);
            events.Run();
        });
        findings.Take("roll-ups", found => RollUpCheck.Run(pair.Events, found));
        CountsCheck.Run(pair.Events, findings);
        if (pair.Failed is { } failed)
        {
            FileCheck.Run(failed, FailedEventTables.Kind, findings);
            findings.Take("failed events", found => failedCount = FailuresCheck.ReadEntries(failed, found));
            findings.Take("counts of failed events", found => FailuresCheck.CheckCounts(failed, found));
        }

        findings.Take("conservation", found => CheckConservation(pair, found));
        return new StoreVerification
        {
            EventCount = events?.EventCount ?? 0,
            RereadCount = events?.RereadCount ?? 0,
            FailedCount = failedCount,
            ProblemCount = findings.Count,
            Problems = [.. findings.Kept],
        };
    }

    private static void CheckConservation(PairSnapshot pair, Findings findings)
    {
        // The sums of each file are in the other checks; across is about all clients together.
        var conservation = new Conservation(
            Enumerate(SqliteEventReader.Summarize(pair.Events)),
            Enumerate(pair.Failed is { } failed ? SqliteFailedEventStore.Summarize(failed) : null));
        if (!conservation.HoldsAcross)
        {
            findings.Add($"{pair.Events.Path}: not every delivery is counted once: {conservation}");
        }
    }

    private static IEnumerable<T> Enumerate<T>(T? item)
        where T : class => item is null ? [] : Enumerable.Repeat(item, 1);
}
