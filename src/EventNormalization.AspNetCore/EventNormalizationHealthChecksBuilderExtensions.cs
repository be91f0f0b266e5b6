using System;
using EventNormalization.Health;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace EventNormalization;

/// <summary>Adds the library to the health checks of a host.</summary>
public static class EventNormalizationHealthChecksBuilderExtensions
{
    /// <summary>The name of the check, where it is given no other.</summary>
    public const string CheckName = "event_normalization";

    /// <summary>
    /// Adds a check: whether both stores can be read, whether each delivery is counted once, how many failed events
    /// wait and for how long, whether they are retried, and whether a simulation makes the stores fail.
    /// </summary>
    /// <remarks>
    /// <c>Unhealthy</c> where a store cannot be read, counts contradict each other or retries have ended;
    /// <c>Degraded</c> above the bounds of <see cref="EventNormalizationOptions"/> and during a simulation. It says
    /// nothing of paths, clients or payloads, so that whoever may ask may know it all.
    /// </remarks>
    /// <param name="builder">The host's checks.</param>
    /// <param name="name">The name of the check.</param>
    /// <returns>The host's checks.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="name"/> is null or blank.</exception>
    public static IHealthChecksBuilder AddEventNormalization(
        this IHealthChecksBuilder builder, string name = CheckName)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return builder.Add(new HealthCheckRegistration(
            name, ActivatorUtilities.GetServiceOrCreateInstance<EventHealthCheck>, null, null));
    }
}
