using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using EventNormalization.Ingestion;
using EventNormalization.Pipeline;
using NodaTime;

namespace EventNormalization.Api.Streaming;

/// <summary>What happens to events, for everybody who watches the stream; one for a host.</summary>
/// <remarks>
/// <para>Telling it never waits, and costs next to nothing while nobody watches. Accepted events are read from the
/// store by position, so that those of other processes are seen too, and each has an id to resume after; telling of
/// one only makes that happen sooner. Other outcomes are passed on as they are told.</para>
/// <para>Thread-safe.</para>
/// </remarks>
internal sealed class OutcomeFeed(TimeProvider time)
{
    private ImmutableArray<FeedReader> _readers = [];

    /// <summary>Is called when an event was accepted, and when somebody begins to watch.</summary>
    public Action? Wakes { get; set; }

    /// <summary>Is told the key of a failed event that is passed on from here.</summary>
    public Action<ContentHash>? Passes { get; set; }

    /// <summary>Whether anybody watches what becomes of deliveries.</summary>
    public bool HasOutcomeReaders => IsWanted(FeedTopics.Outcomes);

    /// <summary>Whether anybody watches acts on many failed events.</summary>
    public bool HasOperationReaders => IsWanted(FeedTopics.Operations);

    /// <summary>How many watch.</summary>
    public int ReaderCount => _readers.Length;

    /// <summary>Tells what became of some deliveries.</summary>
    /// <param name="results">The answers.</param>
    public void Publish(IReadOnlyList<IngestResult> results)
    {
        for (var i = 0; i < results.Count && HasOutcomeReaders; i++)
        {
            Publish(results[i]);
        }
    }

    /// <summary>Tells what became of a delivery; of an envelope, what became of each record.</summary>
    public void Publish(IngestResult result)
    {
        if (!HasOutcomeReaders)
        {
            return;
        }

        if (result.IsEnvelope)
        {
            foreach (var record in result.Records)
            {
                Publish(record);
            }

            return;
        }

        if (result.Outcome == IngestOutcome.Forbidden)
        {
            // It is not here: it is told to its sender alone.
            return;
        }

        if (result.Outcome == IngestOutcome.Accepted)
        {
            Wakes?.Invoke();
            return;
        }

        if (result.FailedKey is { } key)
        {
            Passes?.Invoke(key);
        }

        Send(FeedTopics.Outcomes, OutcomeJson.Of(result, Instant.FromDateTimeOffset(time.GetUtcNow())));
    }

    /// <summary>Tells how far an act on many failed events is.</summary>
    /// <param name="json">The operation as one line of JSON; it is copied.</param>
    public void PublishOperation(ReadOnlySpan<byte> json)
    {
        if (HasOperationReaders)
        {
            Send(FeedTopics.Operations, FeedFrame.Of("operation", json));
        }
    }

    /// <summary>Whether anybody watches one of these.</summary>
    public bool IsWanted(FeedTopics topics)
    {
        foreach (var reader in _readers)
        {
            if ((reader.Topics & topics) != 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Sends a frame to those who watch its topic.</summary>
    public void Send(FeedTopics topic, FeedFrame frame)
    {
        foreach (var reader in _readers)
        {
            if ((reader.Topics & topic) == 0)
            {
                continue;
            }

            if (topic == FeedTopics.Totals)
            {
                reader.SetTotals(frame);
            }
            else
            {
                reader.Add(frame);
            }
        }
    }

    /// <summary>Tells those who watch outcomes that some are missing.</summary>
    public void SendDropped(long count)
    {
        foreach (var reader in _readers)
        {
            if ((reader.Topics & FeedTopics.Outcomes) != 0)
            {
                reader.AddDropped(count);
            }
        }
    }

    /// <summary>Lets a reader watch from now on.</summary>
    public void Add(FeedReader reader) =>
        ImmutableInterlocked.Update(ref _readers, static (readers, added) => readers.Add(added), reader);

    /// <summary>Ends what <see cref="Add"/> began.</summary>
    public void Remove(FeedReader reader) =>
        ImmutableInterlocked.Update(ref _readers, static (readers, gone) => readers.Remove(gone), reader);
}
