using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Linq;

namespace EventNormalization.Pipeline;

/// <summary>How many deliveries had which outcome.</summary>
/// <remarks>Law: <see cref="Received"/> is the sum of <see cref="ByOutcome"/>. Not thread-safe.</remarks>
[DebuggerDisplay("{DebuggerDisplay,nq}")]
public sealed class IngestCounts
{
    private static readonly IngestOutcome[] Outcomes =
        [.. Enum.GetValues<IngestOutcome>().Where(IngestOutcomes.IsReceived)];

    private readonly long[] _counts = new long[Outcomes.Length];

    /// <summary>All deliveries that were received: kept by one of the stores.</summary>
    public long Received => _counts.Sum();

    /// <summary>Deliveries that were stored as new events.</summary>
    public long Accepted => this[IngestOutcome.Accepted];

    /// <summary>Deliveries of an event that was stored before.</summary>
    public long Duplicates => this[IngestOutcome.Duplicate];

    /// <summary>Deliveries that were not understood.</summary>
    public long Rejected => this[IngestOutcome.Rejected];

    /// <summary>Deliveries that wait for the store.</summary>
    public long Deferred => this[IngestOutcome.Deferred];

    /// <summary>Deliveries whose client key belongs to another event.</summary>
    public long Conflicts => this[IngestOutcome.Conflict];

    /// <summary>Deliveries that their sender may not send: not received, and so in no other count.</summary>
    public long Forbidden { get; private set; }

    /// <summary>Deliveries that are kept as failed events: all but accepted ones and duplicates.</summary>
    public long Failed => Received - Accepted - Duplicates;

    /// <summary>The counts under their names, one for each way to be received, in the order of the outcomes.</summary>
    public IReadOnlyList<OutcomeCount> ByOutcome =>
    [
        .. Outcomes.Select(
            outcome => new OutcomeCount { Name = IngestOutcomes.NameOf(outcome), Count = this[outcome] }),
    ];

    private ref long this[IngestOutcome outcome] => ref _counts[(int)outcome];

    // A debugger may look before the constructor has run.
    private string DebuggerDisplay => _counts is null
        ? nameof(IngestCounts)
        : string.Create(
            CultureInfo.InvariantCulture,
            $"{Received} received, {Accepted} accepted, {Duplicates} duplicates, {Rejected} rejected");

    /// <summary>Counts one delivery.</summary>
    /// <param name="outcome">How it ended.</param>
    /// <exception cref="ArgumentOutOfRangeException">The value is none of the outcomes.</exception>
    public void Add(IngestOutcome outcome)
    {
        if (outcome == IngestOutcome.Forbidden)
        {
            Forbidden++;
            return;
        }

        if ((uint)outcome >= (uint)Outcomes.Length)
        {
            throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "It is none of the outcomes.");
        }

        this[outcome]++;
    }

    /// <summary>Counts one result; of an envelope, its records and not the envelope itself.</summary>
    /// <param name="result">The answer to one delivery.</param>
    /// <exception cref="ArgumentNullException"><paramref name="result"/> is null.</exception>
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
        this[IngestOutcome.Accepted] += accepted;
        this[IngestOutcome.Duplicate] += duplicates;
        this[IngestOutcome.Rejected] += rejected;
    }
}
