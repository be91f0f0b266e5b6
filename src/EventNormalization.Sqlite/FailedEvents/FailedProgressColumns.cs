using System.Collections.Immutable;
using EventNormalization.Queries;
using EventNormalization.Storage;

namespace EventNormalization.Sqlite;

/// <summary>The progress of a failed event, as columns.</summary>
internal static class FailedProgressColumns
{
    /// <summary>The columns that <see cref="Read"/> takes, in their order.</summary>
    public const string Names =
        "state, generation, pending, retrying, parked, rejected, conflicts, discarded, settled, already_counted,"
        + " uncertain, attempts, not_before, lease_holder, lease_until, retry_run, retry_sequence, "
        + "is_edited, is_archived";

    /// <summary>The assignments of an update, of the parameters that <see cref="Bind"/> binds.</summary>
    public static readonly ImmutableArray<(string Column, string Value)> Assignments =
    [
        ("state", "?2"), ("generation", "?3"), ("pending", "?4"), ("retrying", "?5"), ("parked", "?6"),
        ("rejected", "?7"),
        ("conflicts", "?8"), ("discarded", "?9"), ("settled", "?10"), ("already_counted", "?11"), ("uncertain", "?12"),
        ("attempts", "?13"), ("not_before", "?14"), ("due", "?15"), ("lease_holder", "?16"), ("lease_until", "?17"),
        ("retry_run", "?18"), ("retry_sequence", "?19"), ("is_edited", "?20"), ("is_archived", "?21"),
    ];

    /// <summary>How many columns <see cref="Read"/> takes.</summary>
    public const int Count = 19;

    public static FailedProgress Read(SqliteStatement row, int first) => new()
    {
        State = (FailedEventState)row.ReadNumber(first),
        Generation = (int)row.ReadNumber(first + 1),
        Counts = ReadCounts(row, first + 2),
        Attempts = (int)row.ReadNumber(first + 11),
        NotBefore = InstantBytes.ReadOptional(row, first + 12),
        Lease = row.IsNull(first + 13)
            ? null
            : new FailedLease(row.ReadText(first + 13), InstantBytes.Read(row, first + 14)),
        RetryName = row.IsNull(first + 15)
            ? null
            : new AppendId(unchecked((ulong)row.ReadNumber(first + 15)), unchecked((ulong)row.ReadNumber(first + 16))),
        IsEdited = row.ReadNumber(first + 17) != 0,
        IsArchived = row.ReadNumber(first + 18) != 0,
    };

    /// <summary>Reads the nine counts, in the order of <see cref="Names"/>.</summary>
    public static FailedCounts ReadCounts(SqliteStatement row, int first) => new()
    {
        Pending = row.ReadNumber(first),
        Retrying = row.ReadNumber(first + 1),
        Parked = row.ReadNumber(first + 2),
        Rejected = row.ReadNumber(first + 3),
        Conflict = row.ReadNumber(first + 4),
        Discarded = row.ReadNumber(first + 5),
        Settled = row.ReadNumber(first + 6),
        AlreadyCounted = row.ReadNumber(first + 7),
        Uncertain = row.ReadNumber(first + 8),
    };

    /// <summary>Binds the parameters 2 to 21.</summary>
    public static SqliteStatement Bind(SqliteStatement statement, FailedProgress progress)
    {
        statement.Bind(2, (long)progress.State).Bind(3, progress.Generation).Bind(13, progress.Attempts)
            .Bind(16, progress.Lease?.Holder).Bind(20, progress.IsEdited ? 1 : 0).Bind(21, progress.IsArchived ? 1 : 0);
        BindCounts(statement, 4, progress.Counts);
        InstantBytes.Bind(statement, 14, progress.NotBefore);
        InstantBytes.Bind(statement, 15, progress.DueAt);
        InstantBytes.Bind(statement, 17, progress.Lease?.Until);
        return progress.RetryName is { } name
            ? statement.Bind(18, unchecked((long)name.Run)).Bind(19, unchecked((long)name.Sequence))
            : statement.BindNull(18).BindNull(19);
    }

    /// <summary>Binds the nine counts to the parameters from this one on.</summary>
    public static SqliteStatement BindCounts(SqliteStatement statement, int first, FailedCounts counts) => statement
        .Bind(first, counts.Pending).Bind(first + 1, counts.Retrying).Bind(first + 2, counts.Parked)
        .Bind(first + 3, counts.Rejected).Bind(first + 4, counts.Conflict).Bind(first + 5, counts.Discarded)
        .Bind(first + 6, counts.Settled).Bind(first + 7, counts.AlreadyCounted).Bind(first + 8, counts.Uncertain);
}
