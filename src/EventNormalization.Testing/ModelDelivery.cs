using System.Collections.Generic;
using EventNormalization.Queries;
using EventNormalization.Storage;
using EventNormalization.Storage.Authoring;

namespace EventNormalization.Testing;

/// <summary>One delivery of a history, and what has become of it.</summary>
internal sealed class ModelDelivery
{
    public required string Raw { get; init; }

    public required FailedEventState State { get; set; }

    /// <summary>The retry name that speaks for it.</summary>
    public AppendId? Name { get; set; }

    /// <summary>Its own append, if that had no answer and was not asked about.</summary>
    public UncertainAppend? Lost { get; set; }

    public bool IsAlreadyCounted { get; set; }

    public bool IsWaiting =>
        State is FailedEventState.Pending or FailedEventState.Rejected or FailedEventState.Conflict;

    public static FailedCounts CountsOf(IEnumerable<ModelDelivery> deliveries)
    {
        var counts = default(FailedCounts);
        foreach (var one in deliveries)
        {
            counts += one.IsAlreadyCounted ? new FailedCounts { AlreadyCounted = 1 } : new FailedCounts
            {
                Pending = one.State == FailedEventState.Pending ? 1 : 0,
                Retrying = one.State == FailedEventState.Retrying ? 1 : 0,
                Parked = one.State == FailedEventState.Parked ? 1 : 0,
                Rejected = one.State == FailedEventState.Rejected ? 1 : 0,
                Conflict = one.State == FailedEventState.Conflict ? 1 : 0,
                Discarded = one.State == FailedEventState.Discarded ? 1 : 0,
                Settled = one.State == FailedEventState.Settled ? 1 : 0,
                Uncertain = one.Lost is null ? 0 : 1,
            };
        }

        return counts;
    }
}
