using System;
using System.Collections.Generic;
using EventNormalization.Storage;
using EventNormalization.Telemetry;

namespace EventNormalization.Pipeline;

/// <summary>What a retry worker tells those who measure and trace it: one pass, from making to disposal.</summary>
internal sealed class RetryMeter : IDisposable
{
    private readonly RetryTally _tally;
    private readonly Measurement _measured;

    private RetryMeter(RetryTally tally, TimeProvider time)
    {
        _tally = tally;
        _measured = new Measurement(Instruments.RetryDuration, ActivityNames.Retry, time, default);
    }

    /// <summary>Begins to measure a pass; null if nobody wants to know.</summary>
    public static RetryMeter? Begin(RetryTally tally, TimeProvider time) =>
        Measurement.IsWanted(Instruments.RetryDuration) ? new RetryMeter(tally, time) : null;

    /// <summary>Counts the deliveries of a result.</summary>
    public static void Count(RetryResult result)
    {
        if (Instruments.Retried.Enabled)
        {
            Instruments.Retried.Add(
                result.Deliveries,
                new KeyValuePair<string, object?>(Instruments.Outcome, NameOf(result.Outcome)));
        }
    }

    /// <summary>Says what is thrown at the caller: damage, other rules, or that he gave up.</summary>
    /// <returns>Always <see langword="false"/>: it is a filter that looks and lets the exception go on.</returns>
    public bool Fails(Exception exception) => _measured.Fails(FailureNames.Of(exception));

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_tally.Failure is { } failure)
        {
            _measured.Fails(FailureNames.Of(failure));
        }

        _measured.Dispose();
    }

    private static string NameOf(RetryOutcome outcome) => outcome switch
    {
        RetryOutcome.Accepted => "accepted",
        RetryOutcome.Duplicate => "duplicate",
        RetryOutcome.AlreadyCounted => "already_counted",
        RetryOutcome.Rejected => "rejected",
        RetryOutcome.Deferred => "deferred",
        RetryOutcome.Conflict => "conflict",
        RetryOutcome.Parked => "parked",
        RetryOutcome.Leased => "leased",
    };
}
