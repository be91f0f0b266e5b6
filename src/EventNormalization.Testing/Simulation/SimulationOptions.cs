using System;
using EventNormalization.Storage;

namespace EventNormalization.Testing;

/// <summary>What a simulation is about. What fails in it, and how often, is drawn from the seed.</summary>
/// <remarks>Immutable.</remarks>
public sealed record SimulationOptions
{
    /// <summary>What all chance comes from; by default 1.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>How many deliveries clients have, from 1 to 1,000,000; by default 40.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Below 1 or above 1,000,000.</exception>
    public int DeliveryCount
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, 1_000_000);
            field = value;
        }
    } = 40;

    /// <summary>
    /// About how many faults, crashes, pauses, lost requests and the like there are at most; by default without a
    /// limit. From then on everything works but what has begun.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public long IncidentCountMax
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            field = value;
        }
    } = long.MaxValue;

    /// <summary>
    /// Puts something of your own between the faults and the event store, once for each process; by default nothing.
    /// </summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public Func<IEventAppender, IEventAppender> AroundEvents
    {
        get;
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            field = value;
        }
    } = static appender => appender;

    /// <summary>
    /// Puts something of your own between the faults and the failed-event store, once for each process; by default
    /// nothing.
    /// </summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public Func<IFailedEventQueue, IFailedEventQueue> AroundFailedEvents
    {
        get;
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            field = value;
        }
    } = static queue => queue;

    /// <summary>Whether stores acknowledge what a loss of power takes back: a planted bug.</summary>
    internal bool AcknowledgesEarly { get; init; }

    /// <summary>The code that runs it again, without what is put around the stores.</summary>
    /// <returns>One expression of C#.</returns>
    public override string ToString()
    {
        var limit = IncidentCountMax == long.MaxValue
            ? ""
            : FormattableString.Invariant($", {nameof(IncidentCountMax)} = {IncidentCountMax}");
        return FormattableString.Invariant(
            $"{nameof(EventSimulation)}.{nameof(EventSimulation.Run)}(new {nameof(SimulationOptions)} {{ ")
            + FormattableString.Invariant(
                $"{nameof(Seed)} = {Seed}, {nameof(DeliveryCount)} = {DeliveryCount}{limit} }})");
    }
}
