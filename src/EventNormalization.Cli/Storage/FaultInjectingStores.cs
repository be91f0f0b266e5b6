using System;
using System.Globalization;
using EventNormalization.Cli.Commands;
using EventNormalization.Storage;

namespace EventNormalization.Cli.Storage;

/// <summary>Wraps the stores of a command with the faults that the user asked for.</summary>
internal sealed class FaultInjectingStores
{
    private readonly FailureInjectingAppender? _events;
    private readonly FailureInjectingFailedEventStore? _failedEvents;

    public FaultInjectingStores(OpenStores stores, FaultPlans plans, TimeProvider time)
    {
        // Without faults, the stores are not wrapped.
        _events = plans.Events.IsNone ? null : new(stores.Events, plans.Events, time);
        _failedEvents = plans.FailedEvents.IsNone ? null : new(stores.FailedEvents, plans.FailedEvents, time);
        Events = _events is null ? stores.Events : _events;
        FailedEvents = _failedEvents is null ? stores.FailedEvents : _failedEvents;
    }

    public IEventAppender Events { get; }

    public IFailedEventStore FailedEvents { get; }

    /// <summary>How many faults were injected, in a line.</summary>
    public string Summary => string.Create(
        CultureInfo.InvariantCulture,
        $"eventnorm: faults injected: {_events?.InjectedCount ?? 0} into the event store, "
        + $"{_failedEvents?.InjectedCount ?? 0} into the store of failed events");
}
