using System;
using EventNormalization.Access;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace EventNormalization;

/// <summary>Says who may do what over HTTP.</summary>
public static class EventAccessBuilderExtensions
{
    /// <summary>
    /// Names the authorization policies of single rights, whose events a caller may send, and limits of rates. The
    /// host does not start if a named policy does not exist.
    /// </summary>
    /// <param name="builder">The composition of the library.</param>
    /// <param name="configure">Sets the options; several calls add up.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException">
    /// <paramref name="builder"/> or <paramref name="configure"/> is null.
    /// </exception>
    public static EventNormalizationBuilder UseAccess(
        this EventNormalizationBuilder builder, Action<EventAccessOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        var services = builder.Services;
        services.Configure(configure);
        services.TryAddSingleton<RequestLimiter>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, NamedPolicies>());
        return builder;
    }
}
