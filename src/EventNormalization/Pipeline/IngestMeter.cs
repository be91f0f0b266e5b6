using System;
using System.Collections.Generic;
using EventNormalization.Telemetry;

namespace EventNormalization.Pipeline;

/// <summary>What a pipeline tells those who measure and trace it.</summary>
internal static class IngestMeter
{
    private static readonly IngestOutcome[] Outcomes = Enum.GetValues<IngestOutcome>();

    /// <summary>Whether anybody wants to know how long it takes.</summary>
    public static bool IsWanted => Measurement.IsWanted(Instruments.IngestDuration);

    /// <summary>Begins to measure; to be disposed when it is over.</summary>
    public static Measurement Begin(int deliveries, TimeProvider time)
    {
        var measured = new Measurement(Instruments.IngestDuration, ActivityNames.Ingest, time, default);
        measured.Note(ActivityNames.Deliveries, deliveries);
        return measured;
    }

    /// <summary>Counts answers, once for each that the stores keep.</summary>
    public static void Count(IReadOnlyList<IngestResult> results)
    {
        if (Instruments.Ingested.Enabled)
        {
            CountOutcomes(results);
        }

        if (Instruments.Reasons.Enabled)
        {
            CountReasons(results);
        }
    }

    /// <summary>Counts an append whose answer never came.</summary>
    public static void CountUncertain(in StoreAnswer answer)
    {
        if (answer.IsUncertain)
        {
            Instruments.UncertainAppends.Add(1);
        }
    }

    private static void CountOutcomes(IReadOnlyList<IngestResult> results)
    {
        Span<long> counts = stackalloc long[Outcomes.Length];
        for (var i = 0; i < results.Count; i++)
        {
            counts[(int)results[i].Outcome]++;
        }

        foreach (var outcome in Outcomes)
        {
            if (counts[(int)outcome] > 0)
            {
                Instruments.Ingested.Add(
                    counts[(int)outcome],
                    new KeyValuePair<string, object?>(Instruments.Outcome, NameOf(outcome)));
            }
        }
    }

    private static void CountReasons(IReadOnlyList<IngestResult> results)
    {
        for (var i = 0; i < results.Count; i++)
        {
            // What nobody keeps became no failed event.
            foreach (var error in results[i].Outcome == IngestOutcome.Forbidden ? [] : results[i].Errors)
            {
                Instruments.Reasons.Add(1, new KeyValuePair<string, object?>(
                    Instruments.ErrorType, ReasonLabels.Of(error)));
            }
        }
    }

    private static string NameOf(IngestOutcome outcome) => outcome switch
    {
        IngestOutcome.Accepted => "accepted",
        IngestOutcome.Duplicate => "duplicate",
        IngestOutcome.Rejected => "rejected",
        IngestOutcome.Deferred => "deferred",
        IngestOutcome.Conflict => "conflict",
        IngestOutcome.Forbidden => "forbidden",
    };
}
