using System;
using System.Collections.Generic;

namespace EventNormalization.Testing;

/// <summary>
/// The real pipeline, retry worker and group commit over failing stores, in a world of one thread that a seed decides
/// about.
/// </summary>
/// <remarks>
/// <para>Clients send deliveries, some of them in other words, in requests of any size and order, and again while they
/// have no answer. Processes crash at any call of a store and come again; power is lost; stores fail by plans, answer
/// too late, or land what was given up; workers stand still beyond their leases. In the end everything works, and time
/// is given.</para>
/// <para>After every step it holds that every delivery counts once (<see cref="Storage.Conservation"/>), that what was
/// acknowledged is there, and that nothing is there that was never sent; in the end, that events and totals are those
/// of a run without faults.</para>
/// </remarks>
public static class EventSimulation
{
    private const int ShrinkCountMax = 60;

    /// <summary>Runs one simulation.</summary>
    /// <param name="options">What it is about.</param>
    /// <returns>What happened in it.</returns>
    /// <exception cref="SimulationException">
    /// A promise is broken. It says the seed, the smallest run that breaks one, and how to run it again.
    /// </exception>
    /// <exception cref="ArgumentNullException"><paramref name="options"/> is null.</exception>
    public static SimulationResult Run(SimulationOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var run = new SimRun(options);
        try
        {
            return run.Run();
        }
        catch (Exception exception)
        {
            throw Shrink(options, run.IncidentCount, Of(options, exception));
        }
    }

    /// <summary>Looks for fewer deliveries and fewer incidents that break a promise, too, of the same seed.</summary>
    private static SimulationException Shrink(SimulationOptions options, long incidentCount, SimulationException first)
    {
        var limited = options with { IncidentCountMax = long.Min(options.IncidentCountMax, incidentCount) };
        var (smallest, found) = Failure(limited) is { } again ? (limited, again) : (options, first);
        var left = ShrinkCountMax;
        for (var isSmaller = true; isSmaller && left > 0;)
        {
            isSmaller = false;
            foreach (var candidate in SmallerThan(smallest))
            {
                if (left-- > 0 && Failure(candidate) is { } failure)
                {
                    (smallest, found, isSmaller) = (candidate, failure, true);
                    break;
                }
            }
        }

        return new SimulationException(smallest, first, found);
    }

    /// <summary>The same with fewer deliveries, or with fewer incidents; the least first.</summary>
    private static IEnumerable<SimulationOptions> SmallerThan(SimulationOptions options)
    {
        for (var count = options.DeliveryCount / 2; count > 0; count /= 2)
        {
            yield return options with { DeliveryCount = options.DeliveryCount - count };
        }

        for (var count = options.IncidentCountMax - (options.IncidentCountMax / 2); count > 0; count /= 2)
        {
            yield return options with { IncidentCountMax = options.IncidentCountMax - count };
        }
    }

    private static SimulationException? Failure(SimulationOptions options)
    {
        try
        {
            new SimRun(options).Run();
            return null;
        }
        catch (Exception exception)
        {
            return Of(options, exception);
        }
    }

    private static SimulationException Of(SimulationOptions options, Exception exception) =>
        exception as SimulationException
        ?? new SimulationException(options.Seed, $"{exception.GetType().Name}: {exception.Message}", exception);
}
