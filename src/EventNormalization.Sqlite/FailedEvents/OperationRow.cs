using System;
using System.Globalization;
using System.Linq;
using EventNormalization.Storage;

namespace EventNormalization.Sqlite;

/// <summary>Bulk operations as rows.</summary>
internal static class OperationRow
{
    /// <summary>The statement that reads rows, up to its last condition.</summary>
    public static readonly string Select =
        $"SELECT {string.Join(", ", OperationTables.Operations.Columns)} FROM bulk_operations"
        + $" WHERE {OperationTables.Operations.IsWhole} AND ";

    /// <summary>The statement that writes a new row.</summary>
    public static readonly string Insert = OperationTables.Operations.InsertNext([.. Assignments()]);

    /// <summary>The statement that changes the row with the id, which is the first parameter.</summary>
    public static readonly string Update = OperationTables.Operations.Update("id = ?1", [.. Assignments()]);

    private const int FirstCount = 9;

    private static readonly BulkOutcome[] Outcomes = Enum.GetValues<BulkOutcome>();

    /// <summary>Binds all columns but the number, in their order.</summary>
    public static SqliteStatement Bind(SqliteStatement statement, BulkOperation operation)
    {
        statement.Bind(1, unchecked((long)operation.Id)).Bind(2, (long)operation.Kind).Bind(3, operation.By)
            .Bind(4, operation.Note).Bind(7, (long)operation.State).Bind(8, operation.Total);
        foreach (var outcome in Outcomes)
        {
            statement.Bind(FirstCount + (int)outcome, operation.Counts.Of(outcome));
        }

        var next = FirstCount + Outcomes.Length;
        statement.Bind(next, operation.Error).Bind(next + 1, operation.Lease?.Holder);
        InstantBytes.Bind(statement, 5, operation.StartedAt);
        InstantBytes.Bind(statement, 6, operation.EndedAt);
        InstantBytes.Bind(statement, next + 2, operation.Lease?.Until);
        InstantBytes.Bind(statement, next + 3, operation.NotBefore);
        return InstantBytes.Bind(statement, next + 4, operation.DueAt);
    }

    /// <summary>Reads the operation of a row.</summary>
    public static BulkOperation Read(SqliteStatement row)
    {
        var counts = Outcomes.Aggregate(
            default(BulkCounts), (sum, outcome) => sum.Plus(outcome, row.ReadNumber(FirstCount + (int)outcome)));
        var next = FirstCount + Outcomes.Length;
        return new BulkOperation
        {
            Id = unchecked((ulong)row.ReadNumber(1)),
            Kind = (BulkOperationKind)row.ReadNumber(2),
            By = row.ReadText(3),
            Note = row.ReadText(4),
            StartedAt = InstantBytes.Read(row, 5),
            EndedAt = InstantBytes.ReadOptional(row, 6),
            State = (BulkOperationState)row.ReadNumber(7),
            Total = row.ReadNumber(8),
            Counts = counts,
            Error = row.ReadText(next),
            Lease = row.IsNull(next + 1)
                ? null
                : new FailedLease(row.ReadText(next + 1), InstantBytes.Read(row, next + 2)),
            NotBefore = InstantBytes.ReadOptional(row, next + 3),
        };
    }

    private static (string Column, string Value)[] Assignments() =>
    [
        .. OperationTables.Operations.Columns.Skip(1).Select((column, i) =>
            (column, string.Create(CultureInfo.InvariantCulture, $"?{i + 1}"))),
    ];
}
