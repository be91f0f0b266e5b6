using System;
using System.Threading;
using EventNormalization.Storage;
using NodaTime;
using NodaTime.Extensions;

namespace EventNormalization.Simulation;

/// <summary>Makes both stores of a process fail by a plan, and lets them work again by itself.</summary>
/// <remarks>
/// A plan ends <see cref="Period"/> after it was set, whoever set it and whoever forgot it: its own bounds of time end
/// it, no timer. Thread-safe.
/// </remarks>
internal sealed class FaultSwitch(TimeProvider time)
{
    /// <summary>How long a plan lasts.</summary>
    public static readonly Duration Period = Duration.FromMinutes(10);

    private readonly Lock _lock = new();
    private Action<FaultPlan> _setEvents = static _ => { };
    private Action<FaultPlan> _setFailed = static _ => { };
    private Func<long> _eventFaults = static () => 0;
    private Func<long> _failedFaults = static () => 0;
    private Setting _setting = Setting.Off;

    /// <summary>The plan of the event store; the empty one when none is set, or its time is over.</summary>
    public FaultPlan Plan => Current.Events;

    /// <summary>The plan of the failed-event store; the empty one when none is set, or its time is over.</summary>
    public FaultPlan FailedPlan => Current.FailedEvents;

    /// <summary>Whether no store is made to fail now.</summary>
    public bool IsOff => Current == Setting.Off;

    /// <summary>When the plans end; <see langword="null"/> if there are none.</summary>
    public Instant? Until => Current is var now && now == Setting.Off ? null : now.Until;

    /// <summary>How many faults were injected into both stores since the process began.</summary>
    public long InjectedCount
    {
        get
        {
            lock (_lock)
            {
                return _eventFaults() + _failedFaults();
            }
        }
    }

    private Setting Current
    {
        get
        {
            lock (_lock)
            {
                return Now < _setting.Until ? _setting : Setting.Off;
            }
        }
    }

    private Instant Now => time.GetUtcNow().ToInstant();

    /// <summary>Sets the plans for the next ten minutes; empty ones end what is under way.</summary>
    /// <param name="events">Of the event store.</param>
    /// <param name="failedEvents">Of the failed-event store; the empty plan if left out.</param>
    public void Set(FaultPlan events, FaultPlan? failedEvents = null)
    {
        ArgumentNullException.ThrowIfNull(events);
        failedEvents ??= FaultPlan.None;
        lock (_lock)
        {
            var now = Now;
            _setting = events.IsNone && failedEvents.IsNone
                ? Setting.Off
                : new Setting(events, failedEvents, now + Period);
            _setEvents(Bounded(events, now));
            _setFailed(Bounded(failedEvents, now));
        }
    }

    /// <summary>The event store, as one that this switch makes fail; disposing it disposes the store.</summary>
    public IEventStore Wrap(IEventStore events)
    {
        var wrapped = new FailureInjectingEventStore(events, FaultPlan.None, time);
        lock (_lock)
        {
            _setEvents = plan => wrapped.Plan = plan;
            _eventFaults = () => wrapped.InjectedCount;
        }

        return wrapped;
    }

    /// <summary>The failed-event store, as one that this switch makes fail; it is not disposed with it.</summary>
    public IFailedEventQueue Wrap(IFailedEventQueue failedEvents)
    {
        var wrapped = new FailureInjectingFailedEventStore(failedEvents, FaultPlan.None, time);
        lock (_lock)
        {
            _setFailed = plan => wrapped.Plan = plan;
            _failedFaults = () => wrapped.InjectedCount;
        }

        return wrapped;
    }

    private static FaultPlan Bounded(FaultPlan plan, Instant now) =>
        plan.IsNone ? plan : plan.Between(now, now + Period);

    private sealed record Setting(FaultPlan Events, FaultPlan FailedEvents, Instant Until)
    {
        public static readonly Setting Off = new(FaultPlan.None, FaultPlan.None, Instant.MinValue);
    }
}
