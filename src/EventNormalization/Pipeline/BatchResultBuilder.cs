using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using EventNormalization.Identity;
using EventNormalization.Ingestion;
using EventNormalization.Normalization;
using EventNormalization.Queries;
using EventNormalization.Storage;
using EventNormalization.Storage.Authoring;

namespace EventNormalization.Pipeline;

/// <summary>Builds the result of each delivery, and the failed deliveries to be recorded.</summary>
internal static class BatchResultBuilder
{
    public static BatchResults Sort(DeliveryBatch batch, StoreAnswer answer)
    {
        var results = new IngestResult[batch.Identified.Count];
        var failed = new List<FailedDelivery>();
        var raws = batch.Raws.Span;
        var next = 0;
        for (var i = 0; i < results.Length; i++)
        {
            var identified = batch.Identified[i];
            results[i] = identified.Event is not { } single ? Rejected(identified, raws[i], failed)
                : answer.At(next) is { } outcome
                    ? Answered(single, raws[i], failed, outcome)
                    : Deferred(single, raws[i], failed, answer.Unanswered(next));
            next += identified.Event is null ? 0 : 1;
        }

        Debug.Assert(answer.Outcomes.IsEmpty || next == answer.Outcomes.Length);
        return new BatchResults(results, failed);
    }

    /// <summary>The failed deliveries among those that were not understood, whatever became of the others.</summary>
    public static IReadOnlyList<FailedDelivery> RejectedOf(DeliveryBatch batch)
    {
        var failed = new List<FailedDelivery>();
        for (var i = 0; i < batch.Identified.Count; i++)
        {
            if (batch.Identified[i] is { Event: null, IsForbidden: false })
            {
                Rejected(batch.Identified[i], batch.Raws.Span[i], failed);
            }
        }

        return failed;
    }

    /// <summary>The key of the failed event that a delivery would be.</summary>
    public static ContentHash KeyOf(in RawEvent raw) =>
        FailedDelivery.KeyOf(raw.Utf8.Span, EnvelopeOf(raw), raw.Context);

    private static IngestResult Rejected(IdentificationResult identified, RawEvent raw, List<FailedDelivery> failed)
    {
        if (identified.IsForbidden)
        {
            return Refused(IngestOutcome.Forbidden, identified, raw, null);
        }

        failed.Add(new FailedDelivery
        {
            Raw = identified.IsDropped ? default : raw.Utf8,
            OriginalKey = identified.IsDropped ? KeyOf(raw) : null,
            ReceivedAt = raw.ReceivedAt,
            Location = raw.Location,
            Part = identified.IsDropped ? null : EnvelopeOf(raw),
            Context = raw.Context,
            State = FailedEventState.Rejected,
            Reasons = identified.IsDropped ? [.. identified.Errors.Select(WithoutText)] : identified.Errors,
            ClientId = identified.ClientId,
        });
        return Refused(IngestOutcome.Rejected, identified, raw, failed[^1].ComputeKey());
    }

    private static FieldError WithoutText(FieldError error) =>
        new() { Code = error.Code, Field = error.Field, Path = error.Path, Expected = error.Expected };

    private static IngestResult Refused(
        IngestOutcome outcome, IdentificationResult identified, in RawEvent raw, ContentHash? key) => new()
        {
            Outcome = outcome,
            FailedKey = key,
            Location = raw.Location,
            Part = raw.Part is { IsOverfull: true } ? null : raw.Part,
            Errors = identified.Errors,
        };

    private static IngestResult Deferred(
        IdentifiedEvent single, RawEvent raw, List<FailedDelivery> failed, UnansweredItem item)
    {
        IReadOnlyList<FieldError> reasons =
        [
            new FieldError
            {
                Code = StoreReasons.Unavailable,
                Field = StoreReasons.Store,
                Found = ExceptionText.MessageOf(item.Failure),
                Expected = "a store that answers",
            },
        ];
        failed.Add(new FailedDelivery
        {
            Raw = single.Raw,
            OriginalKey = single.IsMasked ? KeyOf(raw) : null,
            ReceivedAt = raw.ReceivedAt,
            Location = raw.Location,
            Part = single.Part,
            Context = raw.Context,
            State = FailedEventState.Pending,
            Reasons = reasons,
            ClientId = single.Record.ClientId,
            Id = single.Id,
            Uncertain = item.Uncertain,
        });
        return new IngestResult
        {
            Outcome = IngestOutcome.Deferred,
            FailedKey = failed[^1].ComputeKey(),
            Location = raw.Location,
            Part = raw.Part,
            Id = single.Id,
            Record = single.Record,
            Errors = reasons,
        };
    }

    private static IngestResult Answered(
        IdentifiedEvent single, in RawEvent raw, List<FailedDelivery> failed, in AppendOutcome outcome) =>
        outcome.Kind switch
        {
            AppendOutcomeKind.Added => Stored(IngestOutcome.Accepted, single, raw, outcome),
            AppendOutcomeKind.Duplicate => Stored(IngestOutcome.Duplicate, single, raw, outcome),
            AppendOutcomeKind.Conflict => Conflict(single, raw, failed, outcome),
        };

    private static IngestResult Stored(
        IngestOutcome kind, IdentifiedEvent single, in RawEvent raw, in AppendOutcome outcome) => new()
        {
            Outcome = kind,
            Location = raw.Location,
            Part = raw.Part,
            Id = single.Id,
            Record = single.Record,
            FirstReceivedAt = outcome.FirstReceivedAt,
            Occurrences = outcome.Occurrences,
        };

    private static IngestResult Conflict(
        IdentifiedEvent single, in RawEvent raw, List<FailedDelivery> failed, in AppendOutcome outcome)
    {
        IReadOnlyList<FieldError> reasons = [ConflictOf(single, outcome)];
        failed.Add(new FailedDelivery
        {
            Raw = single.Raw,
            OriginalKey = single.IsMasked ? KeyOf(raw) : null,
            ReceivedAt = raw.ReceivedAt,
            Location = raw.Location,
            Part = single.Part,
            Context = raw.Context,
            State = FailedEventState.Conflict,
            Reasons = reasons,
            ClientId = single.Record.ClientId,
            Id = single.Id,
            StoredId = outcome.StoredId,
        });
        return new IngestResult
        {
            Outcome = IngestOutcome.Conflict,
            FailedKey = failed[^1].ComputeKey(),
            Location = raw.Location,
            Part = raw.Part,
            Id = single.Id,
            Record = single.Record,
            StoredId = outcome.StoredId,
            FirstReceivedAt = outcome.FirstReceivedAt,
            Occurrences = outcome.Occurrences,
            Errors = reasons,
        };
    }

    private static FieldError ConflictOf(IdentifiedEvent single, in AppendOutcome outcome) => new()
    {
        Code = StoreReasons.KeyConflict,
        Field = FieldNames.Key,
        Found = OffendingText.Escape(single.ClientKey ?? "") + " with the id " + single.Id,
        Expected = "the event that had this key before, with the id " + outcome.StoredId,
    };

    /// <summary>Sets the part and the context of a failed delivery.</summary>
    private static EnvelopePart? EnvelopeOf(in RawEvent raw) => raw.Part is { HasEnvelope: true } part ? part : null;
}
