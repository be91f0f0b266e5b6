using System;
using System.Collections.Generic;
using EventNormalization.Identity;
using EventNormalization.Ingestion;
using EventNormalization.Normalization;
using EventNormalization.Storage;
using EventNormalization.Storage.Authoring;

namespace EventNormalization.Pipeline;

/// <summary>The retry of one leased entry: its event, and the answer of the event store.</summary>
internal sealed class RetryAttempt
{
    /// <summary>Reads the bytes of a leased entry that has a retry name.</summary>
    public RetryAttempt(
        FailedEvent entry, EventIdentifier identifier, PayloadMasker? masker, ReadOnlyMemory<byte> content)
    {
        Entry = entry;
        var identified = RetryReading.Read(identifier, entry, content);
        identified = masker is null ? identified : masker.Apply(identified);
        Errors = identified.Errors;
        if (identified.Event is { } single)
        {
            Append = new Append(Name, [new AppendItem(single, Deliveries)], AppendOrigin.Retry);
        }
    }

    public FailedEvent Entry { get; }

    public ContentHash Key => Entry.Key;

    public AppendId Name => Entry.Progress.RetryName!.Value;

    public long Deliveries => Entry.Progress.Counts.Retrying;

    /// <summary>The append; null if the bytes are not understood.</summary>
    public Append? Append { get; }

    /// <summary>Why the bytes are not understood; else why there is no answer.</summary>
    public IReadOnlyList<FieldError> Errors { get; set; }

    /// <summary>What the store answered; null if it did not.</summary>
    public AppendAnswer? Answer { get; set; }

    /// <summary>How the store failed; null if it did not.</summary>
    public Exception? Failure { get; set; }

    /// <summary>The store's outcome; null if it is not known.</summary>
    public static AppendOutcome? OutcomeOf(AppendAnswer? answer) =>
        answer is { Error: null, Outcomes: [{ } outcome] } ? outcome : null;
}
