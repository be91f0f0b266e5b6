using System;

namespace EventNormalization.Pipeline;

/// <summary>How many deliveries had which outcome.</summary>
/// <remarks>Law: <see cref="Received"/> is the sum of the five others. Not thread-safe.</remarks>
public sealed class IngestCounts
{
    /// <summary>All deliveries.</summary>
    public long Received => Accepted + Duplicates + Rejected + Deferred + Conflicts;

    /// <summary>Deliveries that were stored as new events.</summary>
    public long Accepted { get; private set; }

    /// <summary>Deliveries of an event that was stored before.</summary>
    public long Duplicates { get; private set; }

    /// <summary>Deliveries that were not understood.</summary>
    public long Rejected { get; private set; }

    /// <summary>Deliveries that wait for the store.</summary>
    public long Deferred { get; private set; }

    /// <summary>Deliveries whose client key belongs to another event.</summary>
    public long Conflicts { get; private set; }

    /// <summary>Counts one delivery.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is none of the outcomes.</exception>
    public void Add(IngestOutcome outcome)
    {
        switch (outcome)
        {
            case IngestOutcome.Accepted:
                Accepted++;
                break;
            case IngestOutcome.Duplicate:
                Duplicates++;
                break;
            case IngestOutcome.Rejected:
                Rejected++;
                break;
            case IngestOutcome.Deferred:
                Deferred++;
                break;
            case IngestOutcome.Conflict:
                Conflicts++;
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "It is none of the outcomes.");
        }
    }

    /// <summary>Counts one result; of an envelope, its records and not the envelope itself.</summary>
    public void Add(IngestResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        if (!result.IsEnvelope)
        {
            Add(result.Outcome);
            return;
        }

        foreach (var record in result.Records)
        {
            Add(record);
        }
    }

    /// <summary>Adds the counts of a lane, which has neither deferred deliveries nor conflicts.</summary>
    internal void AddLane(long accepted, long duplicates, long rejected)
    {
        Accepted += accepted;
        Duplicates += duplicates;
        Rejected += rejected;
    }
}
