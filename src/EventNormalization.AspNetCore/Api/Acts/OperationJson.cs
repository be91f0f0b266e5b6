using System;
using System.Text.Json;
using EventNormalization.Api.Wire;
using EventNormalization.Storage;
using NodaTime.Text;

namespace EventNormalization.Api.Acts;

/// <summary>A bulk operation as JSON.</summary>
internal static class OperationJson
{
    public static void Write(Utf8JsonWriter json, BulkOperation operation)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, operation.IdText);
        json.WriteString("kind"u8, NameOf(operation.Kind));
        json.WriteString("state"u8, NameOf(operation.State));
        json.WriteString("by"u8, operation.By);
        if (operation.Note.Length > 0)
        {
            json.WriteString("note"u8, operation.Note);
        }

        json.WriteString("started_at"u8, InstantPattern.ExtendedIso.Format(operation.StartedAt));
        if (operation.EndedAt is { } end)
        {
            json.WriteString("ended_at"u8, InstantPattern.ExtendedIso.Format(end));
        }

        json.WriteNumber("total"u8, operation.Total);
        json.WriteNumber("done"u8, operation.Done);
        WriteCounts(json, operation);
        if (operation.Error.Length > 0)
        {
            json.WriteString("error"u8, StoreGuard.Silent);
        }

        json.WriteEndObject();
    }

    public static string NameOf(BulkOperationKind kind) => kind switch
    {
        BulkOperationKind.Retry => "retry",
        BulkOperationKind.Discard => "discard",
        BulkOperationKind.Archive => "archive",
        BulkOperationKind.Reopen => "reopen",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No such operation is known."),
    };

    private static string NameOf(BulkOperationState state) => state switch
    {
        BulkOperationState.Running => "running",
        BulkOperationState.Done => "done",
        BulkOperationState.Failed => "failed",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "No such state is known."),
    };

    /// <summary>Writes the counts, in entries: they add up to what is done.</summary>
    private static void WriteCounts(Utf8JsonWriter json, BulkOperation operation)
    {
        var counts = operation.Counts;
        json.WriteStartObject("counts"u8);
        switch (operation.Kind)
        {
            case BulkOperationKind.Discard:
                json.WriteNumber("discarded"u8, counts.Discarded);
                break;
            case BulkOperationKind.Archive:
                json.WriteNumber("archived"u8, counts.Archived);
                break;
            case BulkOperationKind.Reopen:
                json.WriteNumber("reopened"u8, counts.Reopened);
                break;
            case BulkOperationKind.Retry:
                break;
            default:
                throw new ArgumentOutOfRangeException(
                    nameof(operation), operation.Kind, "No such operation is known.");
        }

        json.WriteNumber("accepted"u8, counts.Accepted);
        json.WriteNumber("duplicates"u8, counts.Duplicates);
        json.WriteNumber("already_counted"u8, counts.AlreadyCounted);
        json.WriteNumber("rejected"u8, counts.Rejected);
        json.WriteNumber("deferred"u8, counts.Deferred);
        json.WriteNumber("conflicts"u8, counts.Conflicts);
        json.WriteNumber("parked"u8, counts.Parked);
        json.WriteNumber("leased"u8, counts.Leased);
        json.WriteNumber("ignored"u8, counts.Ignored);
        json.WriteEndObject();
    }
}
