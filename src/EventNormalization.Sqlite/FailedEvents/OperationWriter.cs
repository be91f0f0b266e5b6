using System.Collections.Generic;
using System.Linq;
using EventNormalization.Ingestion;
using EventNormalization.Storage;
using EventNormalization.Storage.Authoring;

namespace EventNormalization.Sqlite;

/// <summary>Writes bulk operations, within the caller's transaction.</summary>
internal sealed class OperationWriter(SqliteDatabase database, FailedEventWriter entries)
{
    private const int PageRowCount = 1_000;
    private const int FirstParameter = 3;

    private static readonly string SelectById = OperationRow.Select + "id = ?1";

    private static readonly string SelectDue = OperationRow.Select + "due <= ?1 AND state IS ?2 ORDER BY due, number";

    private static readonly string InsertEntry = OperationTables.Entries.Insert(
        ("operation", "(SELECT number FROM bulk_operations WHERE id = ?1)"), ("ordinal", "?2"), ("key", "?3"),
        ("applies", "?4"));

    private const string DeleteEntries =
        "DELETE FROM bulk_entries WHERE operation = (SELECT number FROM bulk_operations WHERE id = ?1)";

    /// <summary>Begins an operation and keeps its entries.</summary>
    public void Begin(QueueStep step, BulkRequest request)
    {
        BulkTransitions.RequireNew(step, Find(step.Id.Run));

        // The row comes first, since its entries refer to it; how many they are is known after them.
        var operation = BulkTransitions.Begin(step, request.Kind, long.MaxValue);
        OperationRow.Bind(database.Prepare(OperationRow.Insert), operation).Execute();
        var total = request.Keys is { } keys ? Keep(operation, keys) : Choose(operation, request);
        operation = BulkTransitions.Begin(step, request.Kind, total);
        OperationRow.Bind(database.Prepare(OperationRow.Update), operation).Execute();
    }

    public BulkOperation? Find(ulong id)
    {
        var select = database.Prepare(SelectById).Bind(1, unchecked((long)id));
        var operation = select.Step() ? OperationRow.Read(select) : null;
        select.Reset();
        return operation;
    }

    /// <summary>Removes what ended long ago, and leases what is due the longest; null if nothing is.</summary>
    public BulkOperation? Lease(QueueStep step, NodaTime.Instant until)
    {
        foreach (var operation in ReadDue(step, BulkOperationState.Done)
            .Concat(ReadDue(step, BulkOperationState.Failed)).Where(one => BulkTransitions.IsOver(one, step.At)))
        {
            database.Prepare(DeleteEntries).Bind(1, unchecked((long)operation.Id)).Execute();
            database.Prepare("DELETE FROM bulk_operations WHERE id = ?1").Bind(1, unchecked((long)operation.Id))
                .Execute();
        }

        foreach (var operation in ReadDue(step, BulkOperationState.Running))
        {
            var transition = BulkTransitions.Lease(operation, step, until);
            if (transition.Answer == QueueOutcome.Done)
            {
                Write(transition.Operation);
                return transition.Operation;
            }
        }

        return null;
    }

    public QueueOutcome Report(QueueStep step, BulkReport report)
    {
        if (Find(report.OperationId) is not { } operation)
        {
            return QueueOutcome.NotFound;
        }

        var transition = BulkTransitions.Report(operation, step, report);
        if (transition.Answer == QueueOutcome.Done)
        {
            Write(transition.Operation);
        }

        return transition.Answer;
    }

    private List<BulkOperation> ReadDue(QueueStep step, BulkOperationState state)
    {
        var select = database.Prepare(SelectDue).Bind(2, (long)state);
        InstantBytes.Bind(select, 1, step.At);
        var due = new List<BulkOperation>();
        while (select.Step())
        {
            due.Add(OperationRow.Read(select));
        }

        return due;
    }

    private void Write(BulkOperation operation)
    {
        OperationRow.Bind(database.Prepare(OperationRow.Update), operation).Execute();
        if (operation.State != BulkOperationState.Running)
        {
            database.Prepare(DeleteEntries).Bind(1, unchecked((long)operation.Id)).Execute();
        }
    }

    private long Keep(BulkOperation operation, IReadOnlyList<ContentHash> keys)
    {
        var ordinal = 0L;
        foreach (var key in keys.Distinct())
        {
            var applies = entries.ProgressOf(key) is { } progress && BulkTransitions.Applies(operation.Kind, progress);
            Add(operation, ordinal++, key, applies);
        }

        return ordinal;
    }

    /// <summary>Keeps the entries that match, page by page: they need not fit into memory.</summary>
    private long Choose(BulkOperation operation, BulkRequest request)
    {
        var condition = new FailedEventPredicateSql(request.Where, FirstParameter);
        using var select = database.PrepareOnce(
            $"SELECT number, key, {FailedProgressColumns.Names} FROM failures WHERE"
            + $" {FailedEventTables.Failures.IsWhole} AND number > ?1 AND {condition.Sql}"
            + $"{FailedEventPage.ConditionOf(request.Archived)} ORDER BY number LIMIT ?2");
        var ordinal = 0L;
        for (var (last, count) = (0L, PageRowCount); count == PageRowCount;)
        {
            condition.Bind(select.Bind(1, last).Bind(2, PageRowCount));
            for (count = 0; select.Step(); count++)
            {
                last = select.ReadNumber(0);
                Add(operation, ordinal++, ContentHash.FromBytes(select.ReadBytes(1)),
                    BulkTransitions.Applies(operation.Kind, FailedProgressColumns.Read(select, 2)));
            }
        }

        return ordinal;
    }

    private void Add(BulkOperation operation, long ordinal, ContentHash key, bool applies) =>
        database.Prepare(InsertEntry).Bind(1, unchecked((long)operation.Id)).Bind(2, ordinal)
            .Bind(3, key.ToByteArray()).Bind(4, applies ? 1 : 0).Execute();
}
